using FuyangPlan.Storage;

namespace FuyangPlan.Journal;

/// <summary>The journal in SQLite: a batch is one transaction in which each append is judged by itself.</summary>
internal sealed class SqliteJournal(SqliteSource source, ILogger<SqliteJournal> logger) : SqlJournal(source, logger)
{
    private SqliteJournalTransaction? transaction;

    public override void Dispose()
    {
        base.Dispose();
        transaction?.Dispose();
    }

    protected override IReadOnlyDictionary<string, long> Store(IReadOnlyList<PendingAppend> batch)
    {
        try
        {
            transaction ??= new(source);
            source.Writing.Wait();
            try
            {
                return transaction.Commit(batch);
            }
            finally
            {
                source.Writing.Release();
            }
        }
        catch
        {
            // Closing the connection rolls back what it had begun; the next batch starts on a clean one.
            transaction?.Dispose();
            transaction = null;
            throw;
        }
    }
}
