using System.Security.Cryptography;
using System.Text;
using FuyangPlan.Texts;

namespace FuyangPlan.Tables;

/// <summary>A row of a table in memory.</summary>
/// <param name="value">What lines are made from.</param>
/// <param name="words">What a search looks into; asked for at most once, and only where it is searched or stored.</param>
public sealed class Row(object value, Func<string> words)
{
    private string? text;

    public object Value => value;

    public string Text => text ??= Texts.Text.Fold(words());
}

/// <summary>A row as a database keeps it.</summary>
/// <param name="Cells">In the order of the table's columns.</param>
/// <param name="Body">JSON of what lines are made from.</param>
public sealed record StoredRow(ImmutableArray<object> Cells, string Body)
{
    /// <summary>Two rows of one hash are the same.</summary>
    public Guid Hash => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{string.Join('\u001f', Cells)}\u001f{Body}")).AsSpan(0, 16));
}

/// <summary>What a run of entries changes in one table.</summary>
/// <param name="Removed">Keys.</param>
public sealed record TableChange(Table Table, IReadOnlyList<StoredRow> Rows, IReadOnlyList<ImmutableArray<object>> Removed);

/// <summary>What a search looks into.</summary>
internal static class SearchText
{
    /// <summary>Names are found by their pinyin initials, too.</summary>
    public static string Of(IEnumerable<string?> names, IEnumerable<string?> texts) =>
        string.Join(' ', [.. names.OfType<string>().Distinct().SelectMany(name => (string[])[name, Pinyin.Initials(name)]), .. texts.OfType<string>()]);
}
