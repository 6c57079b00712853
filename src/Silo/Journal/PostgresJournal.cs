using FuyangPlan.Storage;
using Npgsql;

namespace FuyangPlan.Journal;

/// <summary>
/// The journal in PostgreSQL, shared by all silos: a batch is one statement, stored whole or not at all. A batch that is refused is tried in
/// halves, so that only the guilty append fails and its neighbours are stored.
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
        if (TryStore(appends, heads, out var refusal)) return;
        if (appends.Count == 1)
        {
            appends[0].Refused(Why(appends[0], refusal));
            return;
        }
        var half = appends.Count / 2;
        Store(appends[..half], heads);
        Store(appends[half..], heads);
    }

    /// <summary>False when the database refused to store it; then nothing of it is stored.</summary>
    private bool TryStore(ArraySegment<PendingAppend> appends, Dictionary<string, long> heads, out PostgresException? refusal)
    {
        for (var tries = 1; ; tries++)
            try
            {
                refusal = null;
                return statement!.TryStore(appends, heads);
            }
            catch (PostgresException lost) when (lost.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure && tries < Tries)
            {
                // It stored nothing, and may go well the next time.
            }
            // Integrity (23) and data (22): the statement is to blame, and what the server refuses it has not stored.
            catch (PostgresException refused) when (refused.SqlState[..2] is "23" or "22")
            {
                refusal = refused;
                return false;
            }
    }

    private Exception Why(PendingAppend append, PostgresException? refusal) =>
        refusal?.ConstraintName == "journal_command" || statement!.HasCommand(append.Rows[0]) ? append.Duplicate()
        : refusal is null or { ConstraintName: "journal_version" }
            ? new JournalConflictException($"'{append.Rows[0].Stream}' is not at version {append.Rows[0].Version - 1}; version {append.Rows[0].Version} cannot follow.")
        : append.Doubt(refusal);

    private void Drop()
    {
        statement?.Dispose();
        statement = null;
    }
}
