using System.Text.Json;

namespace FuyangPlan.Plans;

// What any text, name, slug, day or list of a plan must satisfy, wherever it stands.
public static partial class PlanDocumentRules
{
    private const string NullEntry = "不能为 null。";

    private static IEnumerable<Fault> Texts(JsonElement value, string at) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member =>
            Texts(member.Name, $"{at}/{Escape(member.Name)}").Concat(Texts(member.Value, $"{at}/{Escape(member.Name)}"))),
        JsonValueKind.Array => value.EnumerateArray().SelectMany((entry, i) =>
            entry.ValueKind == JsonValueKind.Null ? [new($"{at}/{i}", NullEntry)] : Texts(entry, $"{at}/{i}")),
        JsonValueKind.String => Texts(value.GetString()!, at),
        _ => [],
    };

    private static IEnumerable<Fault> Texts(string text, string at)
    {
        if (text.Length == 0) yield return new(at, "不能为空；没有就不写。");
        // A replacement character stands where a character was lost on the way.
        else if (!Text.IsClean(text) || text.Contains('\uFFFD', StringComparison.Ordinal)) yield return new(at, "含有不可见或不允许的字符。");
        else if (Text.Normalize(text) != text) yield return new(at, "首尾不能有空白，文字须为 Unicode NFC 形式。");
        else if (Text.Length(text) > MaxText) yield return new(at, $"超过 {MaxText} 字。");
    }

    private static IEnumerable<Fault> Names(params (string At, string? Name)[] names) =>
        names.Where(each => each.Name is { } name && Text.Length(name) > MaxName).Select(each => new Fault(each.At, $"超过 {MaxName} 字。"));

    private static IEnumerable<Fault> Dates(params (string At, DateOnly Day)[] dates) =>
        dates.Where(each => !Years.Include(each.Day)).Select(each => new Fault(each.At, $"须在 {Years.First}-01-01 到 {Years.Last}-12-31 之间。"));

    private static IEnumerable<Fault> Days(string list, ImmutableArray<DateOnly> days) =>
        Dates([.. days.Select((day, i) => ($"{list}/{i}", day))]).Concat(Unique(list, days.Select(day => $"{day:yyyy-MM-dd}"), null));

    private static IEnumerable<Fault> Slugs(string list, IEnumerable<string> keys, string member) =>
        keys.Select((key, i) => Slugs($"{list}/{i}/{member}", key)).SelectMany(faults => faults).Concat(Unique(list, keys, member));

    private static IEnumerable<Fault> Slugs(string at, string key) =>
        key.IsSlug() ? [] : [new(at, "须为 2 到 40 个小写字母、数字、连字符，以字母开头。")];

    private static IEnumerable<Fault> Unique(string list, IEnumerable<string> keys, string? member)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return keys.Select((key, i) => (key, i)).Where(each => !seen.Add(each.key))
            .Select(each => new Fault(member is null ? $"{list}/{each.i}" : $"{list}/{each.i}/{member}", $"“{each.key}”重复了。"));
    }

    private static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
