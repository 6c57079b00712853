namespace FuyangPlan.ChainMaps;

internal static class ChainMapEndpoints
{
    public static void MapChainMap(this RouteGroupBuilder initiative)
    {
        var map = initiative.MapGroup("/chain-map").WithTags("产业链图谱 Chain map");
        map.MapGet("", Get).WithSummary("产业链图谱：环节、覆盖率、招引次序 / Segments, coverage, what to attract next").Produces<ChainMapView>();

        var door = map.OfInitiative();
        door.Map("/segments", "画出或更改一个环节 / Draw or change a segment",
            new SetSegment("lens", "镜头模组", SegmentPosition.Upstream, SegmentStrength.Missing), creates: "chain-map");
        door.Map("/segments/removal", "删去一个环节 / Take a segment off", new RemoveSegment("lens", "与镜头模组环节重复，予以合并"));
        door.Map("/segments/filling", "填补一个环节 / Say what fills a segment", new FillSegment("lens", [1], [2]));
    }

    private static Task<IResult> Get(string plan, InitiativeId id, AsOf asOf, PlanReader reader) =>
        InitiativeEndpoints.Read(reader, plan, id, asOf, view => view.ChainMap is { } map
            ? InitiativeAnswers.Part(view, map)
            : ProblemAnswers.Refused(Problems.NotAChain, "请核对事项编号：只有产业链有图谱。"));
}
