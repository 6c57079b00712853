using FuyangPlan.Tables;

namespace FuyangPlan.ResourcePools;

/// <summary>Pools by type, then by year.</summary>
internal sealed class ResourcePoolTable : Table<ResourcePoolState, ResourcePoolView, ResourcePoolQuery, ResourcePoolView>
{
    private readonly Column type, year;

    public ResourcePoolTable() : base("pools")
    {
        (type, year) = (KeyColumn("type", row => row.Type), KeyColumn("year", row => row.Year));
        Sort("type", type);
        Rows(
            state => state, state => (ResourcePoolState[])[state], state => state.Opened,
            (state, _, source) => ResourcePoolViews.Of(state, new Seen(source.Stream, source.Version, source.Plan, DateTimeOffset.MinValue))!,
            (state, _, source) => SearchText.Of([state.Type.InWords(), source.DepartmentName(state.Opened!.Department)], [state.Opened.Note]));
    }

    protected override IEnumerable<Condition?> Where(ResourcePoolQuery query) => [type.Is(query.Type), year.Is(query.Year)];

    protected override ResourcePoolView Line(ResourcePoolView row, Sight sight, DateOnly today) => row;
}

/// <summary>A request and its pool.</summary>
internal sealed record ResourceRequestRow(ResourceType Type, int Year, ResourceRequestView Request);

/// <summary>Requests of all pools.</summary>
internal sealed class ResourceRequestTable : Table<ResourcePoolState, ResourceRequestRow, ResourceRequestQuery, ResourceRequestView>
{
    private readonly Column type, year, number, outstanding, initiative;

    public ResourceRequestTable() : base("resource_requests")
    {
        (type, year) = (KeyColumn("type", row => row.Type), KeyColumn("year", row => row.Year));
        number = KeyColumn("number", row => row.Request.Number);
        (outstanding, initiative) = (Column("outstanding", row => row.Request.Outstanding), Column("initiative", row => row.Request.Initiative));
        Sum(outstanding);
        Sort("number", number);
        Sort("need", Column("need_by", row => row.Request.NeedBy));
        Rows(
            state => state.Requests, requests => requests.Values, state => state.Opened,
            (request, state, _) => new(state.Type, state.Opened!.Year, ResourcePoolViews.Of(request)),
            (request, state, source) => SearchText.Of(
                [source.DepartmentName(request.By.Department), request.By.Name],
                [
                    request.What.Initiative, request.What.Purpose, request.What.Space?.Plot, request.What.Space?.Planning, request.What.Talent?.Post,
                    request.What.Talent?.Category, request.PreCheckNote, request.UseNote, request.Reason, request.Alternative,
                    .. request.Evidence.Select(evidence => evidence.Name),
                ]));
    }

    protected override IEnumerable<Condition?> Where(ResourceRequestQuery query) =>
        [type.Is(query.Pool?.Type), year.Is(query.Pool?.Year), number.Is(query.Number), outstanding.IsNot(0).Is(query.Queued), initiative.Is(query.Initiative)];

    protected override ResourceRequestView Line(ResourceRequestRow row, Sight sight, DateOnly today) => row.Request;
}
