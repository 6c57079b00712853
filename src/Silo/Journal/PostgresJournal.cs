using FuyangPlan.Storage;
using Npgsql;

namespace FuyangPlan.Journal;

/// <summary>
/// The journal in PostgreSQL, shared by all silos: a batch is one statement. What is refused of it is tried in halves, so that only the guilty append
/// fails and its neighbours are stored.
/// </summary>
internal sealed class PostgresJournal(NpgsqlDataSource source, ILogger<PostgresJournal> logger) : SqlJournal(source, logger)
{
    private const int Tries = 5;

    private PostgresAppend? statement;

    public override void Dispose()
    {
        base.Dispose();
        statement?.Dispose();
    }

    protected override IReadOnlyDictionary<string, long> Store(IReadOnlyList<PendingAppend> batch)
    {
        var heads = new Dictionary<string, long>();
        try
        {
            // A connection that broke while nothing was under way puts nothing in doubt.
            if (statement is { IsOpen: false }) Drop();
            statement ??= new(source);
            Store(new([.. batch]), heads);
        }
        catch (Exception accident)
        {
            // What comes next begins on a fresh connection; what was stored before the accident is known to be.
            Drop();
            foreach (var append in batch)
                if (!append.IsJudged) append.Refused(append.Doubt(accident));
        }
        return heads;
    }

    private void Store(ArraySegment<PendingAppend> appends, Dictionary<string, long> heads)
    {
        var left = TryStore(appends, heads, out var refusal);
        if (left.Count == 0) return;
        if (left.Count == 1 && left.Count == appends.Count)
        {
            left[0].Refused(Why(left[0], refusal));
            return;
        }
        var half = left.Count / 2;
        Store(left[..half], heads);
        Store(left[half..], heads);
    }

    /// <summary>Answers what is not stored.</summary>
    private ArraySegment<PendingAppend> TryStore(ArraySegment<PendingAppend> appends, Dictionary<string, long> heads, out PostgresException? refusal)
    {
        for (var tries = 1; ; tries++)
            try
            {
                refusal = null;
                return statement!.Store(appends, heads);
            }
            catch (PostgresException lost) when (lost.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure && tries < Tries)
            {
                // It stored nothing, and may go well the next time.
            }
            // Integrity (23) and data (22): the statement is to blame, and what the server refuses it has not stored.
            catch (PostgresException refused) when (refused.SqlState[..2] is "23" or "22")
            {
                refusal = refused;
                return appends;
            }
    }

    private Exception Why(PendingAppend append, PostgresException? refusal) =>
        refusal?.ConstraintName == "journal_command" || statement!.HasCommand(append.Rows[0]) ? append.Duplicate()
        : refusal is null && statement.HasMoved(append) ? append.PlanMoved()
        : refusal is null or { ConstraintName: "journal_version" }
            ? new JournalConflictException($"'{append.Rows[0].Stream}' is not at version {append.Rows[0].Version - 1}; version {append.Rows[0].Version} cannot follow.")
        : append.Doubt(refusal);

    private void Drop()
    {
        statement?.Dispose();
        statement = null;
    }
}
