using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace FuyangPlan.Tables;

/// <summary>What a table is asked: the same for the database and for rows in memory.</summary>
/// <param name="After">The place of the last row of the page before; empty: from the start.</param>
/// <param name="Limit">One more is answered, where there is one.</param>
public sealed record Question(Table Table, ImmutableArray<Condition> Where, Term Sort, bool IsDescending, ImmutableArray<object> After, int Limit, DateOnly Day)
{
    public long Today => Day.DayNumber;

    /// <summary>No two rows are equal by these.</summary>
    public ImmutableArray<Term> Order => [Sort, .. Table.Key];
}

/// <summary>A row that was found, and where it stands in the order that was asked for.</summary>
public sealed record Hit(object Value, ImmutableArray<object> Place);

/// <summary>An answer. Count and sums are of all that was found, wherever the page begins.</summary>
/// <param name="Size">How many letters the lines were made from, about.</param>
public sealed record Found(ImmutableArray<Hit> Hits, int Total, ImmutableArray<long> Sums, int Size = 0);

/// <summary>What a list is to those who answer for it.</summary>
internal interface IListTable<TLine>
{
    bool Answers(IListQuery<TLine> query);

    Sight SightOf(Actor reader);

    /// <param name="mark">What a cursor is good for, beside the question itself.</param>
    Question Ask(IListQuery<TLine> query, string mark, Actor reader, DateOnly today);

    ListPage<TLine> Page(IListQuery<TLine> query, string mark, Found found, Actor reader, DateOnly today);
}

internal static class Answer
{
    /// <summary>From rows in memory.</summary>
    public static Found From(IEnumerable<Row> rows, Question question)
    {
        Row[] found = [.. rows.Where(row => question.Where.All(condition => condition.Holds(row, question.Today)))];
        var hits = found.Select(row => new Hit(row.Value, [.. question.Order.Select(term => term.Of(row, question.Today))]));
        if (!question.After.IsEmpty) hits = hits.Where(hit => Compare(hit.Place, question.After) is var order && (question.IsDescending ? order < 0 : order > 0));
        var inOrder = Comparer<Hit>.Create((one, other) => question.IsDescending ? Compare(other.Place, one.Place) : Compare(one.Place, other.Place));
        return new(
            [.. hits.Order(inOrder).Take(question.Limit + 1)], found.Length, [.. question.Table.Sums.Select(column => found.Sum(row => (long)column.Value(row)))]);
    }

    private static int Compare(ImmutableArray<object> one, ImmutableArray<object> other)
    {
        for (var i = 0; i < one.Length; i++)
            if (Comparison.Compare(one[i], other[i]) is not 0 and var order) return order;
        return 0;
    }
}

/// <summary>The place of a page's last row, as the next page starts after it. Good for the question that it answered, whatever its limit.</summary>
internal static class Cursor
{
    /// <summary>What a cursor is bound to.</summary>
    public static string Mark<TLine>(string mark, IListQuery<TLine> query)
    {
        var question = JsonSerializer.SerializeToNode(query, query.GetType(), StrictJson.Options)!.AsObject();
        question.Remove("cursor");
        question.Remove("limit");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(mark + query.GetType().Name + question.ToJsonString(StrictJson.Options))).AsSpan(0, 8));
    }

    public static string Write(string mark, ImmutableArray<object> place) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes<object[]>([mark, .. place]));

    /// <exception cref="FormatException">It was not given for this question.</exception>
    public static ImmutableArray<object> Read(string cursor, string mark, Question question)
    {
        try
        {
            var parts = JsonSerializer.Deserialize<JsonElement[]>(Base64Url.DecodeFromChars(cursor)) ?? [];
            ImmutableArray<object> place = [.. parts.Skip(1).Zip(question.Order, Value)];
            if (place.Length == question.Order.Length && Write(mark, place) == cursor) return place;
        }
        catch (Exception wrong) when (wrong is FormatException or JsonException or InvalidOperationException)
        {
        }
        throw new FormatException("The cursor does not belong to this question.");
    }

    // Anybody can write one. What no row has, databases need not be asked.
    private static object Value(JsonElement part, Term term) => !term.IsText ? part.GetInt64()
        : part.GetString() is { } text && !text.Contains('\0') ? text
        : throw new FormatException("No row has this.");
}
