using System.Globalization;

namespace FuyangPlan.Http;

/// <summary>Every list.</summary>
/// <param name="NextCursor">Ask for the next page with it; null on the last one.</param>
internal sealed record Page<T>(ImmutableArray<T> Items, string? NextCursor);

internal static class Page
{
    /// <summary>A page of a list that is whole in memory; the cursor counts the items before it.</summary>
    public static Page<T> Of<T>(IReadOnlyList<T> all, string? cursor, int limit, Parameters parameters)
    {
        var skip = 0;
        if (cursor is not null && !(cursor is ['a', >= '1' and <= '9', ..]
            && int.TryParse(cursor.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out skip)))
            parameters.BadCursor();
        return new(
            [.. all.Skip(skip).Take(limit)],
            (long)skip + limit < all.Count ? string.Create(CultureInfo.InvariantCulture, $"a{skip + limit}") : null);
    }

    /// <summary>The page that was asked for, 200 items unless a limit is said, or the refusal of what was asked wrongly.</summary>
    public static IResult Answer<T>(IReadOnlyList<T> all, string? cursor, string? limit)
    {
        var parameters = new Parameters();
        var page = Of(all, cursor, parameters.Limit(limit, otherwise: 200), parameters);
        return parameters.Refusal is { } refusal ? ProblemAnswers.Refused(refusal) : JsonAnswer.Of(page);
    }
}
