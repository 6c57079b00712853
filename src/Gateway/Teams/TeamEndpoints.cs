namespace FuyangPlan.Teams;

internal static class TeamEndpoints
{
    public static void MapTeams(this RouteGroupBuilder initiative)
    {
        var team = initiative.MapGroup("/team").WithTags("专班 Teams");
        team.MapGet("", Get).WithSummary("产业链专班成员 / The members of a chain's team").Produces<Page<TeamMember>>();

        var door = team.OfInitiative();
        door.Map("", "加入专班，或改其职责 / Take a person into the team", new JoinTeam("wang", "招商"), creates: "team");
        door.Map("/leave", "退出专班 / A person leaves the team", new LeaveTeam("wang", "岗位调整，由他人接替"));
    }

    private static Task<IResult> Get(string plan, InitiativeId id, AsOf asOf, string? cursor, string? limit, PlanReader reader)
    {
        var parameters = new Parameters();
        var size = parameters.Limit(limit, otherwise: 200);
        return InitiativeEndpoints.Read(reader, plan, id, asOf, view =>
        {
            var page = Page.Of(view.Team, cursor, size, parameters);
            return parameters.Refusal is { } refusal ? ProblemAnswers.Refused(refusal) : JsonAnswer.Of(page);
        });
    }
}
