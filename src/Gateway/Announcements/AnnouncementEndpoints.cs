namespace FuyangPlan.Announcements;

internal static class AnnouncementEndpoints
{
    public static void MapAnnouncements(this RouteGroupBuilder plan) =>
        plan.MapGet("/announcements", Get).WithTags("数据接口 Department feeds")
            .WithSummary("消息总线上的通报进行到哪里 / How far the announcements on the bus are").Produces<AnnouncerView>();

    private static async Task<IResult> Get(string plan, PlanReader reader, IGrainFactory grains) =>
        await reader.Clock(plan) is null
            ? ProblemAnswers.Refused(Problems.PlanNotFound, "请核对行动编号。")
            : JsonAnswer.Of(await Doubt.Ask(() => grains.GetGrain<IAnnouncerGrain>(plan).Get()));
}
