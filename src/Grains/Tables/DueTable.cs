namespace FuyangPlan.Tables;

/// <summary>When time alone changes a stream next.</summary>
internal sealed record DueRow(string Stream, DateTimeOffset? At);

/// <summary>What is asked of <see cref="DueTable"/>; no list of people.</summary>
internal sealed record DueQuery(DateTimeOffset Until) : IListQuery<DueRow>
{
    public string? Search => null;
    public string Sort => "at";
    public string? Cursor => null;
    public int Limit => 10_000;
}

/// <summary>
/// Tables hold what was recorded; a grain also knows what time has brought since. With this one a list finds the few streams whose time has come, and lets
/// them record it before it answers.
/// </summary>
internal sealed class DueTable : Table<object, DueRow, DueQuery, DueRow>
{
    private readonly Column at;

    private DueTable() : base("due")
    {
        KeyColumn("stream", row => row.Stream);
        at = Column("due_at", row => row.At);
        Sort("at", at);
        Rows(
            state => state, state => (object[])[state], _ => "",
            (_, _, source) => new DueRow(source.Stream.Name, Concepts.Of(source.Stream)!.NextDue(source.State, source.Plan)), (_, _, _) => "");
    }

    public static DueTable Declared { get; } = new();

    internal override bool Covers(Concept concept) => concept.Ages;

    protected override IEnumerable<Condition?> Where(DueQuery query) => [at.AtMost(query.Until)];

    protected override DueRow Line(DueRow row, Sight sight, DateOnly today) => row;
}
