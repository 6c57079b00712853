using System.Diagnostics.Metrics;
using FuyangPlan.Journal;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Orleans.Storage;

namespace FuyangPlan.Announcements;

internal sealed class AnnouncerGrain(
    [PersistentState("announced", "store")] IPersistentState<Announced> cursor, IJournal journal, TimeProvider time, ILogger<AnnouncerGrain> log,
    IAnnouncements? announcements = null) : Grain, IAnnouncerGrain
{
    private const int Batch = 200;

    // The cursor is a commit of its own: under load one for many entries. After failures the bus is asked at longer and longer intervals.
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(200), LongestPause = TimeSpan.FromSeconds(5);

    private static readonly Meter Meter = new("FuyangPlan");
    private static readonly Counter<long> Confirmed = Meter.CreateCounter<long>("fuyang.announcements.confirmed", "{message}", "Entries that the bus has confirmed.");
    private static readonly Gauge<long> Behind = Meter.CreateGauge<long>("fuyang.announcements.behind", "{message}", "Entries of the journal that the bus has not confirmed.");

    private IGrainTimer _timer = null!;
    private bool _busy;
    private long _head;
    private int _failures;
    private DateTimeOffset? _confirmedAt;
    private string? _fault;

    private string PlanId => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (announcements is null) return Task.CompletedTask;
        if (cursor.State.Bus != announcements.Bus) cursor.State = new() { Bus = announcements.Bus };
        // Interleaved, so that signals and questions need not wait for the bus; alive, so that a bus that is down for hours is asked again.
        _timer = this.RegisterGrainTimer(Announce, new() { DueTime = TimeSpan.Zero, Period = Timeout.InfiniteTimeSpan, Interleave = true, KeepAlive = true });
        return Task.CompletedTask;
    }

    public Task Follow(long position)
    {
        _head = Math.Max(_head, position);
        if (announcements is not null && !_busy && _failures == 0) Wake(TimeSpan.Zero);
        return Task.CompletedTask;
    }

    public async Task<AnnouncerView> Get()
    {
        var head = await journal.Position(PlanId);
        if (announcements is null) return new(null, null, head, 0, null, null);
        return new(announcements.Bus, cursor.State.Position, head, head - cursor.State.Position, _confirmedAt, _fault);
    }

    private async Task Announce(CancellationToken stop)
    {
        if (_busy) return;
        _busy = true;
        try
        {
            _head = Math.Max(_head, await journal.Position(PlanId));
            await Confirm(await journal.ReadPlan(PlanId, cursor.State.Position, Batch));
            (_failures, _fault) = (0, null);
        }
        catch (InconsistentStateException)
        {
            // Another activation has moved the cursor: begin again from what it says.
            DeactivateOnIdle();
            return;
        }
        catch (Exception accident)
        {
            _fault = accident.Message;
            if (_failures++ == 0) log.LogWarning(accident, "Announcing {Plan} stands at {Position}", PlanId, cursor.State.Position);
        }
        finally
        {
            _busy = false;
        }
        Behind.Record(_head - cursor.State.Position, new KeyValuePair<string, object?>("plan", PlanId));
        if (_failures > 0) Wake(Breath * Math.Min(1 << Math.Min(_failures, 10), LongestPause / Breath));
        // Who is a whole batch behind gains nothing by waiting for more.
        else if (_head > cursor.State.Position) Wake(_head - cursor.State.Position >= Batch ? TimeSpan.Zero : Breath);
    }

    /// <summary>Streams go side by side, each entry of a stream after the one before is confirmed. The cursor stops before the first that is not.</summary>
    private async Task Confirm(IReadOnlyList<JournalRow> rows)
    {
        if (rows.Count == 0) return;
        var lanes = await Task.WhenAll(rows.GroupBy(row => row.Stream).Select(Lane));
        var failed = lanes.Where(lane => lane.Failed is not null).OrderBy(lane => lane.Position).FirstOrDefault();
        var position = failed.Failed is null ? rows[^1].Position : failed.Position - 1;
        if (position > cursor.State.Position)
        {
            Confirmed.Add(position - cursor.State.Position, new KeyValuePair<string, object?>("plan", PlanId));
            cursor.State.Position = position;
            _confirmedAt = time.GetUtcNow();
            await cursor.WriteStateAsync();
        }
        if (failed.Failed is { } accident) throw accident;
    }

    private async Task<(long Position, Exception? Failed)> Lane(IEnumerable<JournalRow> rows)
    {
        var position = 0L;
        try
        {
            foreach (var row in rows)
            {
                position = row.Position;
                await announcements!.Publish(row);
            }
            return (position, null);
        }
        catch (Exception accident)
        {
            return (position, accident);
        }
    }

    private void Wake(TimeSpan when) => _timer.Change(when, Timeout.InfiniteTimeSpan);
}

/// <summary>How far a plan is announced, on which bus.</summary>
internal sealed class Announced
{
    public string Bus { get; set; } = "";
    public long Position { get; set; }
}
