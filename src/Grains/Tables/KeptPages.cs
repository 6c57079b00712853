namespace FuyangPlan.Tables;

/// <summary>All that a page of now is a function of, beside what the tables hold.</summary>
internal sealed record AskedPage(string Plan, object Query, Sight Sight, DateOnly Day);

/// <summary>
/// The pages that this silo answered last. One is good as long as the tables stand where they stood when it was made, the journal stands there too, and no
/// time has come that is not recorded; of that the database is asked each time.
/// </summary>
internal sealed class KeptPages(ITables tables)
{
    // So many pages, made from so many letters: a letter becomes about eight bytes of objects and text.
    private const int Most = 256, Letters = 4_000_000, Largest = Letters / 8;

    private readonly Recent<AskedPage, Kept> pages = new(Most, Letters);

    private sealed record Kept(object Page, long Position);

    /// <summary>What would be answered now, if that is known; else null.</summary>
    public async ValueTask<object?> Find(AskedPage asked, DateTimeOffset now)
    {
        if (pages.Find(asked) is not { } known) return null;
        return await tables.Stand(asked.Plan) is { IsBehind: false } standing && standing.Head == known.Position && !standing.IsDue(now) ? known.Page : null;
    }

    /// <param name="position">Where tables and journal stood.</param>
    public void Keep(AskedPage asked, object page, long position, int size)
    {
        if (size <= Largest) pages.Keep(asked, new(page, position), size);
    }
}

/// <summary>The pasts of tables that this silo folded last, which who looks at them turns pages of and narrows. Only what is over is kept: it stays as it was.</summary>
internal sealed class KeptPasts
{
    // Of rows; one is about a kilobyte.
    private const int Most = 40_000;

    private readonly Recent<(string Plan, Table Table, DateTimeOffset Then), Row[]> pasts = new(Most, Most);

    public Row[]? Find(string plan, Table table, DateTimeOffset then) => pasts.Find((plan, table, then));

    public void Keep(string plan, Table table, DateTimeOffset then, Row[] rows) => pasts.Keep((plan, table, then), rows, rows.Length + 1);
}
