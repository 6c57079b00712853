using System.Diagnostics.Metrics;
using FuyangPlan.Telemetry;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace FuyangPlan.DaySeals;

internal sealed class JournalCheckGrain(
    [PersistentState("journal-check", "store")] IPersistentState<JournalChecked> file, IJournalCheck check, TimeProvider time, ILogger<JournalCheckGrain> log)
    : Grain, IJournalCheckGrain
{
    private static readonly TimeSpan Period = TimeSpan.FromDays(1);

    private static readonly Meter Meter = new(Instruments.Name);
    private static readonly Gauge<long> Faults = Meter.CreateGauge<long>("fuyang.journal.check.faults", "{fault}", "What the last check of the journal found");
    private static readonly Gauge<long> CheckedAt = Meter.CreateGauge<long>("fuyang.journal.check.time", "s", "When the last check of the journal was begun, Unix time");

    private IGrainTimer _timer = null!;
    private bool _busy;

    private string PlanId => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // Interleaved, so that questions need not wait for it; alive, because it may take long.
        _timer = this.RegisterGrainTimer(Check, new() { DueTime = Timeout.InfiniteTimeSpan, Period = Timeout.InfiniteTimeSpan, Interleave = true, KeepAlive = true });
        Measure();
        return Task.CompletedTask;
    }

    public Task CatchUp(PassTime command)
    {
        if (!_busy && !(time.GetUtcNow() - file.State.Last.At < Period)) _timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        return Task.CompletedTask;
    }

    public Task<JournalCheckView> Get() => Task.FromResult(file.State.Last);

    private async Task Check(CancellationToken ended)
    {
        if (_busy) return;
        _busy = true;
        try
        {
            var found = await check.Run(PlanId, ended);
            file.State.Last = found;
            if (found.Whole is true) log.LogInformation("The journal of {Plan} was checked: {Position} entries, whole", PlanId, found.Position);
            else log.LogError("The journal of {Plan} was checked, and is not whole: {Faults}", PlanId, string.Join(" · ", found.Faults));
            Measure();
            await file.WriteStateAsync(ended);
        }
        catch (Exception accident)
        {
            // Another activation may have written. Whichever comes next reads what there is.
            if (!ended.IsCancellationRequested) log.LogWarning(accident, "The journal of {Plan} was not checked; it is tried again within the hour", PlanId);
            DeactivateOnIdle();
        }
        finally
        {
            _busy = false;
        }
    }

    private void Measure()
    {
        if (file.State.Last is not { At: { } at } last) return;
        var plan = new KeyValuePair<string, object?>("plan", PlanId);
        Faults.Record(last.Faults.Length, plan);
        CheckedAt.Record(at.ToUnixTimeSeconds(), plan);
    }
}

/// <summary>What the last check of a plan's journal found.</summary>
internal sealed class JournalChecked
{
    public JournalCheckView Last { get; set; } = JournalCheckView.None;
}
