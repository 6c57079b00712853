using FuyangPlan.Journal;
using Microsoft.Extensions.Configuration;

namespace FuyangPlan.DaySeals;

/// <summary>A plan whose days are sealed and signed as its grain does it.</summary>
internal static class SignedJournal
{
    public const int Days = 6;

    public static SealKey NewKey() => new(new ConfigurationBuilder().AddInMemoryCollection([new("Fuyang:SealKey", SealKey.Make())]).Build());

    public static SealKeys Public(this ISealKey key) => SealKeys.Read(string.Concat(key.Known.Select(each => each.PublicKey)));

    /// <summary>What was kept of the seals, in their order.</summary>
    /// <param name="unsigned">Days from before seals were signed.</param>
    /// <param name="keyOf">Who signs on which day.</param>
    public static async Task<List<DaySealView>> Fill(IJournal journal, Func<int, ISealKey> keyOf, int unsigned = 0)
    {
        Chain plan = new("p/plan"), one = new("p/project-1"), two = new("p/project-2");
        await journal.Append(plan.Next());
        List<DaySealView> seals = [];
        for (var day = 1; day <= Days; day++)
        {
            await journal.Append(one.Next(2));
            var position = await journal.Position("p");
            await journal.Append(two.Next());
            var previous = day <= unsigned ? null : seals.LastOrDefault()?.Root;
            var seal = new DaySealView(new(2021, 1, day), position, DayRoot.Of(await journal.Heads("p", position), previous), previous);
            if (day > unsigned) seal = keyOf(day).Sign("p", seal);
            await journal.Append(plan.Next(type: Type(seal), payload: Payload(seal)));
            seals.Add(seal);
        }
        await journal.Append(one.Next());
        return seals;
    }

    public static string Type(DaySealView seal) => seal.Signature is null ? "plan.day-sealed" : "plan.day-signed";

    public static string Payload(DaySealView seal) => EventCatalog.Write(seal.Signature is null
        ? new Plans.DaySealed(seal.Day, seal.Position, seal.Root)
        : new Plans.DaySigned(seal.Day, seal.Position, seal.Root, seal.Previous, seal.Signature, seal.KeyId!));
}
