using CsCheck;
using FuyangPlan.Initiatives;
using static FuyangPlan.Given;
using static FuyangPlan.TestPlan;

namespace FuyangPlan.Leaders;

public class TenureProperties
{
    private static readonly string[] People = ["chief", "deputy", "successor"];

    private static readonly Gen<(int Kind, int Person, int Day)[]> Walks =
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 2], Gen.Int[0, 400]).Array[1, 25];

    [Fact]
    public void Tenures_AnySequenceOfCommands_NeverOverlapAndNeverRewriteThePast() => Walks.Sample(walk =>
    {
        var situation = Chartered;
        foreach (var (kind, person, offset) in walk)
        {
            var day = Day(1, 15).AddDays(offset);
            object command = kind switch
            {
                0 => Appoint(People[person], day),
                1 => LetAct(People[person], day),
                2 => new EndAppointment("免职1号", Why, day),
                _ => new CancelAppointment("撤销1号", Why, day),
            };
            var outcome = situation.When(Who.Office, command);
            if (outcome.Decision.Refusal is not null) continue;

            var (before, next) = (situation.State.Leader, outcome.ThenAccepted());
            for (var earlier = Day(1, 15); earlier < day; earlier = earlier.AddDays(1))
                Assert.Equal(before.HolderOn(earlier)?.Person, next.State.Leader.HolderOn(earlier)?.Person);
            AreOrderedAndApart(next.State.Leader);
            situation = next;
        }
    });

    private static void AreOrderedAndApart(LeaderState leader)
    {
        foreach (var tenure in leader.Tenures) Assert.True(tenure.Until is null || tenure.Until >= tenure.From, $"{tenure}");
        for (var i = 1; i < leader.Tenures.Length; i++)
            Assert.True(leader.Tenures[i - 1].Until <= leader.Tenures[i].From, $"{leader.Tenures[i - 1]} / {leader.Tenures[i]}");
        for (var day = Day(1, 15); day < Day(3, 1); day = day.AddDays(1))
            Assert.True(leader.Tenures.Count(tenure => tenure.From <= day && (tenure.Until is null || day < tenure.Until)) <= 1);
    }
}
