using System.Text.Json.Serialization;

namespace FuyangPlan.Tables;

/// <summary>A question to a list of one plan. What else it holds narrows the list; null does not.</summary>
/// <typeparam name="TLine">What the list consists of.</typeparam>
public interface IListQuery<TLine>
{
    /// <summary>Words that all occur in what the list is searched in; width and case make no difference.</summary>
    string? Search { get; }

    /// <summary>The name of an order, with a hyphen before it the other way round.</summary>
    string Sort { get; }

    /// <summary>From the page before; null: the first page.</summary>
    string? Cursor { get; }

    /// <summary>1 to 10,000; the API lets nobody ask for more than 200.</summary>
    int Limit { get; }
}

/// <summary>A page of a list; page, count and sums are of one moment.</summary>
/// <param name="NextCursor">Null on the last page.</param>
/// <param name="Total">Lines on all pages.</param>
/// <param name="Sums">Of all pages, where the list has sums.</param>
/// <param name="Tag">Pages of one tag are one page, answered again; null: it is not known whether it will be.</param>
[GenerateSerializer, Immutable, Alias("list-page`1")]
public sealed record ListPage<TLine>(
    ImmutableArray<TLine> Items, string? NextCursor, int Total,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ImmutableSortedDictionary<string, decimal>? Sums = null,
    [property: JsonIgnore] Guid? Tag = null);

/// <summary>A list of one plan. Key: the plan's id.</summary>
[Alias("IListGrain`1")]
public interface IListGrain<TLine> : IGrainWithStringKey
{
    /// <summary>
    /// The page that is asked for, as the reader may see it: as of an instant, or of now, and then never older than the moment of asking. Null when there
    /// was no such plan. Who has gone lets the token say so: of the past nothing more is folded then. Throws <see cref="FormatException"/> for an order that
    /// the list does not have and for a cursor that it did not give.
    /// </summary>
    [AnyWay]
    Task<ListPage<TLine>?> Find(IListQuery<TLine> query, Actor reader, DateTimeOffset? asOf, CancellationToken gone = default);
}

/// <summary>
/// Follows one plan's journal into the read tables of one build, all of them at once, with their one checkpoint in the same transaction. Key: the plan's id,
/// a slash, and the build.
/// </summary>
[Alias("ITablesGrain")]
public interface ITablesGrain : IGrainWithStringKey
{
    /// <summary>
    /// Follow the journal at least to a position that it has, and answer the position reached. What is reached already costs nothing, and is then not looked
    /// for in the tables either.
    /// </summary>
    /// <param name="atLeast">Greater than any position: to the present head, and look whether the tables are still where they were left.</param>
    [AnyWay]
    Task<long> CatchUp(long atLeast);
}

/// <summary>How to ask a list.</summary>
public static class ListGrains
{
    /// <inheritdoc cref="IListGrain{TLine}.Find"/>
    public static Task<ListPage<TLine>?> Find<TLine>(
        this IGrainFactory grains, string plan, IListQuery<TLine> query, Actor reader, DateTimeOffset? asOf = null, CancellationToken gone = default) =>
        grains.GetGrain<IListGrain<TLine>>(plan).Find(query, reader, asOf, gone);
}
