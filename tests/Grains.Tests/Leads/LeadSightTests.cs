using FuyangPlan.Teams;
using static FuyangPlan.Leads.LeadSituations;
using static FuyangPlan.TestPlan;

namespace FuyangPlan.Leads;

public class LeadSightTests
{
    public static TheoryData<string> Everybody => [.. Who.All.Select(who => who.Name)];

    [Theory, MemberData(nameof(Everybody))]
    public void Sight_OfEveryRole_IsWhatTheMatrixSays(string role)
    {
        var expected = role switch
        {
            "leader" or "investment" => LeadSight.Everything,
            "group" or "office" or "auditor" => LeadSight.Names,
            "inspector" => LeadSight.Stages,
            _ => LeadSight.Nothing,
        };
        var sight = Chain.State.SightOf(Who.All.Single(who => who.Name == role).Actor, Day(1, 18));
        Assert.Equal(expected, sight);
        var (open, secret) = (Recorded.Lead(), Chain.Do(Who.Chief, New with { Confidential = true }).Lead());
        Assert.Equal(sight != LeadSight.Nothing, sight.Shows(open));
        Assert.Equal(sight == LeadSight.Everything, sight.Shows(secret));
    }

    [Fact]
    public void Sight_OfATeamMemberWhoHasLeft_Ends()
    {
        var left = Chain.Do(Who.Chief, new LeaveTeam("successor", Why));
        Assert.Equal(LeadSight.Nothing, left.State.SightOf(Who.InvestmentOfficer, Day(1, 18)));
    }
}
