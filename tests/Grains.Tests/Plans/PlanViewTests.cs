using FuyangPlan.EventSourcing;
using FuyangPlan.Initiatives;
using FuyangPlan.Lights;
using static FuyangPlan.TestPlan;

namespace FuyangPlan.Plans;

public class PlanViewTests
{
    [Theory]
    [InlineData("", null, 0)]
    [InlineData("none none", null, 0)]
    [InlineData("blue:100:100 blue:90:100", Light.Blue, 100)]
    [InlineData("green:50:45 none", Light.Green, 22.5)]
    [InlineData("green:50:50 red:80:40", Light.Yellow, 45)]
    [InlineData("green:50:50 green:50:50 green:50:50 green:50:50 red:90:50", Light.Yellow, 50)]
    [InlineData("red:90:50 red:90:40", Light.Red, 45)]
    [InlineData("yellow:50:40 yellow:50:40", Light.Yellow, 40)]
    [InlineData("green:20:60 yellow:60:40", Light.Yellow, 50)]
    public void Family_OfItsInitiatives_RollsUpByItsRule(string members, Light? light, decimal percent)
    {
        var family = View([.. members.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Summary)]).Families[0];
        Assert.Equal((light, percent), (family.Light, family.Percent));
    }

    [Fact]
    public void Countdown_DatePostponedOrPassed_SaysSo()
    {
        Assert.Equal("距开幕 600 天", PlanViews.Of(State, Day(1, 18).Start(), []).Countdown);
        Assert.Equal("今天开幕", PlanViews.Of(State, new DateOnly(2022, 9, 10).Start(), []).Countdown);
        Assert.Equal("已开幕 1 天", PlanViews.Of(State, new DateOnly(2022, 9, 11).Start(), []).Countdown);
        var postponed = PlanViews.Of(Given.Postponed.State, Day(1, 18).Start(), []);
        Assert.Equal(("延期，待定", null, null), (postponed.Countdown, postponed.DaysToEvent, postponed.EventDate));
    }

    private static PlanView View(ImmutableArray<InitiativeSummary> members) => PlanViews.Of(State, Day(1, 18).Start(), members);

    /// <summary>"yellow:60:40" is yellow, planned 60, verified 40; the chain's family is not asked.</summary>
    private static InitiativeSummary Summary(string text)
    {
        var summary = InitiativeViews.Of(Given.Chartered.State, new(new("test", "project-1"), 1, State, Day(1, 18).Start()))!.Summary;
        return text.Split(':') is [var light, var planned, var verified]
            ? summary with { Light = Enum.Parse<Light>(light, true), Planned = decimal.Parse(planned, null), Percent = decimal.Parse(verified, null) }
            : summary;
    }
}
