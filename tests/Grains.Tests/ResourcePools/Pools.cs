using FuyangPlan.EventSourcing;
using static FuyangPlan.Given;
using static FuyangPlan.TestPlan;

namespace FuyangPlan.ResourcePools;

/// <summary>A space pool of the housing department with 300 亩. Where no number is said, the request is 1, by the liaison.</summary>
internal static class Pools
{
    public static readonly OpenPool Opening = new(ResourceType.Space, 2021, 300, "housing");

    public static Situation<ResourcePoolState> NoPool => new(ResourcePoolState.Initial, State, Day(2, 8).Start().AddHours(9), []);

    public static Situation<ResourcePoolState> Pool => NoPool.Do(Who.Office, Opening);

    public static Situation<ResourcePoolState> Asked(decimal amount) => Pool.Do(Who.Liaison, Asking(amount));

    public static Situation<ResourcePoolState> PreChecked(decimal amount) => Asked(amount).Do(Who.ResourceDesk, On(1, new PreCheckRequest()));

    public static Situation<ResourcePoolState> Granted(decimal amount) => PreChecked(amount).Do(Who.ResourceDesk, On(1, new GrantRequest(amount)));

    public static Situation<ResourcePoolState> Delivered(decimal amount) =>
        Granted(amount).Do(Who.ResourceDesk, On(1, new DeliverGrant(amount, Day(2, 8), []), Photo));

    public static Situation<ResourcePoolState> Used(decimal delivered, decimal used) => Delivered(delivered).Do(Who.Inspector, On(1, new VerifyUse(used)));

    public static RequestResource Asking(decimal amount, string purpose = "演示用地", DateOnly? needBy = null) =>
        new("project-1", amount, needBy ?? Day(9, 30), purpose, Space: new("演示地块"));

    /// <summary>One more request, ready to be decided.</summary>
    public static Situation<ResourcePoolState> With(this Situation<ResourcePoolState> pool, decimal amount, DateOnly? needBy = null)
    {
        var number = pool.State.Requests.Count + 1;
        return pool.Do(Who.Liaison, Asking(amount, $"演示第 {number} 件", needBy)).Do(Who.ResourceDesk, On(number, new PreCheckRequest()));
    }

    public static ResourceRequestState Request(this Situation<ResourcePoolState> pool, int number = 1) => pool.State.Requests[number];
}
