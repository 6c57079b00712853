using System.Text.Json;
using CsCheck;
using FuyangPlan.EventSourcing;
using static FuyangPlan.Given;
using static FuyangPlan.ResourcePools.Pools;
using static FuyangPlan.TestPlan;

namespace FuyangPlan.ResourcePools;

public class PoolProperties
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    // What takes comes more often than what ends a request: else nothing would be left to fight for.
    private static readonly int[] Kinds = [0, 1, 2, 2, 2, 3, 3, 3, 3, 4, 5, 6, 6, 7, 8, 8, 9, 10, 11, 11];

    private static readonly Gen<(int Kind, int Number, int Amount, int Days)[]> Walks =
        Gen.Select(Gen.Int[0, 19].Select(at => Kinds[at]), Gen.Int[1, 7], Gen.Int[1, 12_000], Gen.Int[0, 20]).Array[1, 80];

    // Twice as much is wanted as there is.
    private static readonly Situation<ResourcePoolState> Wanted = Enumerable.Range(1, 6).Aggregate(Pool, (pool, _) => pool.With(100));

    [Fact]
    public void Pool_AnySequenceOfCommands_NeverPromisesMoreThanThereIs() => Walks.Sample(walk =>
    {
        var pool = walk.Aggregate(Wanted, (pool, step) => Checked(pool, Next(pool, step)));
        Checked(pool, pool.On(new(2022, 12, 31)).Aged());
    }, iter: 5000);

    [Fact]
    public void Pool_EveryState_SurvivesBeingKept() => Walks.Sample(walk =>
    {
        var (state, restored) = (ResourcePoolState.Initial, ResourcePoolState.Initial);
        foreach (var entry in walk.Aggregate(Wanted, Next).Entries)
        {
            state = ResourcePoolState.Apply(state, entry);
            restored = JsonSerializer.Deserialize<ResourcePoolState>(JsonSerializer.Serialize(ResourcePoolState.Apply(restored, entry), Web), Web)!;
            Assert.Equal(JsonSerializer.Serialize(state, Web), JsonSerializer.Serialize(restored, Web));
        }
    }, iter: 200);

    /// <summary>Some days later, or after a command where it is accepted.</summary>
    private static Situation<ResourcePoolState> Next(Situation<ResourcePoolState> pool, (int Kind, int Number, int Amount, int Days) step) =>
        step.Kind == 11 ? pool.On(pool.Now.Day().AddDays(step.Days))
        : pool.When(By(step.Kind), Command(step, pool)) is { Decision.Refusal: null } done ? done.ThenAccepted()
        : pool;

    /// <summary>At every version that lies between two situations, not only at the last.</summary>
    private static Situation<ResourcePoolState> Checked(Situation<ResourcePoolState> before, Situation<ResourcePoolState> after)
    {
        var state = before.State;
        foreach (var entry in after.Entries[before.Version..])
        {
            var next = ResourcePoolState.Apply(state, entry);
            PoolInvariant.Check(next);
            // What was clawed back is free, to the last hundredth, and was not in use.
            if (entry.Event is ResourceClawedBack back)
            {
                Assert.Equal(state.Free + back.Amount, next.Free);
                Assert.Equal(state.Requests[back.Number].Used, next.Requests[back.Number].Used);
            }
            state = next;
        }
        return after;
    }

    private static Actor By(int kind) => kind switch { 0 or 5 => Who.Liaison, 7 => Who.Inspector, 9 => Who.Office, _ => Who.ResourceDesk };

    private static object Command((int Kind, int Number, int Amount, int Days) step, Situation<ResourcePoolState> pool)
    {
        var (number, amount) = (step.Number, step.Amount / 100m);
        var today = pool.Now.Day();
        return step.Kind switch
        {
            0 => Asking(amount, $"演示第 {pool.Version} 件", today.AddDays(step.Days)),
            1 => On(number, new PreCheckRequest()),
            2 => On(number, new ReserveForRequest(amount, today.AddDays(step.Days))),
            3 => On(number, new GrantRequest(amount)),
            4 => On(number, new GrantRequest(amount, new(Why, "存量"))),
            5 => On(number, new WithdrawRequest(Why)),
            6 => On(number, new DeliverGrant(amount, today, []), Photo),
            7 => On(number, new VerifyUse(amount)),
            8 => On(number, new ClawBack(amount, Why)),
            9 => new ChangeCapacity(amount * 3, Why),
            _ => On(number, new RefuseRequest(Why, "存量")),
        };
    }
}

/// <summary>What holds of a pool at every version (domain 3.16, 9).</summary>
internal static class PoolInvariant
{
    public static void Check(ResourcePoolState pool)
    {
        Assert.InRange(pool.Taken, 0, pool.Capacity);
        Assert.Equal(pool.Requests.Values.Sum(request => request.Reserved + request.Granted - request.ClawedBack), pool.Taken);
        Assert.Equal(pool.Requests.Values.Where(request => request.Reserved > 0)
            .Select(request => (DateOnly?)request.ReservedUntil!.Value).Min(), pool.Requests.Next?.At.Day().AddDays(-1));
        foreach (var request in pool.Requests.Values)
        {
            Assert.InRange(request.Reserved, 0, request.Outstanding);
            Assert.Equal(request.What.Amount, request.Outstanding + request.Granted + request.Declined);
            Assert.InRange(request.Delivered, 0, request.Kept);
            Assert.InRange(request.Used ?? 0, 0, request.Seen);
            Assert.InRange(request.Seen, 0, request.Delivered);
            Assert.InRange(request.Unused, 0, request.Kept);
        }
    }
}
