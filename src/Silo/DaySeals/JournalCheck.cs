using System.Data.Common;
using FuyangPlan.Journal;

namespace FuyangPlan.DaySeals;

/// <inheritdoc cref="IJournalCheck"/>
internal sealed class JournalCheck(DbDataSource source, SealKey key, TimeProvider time) : IJournalCheck
{
    // After each thousand entries, which take about five: most of a second belongs to others.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    // On a thread of its own: it may take minutes.
    public Task<JournalCheckView> Run(string plan, CancellationToken stop) => Task.Factory.StartNew(() =>
    {
        var at = time.GetUtcNow();
        var report = JournalVerifier.Read(source, key.Keys, plan, Pause, stop);
        return new JournalCheckView(at, report.Entries, report.IsProven, [.. report.Faults, .. report.Unproven], report.Notes);
    }, stop, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
