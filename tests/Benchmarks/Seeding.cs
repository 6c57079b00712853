using FuyangPlan.Accounts;
using FuyangPlan.Checklists;
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

    /// <summary>An account that <see cref="SignIn"/> knows.</summary>
    public static Task Account(IGrainFactory grains, string name, params ImmutableArray<Membership> memberships)
    {
        OpenAccount open = new(name, name, GatewayProcess.Password, memberships);
        return Patiently(async () => SamplePlan.Accepted(await grains.GetGrain<IAccountGrain>(name).Open(open, CommandContext.For(Actor.System, "open", open))));
    }

    /// <summary>Grows a stream by reports of small steps. The grain must not be active, or be sent away afterwards.</summary>
    public static async Task Grow(IJournal journal, string stream, int versions)
    {
        var growing = await GrowingStream.Of(journal, stream);
        while (growing.Version < versions) await growing.Grow(Math.Min(1000, versions - growing.Version));
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
            catch (Exception e) when (e is TimeoutException or OperationCanceledException or Orleans.Runtime.OrleansException && tries < 10)
            {
                await Task.Delay(200);
            }
    }
}
