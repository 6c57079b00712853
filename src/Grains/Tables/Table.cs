using System.Text.Json;
using FuyangPlan.Journal;
using FuyangPlan.Plans;

namespace FuyangPlan.Tables;

/// <summary>
/// A read table: what a list is made from. Declared once; the same declaration fills it from the journal, answers from the database for now, and from the
/// folded states for an earlier instant. Disposable: it can be made anew from the journal at any time.
/// </summary>
public abstract class Table
{
    private protected Table(string name)
    {
        Name = name;
        Text = new("search", IsText: true, IsWide: true, IsList: false, row => row.Text);
    }

    /// <summary>Also that of the database's table, up to the build.</summary>
    public string Name { get; }

    /// <summary>Unique within the plan, and what ties of any order are broken by.</summary>
    public ImmutableArray<Column> Key { get; private protected set; } = [];

    /// <summary>The key first, the searched text last.</summary>
    public ImmutableArray<Column> Columns => [.. Key, .. Values, Text];

    /// <summary>Columns whose sum a page tells.</summary>
    public ImmutableArray<Column> Sums { get; private protected set; } = [];

    public Column Text { get; }

    /// <summary>What its rows are kept in order by, beside the key: for each order that is asked for. The first is the one asked for most.</summary>
    public ImmutableArray<Column> Orders { get; private protected set; } = [];

    /// <summary>What its rows are kept together by, in the first of the orders within, and what of them is kept there.</summary>
    public ImmutableArray<(Column By, ImmutableArray<Column> With)> Groups { get; private protected set; } = [];

    private protected ImmutableArray<Column> Values { get; set; } = [];

    /// <summary>What lines are made from, as it was stored.</summary>
    public abstract object Read(string body);

    internal abstract StoredRow Store(Row row);

    /// <summary>Does it take rows from streams of this concept?</summary>
    internal abstract bool Covers(Concept concept);

    /// <summary>The part of a state that the items lie in; as long as it and the context are the same, so are the rows.</summary>
    internal abstract object Part(object state);

    /// <summary>What else of a state is in every row; null: there is nothing to list yet.</summary>
    internal abstract object? Context(object state);

    /// <summary>What there is a row for; as long as one is the same and so is the context, its row is the same.</summary>
    internal abstract IEnumerable<object> Items(object state);

    internal abstract Row RowOf(object item, Source source);

    internal IEnumerable<Row> Rows(Source source) => Items(source.State).Select(item => RowOf(item, source));
}

/// <summary>Where rows come from.</summary>
internal sealed record Source(StreamId Stream, object State, int Version, PlanState Plan)
{
    public string? DepartmentName(string? code) => code is null ? null : Plan.Departments.GetValueOrDefault(code)?.Name;

    public string? PersonName(string? id) => Plan.PersonName(id);
}

/// <summary>A declaration. Columns, orders and rows are named in the constructor.</summary>
internal abstract class Table<TState, TRow, TQuery, TLine>(string name) : Table(name), IListTable<TLine>
    where TState : class where TRow : class where TQuery : class, IListQuery<TLine>
{
    private const int LongestName = 400;

    private readonly Dictionary<string, Term> sorts = [];
    private Func<TState, object> part = null!;
    private Func<TState, object?> context = null!;
    private Func<TState, IEnumerable<object>> items = null!;
    private Func<object, TState, Source, Row> row = null!;

    public bool Answers(IListQuery<TLine> query) => query is TQuery;

    public Question Ask(IListQuery<TLine> query, string mark, Actor reader, DateOnly today)
    {
        var (sort, isDescending) = query.Sort.StartsWith('-') ? (query.Sort[1..], true) : (query.Sort, false);
        if (!sorts.TryGetValue(sort, out var by)) throw new FormatException($"There is no order '{query.Sort}'.");
        var question = new Question(
            this, [.. Where((TQuery)query).OfType<Condition>(), Sees(SightOf(reader)), .. Texts.Text.Words(query.Search).Select(Text.Contains)],
            by, isDescending, [], query.Limit, today);
        return query.Cursor is null ? question : question with { After = Cursor.Read(query.Cursor, Cursor.Mark(mark, query), question) };
    }

    public ListPage<TLine> Page(IListQuery<TLine> query, string mark, Found found, Actor reader, DateOnly today)
    {
        var sight = SightOf(reader);
        return new(
            [.. found.Hits.Take(query.Limit).Select(hit => Line((TRow)hit.Value, sight, today))],
            found.Hits.Length > query.Limit ? Cursor.Write(Cursor.Mark(mark, query), found.Hits[query.Limit - 1].Place) : null,
            found.Total,
            Sums.IsEmpty ? null : Sums.Zip(found.Sums).ToImmutableSortedDictionary(sum => sum.First.Name, sum => sum.Second / 100m));
    }

    /// <summary>Without its being said, every reader sees the same.</summary>
    public virtual Sight SightOf(Actor reader) => new();

    public override object Read(string body) => JsonSerializer.Deserialize<TRow>(body, StrictJson.Options)!;

    /// <summary>What narrows; null does not.</summary>
    protected abstract IEnumerable<Condition?> Where(TQuery query);

    /// <summary>What a reader may see at all.</summary>
    protected virtual Condition Sees(Sight sight) => Condition.Always;

    /// <summary>As a reader may see it.</summary>
    protected abstract TLine Line(TRow row, Sight sight, DateOnly today);

    /// <summary>What names are sorted by. Longer than an index can take need nobody sort.</summary>
    protected Column NameColumn(string name, Func<TRow, string> get) =>
        Column(name, row => Texts.Pinyin.Key(get(row)) is var key && key.Length > LongestName ? key[..LongestName] : key, isWide: true);

    /// <summary>One of the columns of the key; without any, the table has no order that is whole.</summary>
    protected Column KeyColumn<T>(string name, Func<TRow, T> get)
    {
        var column = Make(name, get, isWide: false);
        Key = Key.Add(column);
        return column;
    }

    protected Column Column<T>(string name, Func<TRow, T> get, bool isWide = false)
    {
        var column = Make(name, get, isWide);
        Values = Values.Add(column);
        return column;
    }

    /// <summary>An order that can be asked for. Rows are kept in it where it is that of a column; the first is the one that is asked for most.</summary>
    protected void Sort(string name, Term by)
    {
        sorts.Add(name, by);
        if (by is Column column && column != Key[0]) Orders = Orders.Add(column);
    }

    /// <summary>Rows of one value are kept together: for what most people narrow by.</summary>
    /// <param name="with">What else most questions look at.</param>
    protected void Group(Column by, params ImmutableArray<Column> with) => Groups = Groups.Add((by, with));

    protected void Sum(Column amount) => Sums = Sums.Add(amount);

    /// <param name="part">See <see cref="Table.Part"/>.</param>
    /// <param name="items">See <see cref="Table.Items"/>.</param>
    /// <param name="context">See <see cref="Table.Context"/>.</param>
    /// <param name="row">Of an item; of nothing but it, the context and the plan's facts (and the version, where the item is the whole state).</param>
    /// <param name="words">What a search for the row looks into; of the same.</param>
    protected void Rows<TPart, TItem>(
        Func<TState, TPart> part, Func<TPart, IEnumerable<TItem>> items, Func<TState, object?> context, Func<TItem, TState, Source, TRow> row,
        Func<TItem, TState, Source, string> words) where TPart : class where TItem : class
    {
        (this.part, this.context, this.items) = (part, context, state => items(part(state)));
        this.row = (item, state, source) => new(row((TItem)item, state, source), () => words((TItem)item, state, source));
    }

    internal override StoredRow Store(Row row) => new([.. Columns.Select(column => column.Value(row))], JsonSerializer.Serialize((TRow)row.Value, StrictJson.Options));

    internal override bool Covers(Concept concept) => concept.Has<TState>();

    internal override object Part(object state) => part((TState)state);

    internal override object? Context(object state) => context((TState)state);

    internal override IEnumerable<object> Items(object state) => context((TState)state) is null ? [] : items((TState)state);

    internal override Row RowOf(object item, Source source) => row(item, (TState)source.State, source);

    private static Column Make<T>(string name, Func<TRow, T> get, bool isWide)
    {
        var isList = typeof(IEnumerable<string>).IsAssignableFrom(typeof(T));
        var isText = isList || typeof(T) == typeof(string);
        object absent = isText ? "" : Term.Absent;
        return new(name, isText, isWide, isList, row => Constant.Convert(get((TRow)row.Value)) ?? absent);
    }
}
