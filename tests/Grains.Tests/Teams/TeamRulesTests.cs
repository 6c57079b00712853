using static FuyangPlan.Given;
using static FuyangPlan.TestPlan;

namespace FuyangPlan.Teams;

public class TeamRulesTests
{
    [Fact]
    public void Join_ByTheOfficeOrTheLeader_IsRecordedOnce()
    {
        var joined = LedChain.When(Who.Office, new JoinTeam("deputy", "招商")).Then(new TeamMemberJoined("deputy", "乙", "招商"));
        joined.When(Who.Chief, new JoinTeam("deputy", "招商")).ThenNothing();
        var changed = joined.Do(Who.Chief, new JoinTeam("deputy", "企业服务"));
        Assert.Equal("企业服务", Assert.Single(changed.State.Team.Members).Duty);
        Assert.True(changed.State.Team.Members.Have(Who.PowerLiaison));
    }

    [Fact]
    public void Join_ByOthersOrOfNobody_IsRefused()
    {
        LedChain.When(Who.Liaison, new JoinTeam("deputy", "招商")).ThenRefused(Problems.Forbidden);
        LedChain.When(Who.Office, new JoinTeam("nobody", "招商")).ThenRefused(Problems.PersonNotFound);
        LedChain.When(Who.Office, new JoinTeam("deputy", " ")).ThenRefused(Problems.TextRequired);
    }

    [Fact]
    public void Leave_OfAMember_EndsWhatTheyMaySee()
    {
        var joined = LedChain.Do(Who.Office, new JoinTeam("deputy", "招商"));
        joined.When(Who.Office, new LeaveTeam("deputy", "短")).ThenRefused(Problems.ReasonRequired);
        var left = joined.Do(Who.Office, new LeaveTeam("deputy", "工作调动，另有任用安排"));
        Assert.False(left.State.Team.Members.Have(Who.PowerLiaison));
        left.When(Who.Office, new LeaveTeam("deputy", "工作调动，另有任用安排")).ThenRefused(Problems.NotInTeam);
    }
}
