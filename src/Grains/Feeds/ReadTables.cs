using FuyangPlan.Journal;

namespace FuyangPlan.Feeds;

/// <summary>Builds a plan's read tables again from zero, as the feed would have.</summary>
public static class ReadTables
{
    /// <summary>Answers the position that the tables have reached.</summary>
    /// <param name="batch">Entries that are followed in one transaction; the tables are the same for any.</param>
    public static async Task<long> Rebuild(string plan, IJournal journal, ITaskTable tasks, int batch = 1000)
    {
        await tasks.Clear(plan);
        var projection = new TaskProjection(plan, journal);
        var position = 0L;
        while (await journal.ReadPlan(plan, position, batch) is { Count: > 0 } rows)
        {
            var changes = await projection.Project(rows, [.. rows.Select(Entry.Of)]);
            if (!await tasks.Save(plan, position, rows[^1].Position, changes.Rows, changes.Removed))
                throw new InvalidOperationException($"Somebody else is writing the read tables of {plan}.");
            position = rows[^1].Position;
        }
        return position;
    }
}
