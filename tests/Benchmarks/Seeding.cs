using FuyangPlan.Checklists;
using FuyangPlan.EventSourcing;
using FuyangPlan.Initiatives;
using FuyangPlan.Journal;
using FuyangPlan.Samples;
using FuyangPlan.Tables;

namespace FuyangPlan.Benchmarks;

/// <summary>Plans and streams to measure on.</summary>
internal static class Seeding
{
    /// <summary>Initiatives with an accepted task book each (none when <paramref name="tasks"/> is 0), in as many plans as it takes.</summary>
    public static async Task<ImmutableArray<IInitiativeGrain>> Plans(IGrainFactory grains, string name, int count, int perPlan, int tasks, int started)
    {
        var all = ImmutableArray.CreateBuilder<IInitiativeGrain>(count);
        for (var (number, left) = (0, count); left > 0; number++, left -= perPlan)
        {
            var document = SamplePlan.Document($"{name}-{number}", Math.Min(left, perPlan));
            await Patiently(() => SamplePlan.Import(grains, document));
            all.AddRange(document.Initiatives.Select(charter => grains.Initiative(document.Id, InitiativeId.Parse(charter.Id))));
        }
        if (tasks == 0) return all.ToImmutable();
        foreach (var few in all.Chunk(25))
        {
            await Task.WhenAll(few.Select(initiative => Patiently(() => SamplePlan.Begin(initiative, tasks, started))));
            // The feed keeps up, so that what follows does not pay for what was seeded.
            await Patiently(() => grains.Find(few[^1].GetPrimaryKeyString().Split('/')[0], new TaskQuery(), SamplePlan.Admin));
        }
        return all.ToImmutable();
    }

    /// <summary>
    /// Grows a stream by reports of small steps, sealed and folded by the grains' own code, many in one append. The grain must not be active, or
    /// be sent away afterwards.
    /// </summary>
    public static async Task Grow(IJournal journal, string plan, string stream, int versions)
    {
        var rows = await journal.ReadStream(stream, 1, int.MaxValue);
        var state = rows.Aggregate(InitiativeState.Initial, (folded, row) => InitiativeState.Apply(folded, Entry.Of(row)));
        var (last, hash) = (Entry.Of(rows[^1]), rows[^1].Hash);
        var steps = state.Checklist.Leaves.Where(task => task.Stage == TaskStage.InProgress).ToDictionary(task => task.Number, task => task.Reported);
        var tasks = steps.Keys.ToArray();
        var batch = ImmutableArray.CreateBuilder<JournalRow>();
        for (var version = last.Version + 1; version <= versions; version++)
        {
            var task = tasks[version % tasks.Length];
            var report = new ProgressReported(task, steps[task] += 0.01m, null, [], null);
            var entry = last with { Event = report, Version = version, Actor = SamplePlan.Liaison, CommandId = $"{SamplePlan.Liaison.Account}:grow-{version}" };
            state = InitiativeState.Apply(state, entry);
            batch.Add(entry.ToRow(StreamId.Parse(stream), 0, hash));
            hash = batch[^1].Hash;
            if (batch.Count < 1000 && version < versions) continue;
            await journal.Append(batch.ToImmutable());
            batch.Clear();
        }
    }

    /// <summary>Sends a grain away: its next call activates it again.</summary>
    public static async Task SendAway(IInitiativeGrain grain)
    {
        await grain.AsReference<Orleans.Core.Internal.IGrainManagementExtension>().DeactivateOnIdle();
        await Task.Delay(20);
    }

    /// <summary>A long import may outlast the patience of a call on a busy machine, and a grain's silo may just have left; what is called is idempotent.</summary>
    public static async Task Patiently(Func<Task> work)
    {
        for (var tries = 0; ; tries++)
            try
            {
                await work();
                return;
            }
            catch (Exception e) when (e is TimeoutException or Orleans.Runtime.OrleansException && tries < 10)
            {
                await Task.Delay(200);
            }
    }
}
