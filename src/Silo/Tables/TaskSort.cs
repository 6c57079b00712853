using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FuyangPlan.Checklists;

namespace FuyangPlan.Tables;

/// <summary>An order of the task list: by one key, then by initiative and number, so that no two rows are equal.</summary>
/// <param name="Key">SQL of the key.</param>
/// <param name="Read">The key as a cursor writes it, back as SQL compares it; throws <see cref="FormatException"/>.</param>
internal sealed record TaskSort(string Key, bool Descending, Func<string, object> Read)
{
    /// <summary>0 red, 1 yellow, 2 green, 3 blue, 4 none, for <c>@today</c>.</summary>
    public const string LightRank =
        "CASE WHEN has_light = 0 THEN 4 WHEN blue = 1 THEN 3 WHEN red_from <= @today THEN 0 WHEN yellow_from <= @today THEN 1 ELSE 2 END";

    private static readonly Dictionary<string, TaskSort> All = new()
    {
        ["due"] = new("due", false, Day),
        ["-due"] = new("due", true, Day),
        ["percent"] = new("verified", false, text => Number(text)),
        ["-percent"] = new("verified", true, text => Number(text)),
        ["light"] = new(LightRank, false, text => Number(text)),
        ["title"] = new("title_key", false, Convert.FromHexString),
        ["initiative"] = new("initiative_order", false, text => Number(text)),
    };

    public static TaskSort Of(string name) => All.GetValueOrDefault(name) ?? throw new FormatException($"There is no order '{name}'.");

    public string OrderBy => Descending ? $"{Key} DESC, initiative_order DESC, number DESC" : $"{Key}, initiative_order, number";

    public string After => $"({Key}, initiative_order, number) {(Descending ? '<' : '>')} (@key, @order, @number)";

    /// <summary>How a key column's value is written into a cursor.</summary>
    public static string Write(object key) => key is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(key, CultureInfo.InvariantCulture)!;

    private static string Day(string text) =>
        DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static long Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new FormatException();
}

/// <summary>The last row of a page, as the next page starts after it. Good for the question that it answered, whatever its limit.</summary>
internal sealed record TaskCursor(object Key, long Order, long Number)
{
    public static string Write(string plan, TaskQuery query, object key, long order, long number) => Base64Url.EncodeToString(
        Encoding.UTF8.GetBytes(FormattableString.Invariant($"{Mark(plan, query)}|{TaskSort.Write(key)}|{order}|{number}")));

    /// <exception cref="FormatException">It was not given for this question.</exception>
    public static TaskCursor Read(string plan, TaskQuery query, TaskSort sort)
    {
        try
        {
            var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(query.Cursor)).Split('|');
            if (parts.Length == 4 && parts[0] == Mark(plan, query)
                && long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var order)
                && long.TryParse(parts[3], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && sort.Read(parts[1]) is var key
                && Write(plan, query, key, order, number) == query.Cursor)
                return new(key, order, number);
        }
        catch (FormatException)
        {
        }
        throw new FormatException("The cursor does not belong to this question.");
    }

    private static string Mark(string plan, TaskQuery query)
    {
        var question = plan + JsonSerializer.Serialize(query with { Cursor = null, Limit = 0 }, StrictJson.Options);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(question)).AsSpan(0, 8));
    }
}
