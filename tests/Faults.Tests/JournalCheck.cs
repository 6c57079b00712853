using FuyangPlan.Journal;

namespace FuyangPlan.Faults;

/// <summary>Compares a journal with what the callers of a trial were told.</summary>
internal static class JournalCheck
{
    /// <summary>
    /// Positions and versions without a gap; what was acknowledged once, where it was said to be; what was not acknowledged at most once; for each
    /// caller and stream in the order in which it was answered.
    /// </summary>
    /// <param name="rows">The trial's plan from its beginning.</param>
    /// <param name="acknowledged">What was in the callers' hands before the journal was read; all, when it is not said.</param>
    public static void Check(this KillTrial trial, IReadOnlyList<JournalRow> rows, IReadOnlyList<Acknowledgement>? acknowledged = null)
    {
        acknowledged ??= [.. trial.Acknowledged];
        Assert.Equal(Enumerable.Range(1, rows.Count).Select(position => (long)position), rows.Select(row => row.Position));
        foreach (var stream in rows.GroupBy(row => row.Stream)) Assert.Equal(Enumerable.Range(1, stream.Count()), stream.Select(row => row.Version));

        var stored = rows.Where(row => trial.Sent.ContainsKey(row.CommandId)).ToLookup(row => row.CommandId);
        foreach (var (command, stream) in trial.Sent)
            Assert.True(stored[command].Count() <= 1 && stored[command].All(row => row.Stream == stream), $"{command} is in the journal {stored[command].Count()} times");
        foreach (var answer in acknowledged)
            Assert.True(stored[answer.Command].SingleOrDefault()?.Version == answer.Version, $"{answer} is not in the journal, or at another version");
        // What one caller sent to one initiative was answered in the order in which it is stored.
        foreach (var sequence in acknowledged.GroupBy(answer => (answer.Caller, answer.Stream)))
            Assert.Equal(sequence.Select(answer => answer.Version).Order(), sequence.Select(answer => answer.Version));
    }
}
