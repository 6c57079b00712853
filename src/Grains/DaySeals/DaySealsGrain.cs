using System.Globalization;
using FuyangPlan.Journal;

namespace FuyangPlan.DaySeals;

[StatelessWorker]
internal sealed class DaySealsGrain(IJournal journal, ISealKey key) : Grain, IDaySealsGrain
{
    // Most entries of a plan's own stream are seals.
    private const int Batch = 200;

    public async Task<DaySealsView?> Get(long? before, int limit, DateTimeOffset? asOf, CancellationToken gone)
    {
        var (plan, until) = (this.GetPrimaryKeyString(), asOf is { } then ? Until.Instant(then) : Until.Now);
        var stream = StreamId.OfPlan(plan).ToString();
        if (await journal.ReadStream(stream, 1, 1) is not [var first] || !until.Includes(first)) return null;
        var (items, last) = (ImmutableArray.CreateBuilder<DaySealView>(), 0L);
        for (var position = before ?? long.MaxValue; ;)
        {
            gone.ThrowIfCancellationRequested();
            var rows = await journal.ReadBackwards(plan, stream, position, Batch);
            foreach (var row in rows.Where(until.Includes))
            {
                if (SealEntry.Read(row.Type, row.Payload) is not { } seal) continue;
                if (items.Count == limit) return new(items.ToImmutable(), last.ToString(CultureInfo.InvariantCulture), key.Known);
                items.Add(seal);
                last = row.Position;
            }
            if (rows.Count < Batch) return new(items.ToImmutable(), null, key.Known);
            position = rows[^1].Position;
        }
    }
}
