namespace FuyangPlan.Leads;

/// <summary>Where there may be the same investor already.</summary>
/// <param name="Leads">Numbers and holders, in the asker's own chains only.</param>
/// <param name="Advice">Chinese: whom to ask.</param>
internal sealed record LeadDuplicate(string Initiative, string InitiativeName, bool Own, ImmutableArray<LeadSuspect> Leads, string Advice);

internal static class LeadEndpoints
{
    private const string NotFound = "没有可供查看的招商线索；请核对编号。";

    public static void MapLeads(this RouteGroupBuilder plan, RouteGroupBuilder initiative)
    {
        plan.MapGet("/leads", Across).WithTags("招商 Leads").WithSummary("可查看的各链线索 / Leads of all chains that the reader may see").Produces<LeadPage>();
        plan.MapPost("/lead-duplicates", Duplicates).WithTags("招商 Leads").WithName("findLeadDuplicates")
            .WithSummary("查重：是否已有同一投资方 / Is there a lead of this investor?").Produces<Page<LeadDuplicate>>();

        var leads = initiative.MapGroup("/leads").WithTags("招商 Leads").Numbering("lead", "招商线索编号", Problems.LeadNotFound, NotFound);
        leads.MapGet("", List).WithSummary("一条链的线索 / Leads of one chain").Produces<LeadPage>();
        leads.OfInitiative().Map("", "登记线索（首报） / Record a lead",
            new RecordLead(
                Investor: "演示封测有限公司", Amount: 120_000, Source: LeadSource.LeaderReferral, Confidential: true, Land: 80, ContactName: "演示联系人",
                ContactPhone: "0571-00000000", Summary: "拟建封装测试基地", Referrer: "演示链主企业", ReportedOn: new(2021, 3, 2)), creates: "leads");
        leads.MapGet("/board", Board).WithSummary("按阶段的看板 / The board by stage").Produces<LeadBoard>();
        leads.MapGet("/cohorts", Cohorts).WithSummary("按首报季度：到达各阶段的比例、停留天数 / By quarter of the first report").Produces<Page<LeadCohort>>();
        leads.MapGet("/{lead}", One).WithSummary("一条线索 / One lead").Produces<LeadView>();

        var door = leads.MapGroup("/{lead}").OfInitiative("lead");
        door.Map("/stages", "推进到下一阶段 / Reach the next stage",
            new AdvanceLead(LeadStage.Screening, new(2021, 3, 4), [new(LeadProofKind.ScreeningOpinion, ApiWords.Hash, "研判意见.pdf")], "符合强链补链方向"));
        door.Map("/regression", "退回更早的阶段 / Fall back", new RegressLead(LeadStage.Landed, "项目停缓建，退回落地阶段"));
        door.Map("/end", "流失或终止 / Lost or ended", new EndLead(LeadEnding.Lost, LeadEndCode.SettledElsewhere, "投资方已在外地签约落户"));
        door.Map("/parking", "暂缓 / Let it rest", new ParkLead(new(2021, 9, 1), "投资方年中决策，九月再议"));
        door.Map("/waking", "唤醒 / Take it up again", new WakeLead());
        door.Map("/revision", "更新内容 / Revise it", new ReviseLead(Amount: 150_000, Land: 96.5m));
        door.Map("/activities", "记录联系、考察、进展、反馈 / Record what was done", new RecordActivity(LeadActivityKind.Visit, new(2021, 3, 18), "赴投资方总部考察，洽谈用地"));
        door.Map("/claim", "从公海池认领 / Claim it from the pool", new ClaimLead());
        door.Map("/assignment", "转交 / Give it to another", new AssignLead("zhang"));
        door.Map("/merger", "并入另一条线索 / Merge it into another", new MergeLeads(2, "经核对为同一投资方同一项目"));
        door.Map("/confidentiality", "设为保密或解除 / Make it confidential, or not", new SetConfidential(true, "投资方要求签约前保密"));
    }

    private static async Task<IResult> Across(string plan, AsOf asOf, [AsParameters] LeadFilter filter, HttpContext http, ChainLeads leads)
    {
        var parameters = new Parameters();
        var query = filter.ToQuery(parameters);
        if (parameters.Refusal is { } refusal) return ProblemAnswers.Refused(refusal);
        return Answer(await leads.Find(plan, query, http.Actor(), asOf.At), asOf);
    }

    private static async Task<IResult> Duplicates(string plan, Body<InvestorQuestion> body, HttpContext http, ChainLeads leads)
    {
        if (body.Content.Investor.Length is 0 or > 200)
            return ProblemAnswers.Refused(Problems.TextRequired, "请填写投资方名称，不超过 200 个字。", new Fault("/investor", "必填"));
        var answers = await leads.Ask(plan, body.Content, http.Actor());
        return answers.Any(each => each.Answer.IsOfChain)
            ? TypedResults.Json(new Page<LeadDuplicate>([.. answers.Where(each => each.Answer.HasSuspect).Select(Duplicate)], null), GatewayJson.Output)
            : ProblemAnswers.Refused(Problems.NotYours, "只有产业链的链长和专班成员可以查重。");
    }

    private static LeadDuplicate Duplicate((InitiativeName Chain, InvestorAnswer Answer) found)
    {
        var (chain, answer) = found;
        var whom = answer.Ask.IsEmpty ? "招商专员" : string.Join('、', answer.Ask);
        return new(chain.Id, chain.Name, answer.IsOfChain, answer.Own, answer.IsOfChain
            ? $"{chain.Name}（{chain.Id}）已有疑似同一投资方的线索（同一主体核心：{answer.Core}，字同或音近），请先核对。"
            : $"另一条链已有疑似同一投资方，请联系 {chain.Id}（{chain.Name}）{whom}。同一主体核心：{answer.Core}（字同或音近）。");
    }

    private static async Task<IResult> List(string plan, InitiativeId id, AsOf asOf, [AsParameters] LeadFilter filter, HttpContext http, ChainLeads leads)
    {
        var parameters = new Parameters();
        var query = filter.ToQuery(parameters);
        if (parameters.Refusal is { } refusal) return ProblemAnswers.Refused(refusal);
        return leads.Chain(plan, id) is { } chain
            ? Answer(await Doubt.Ask(() => chain.FindLeads(query, http.Actor(), asOf.At, http.RequestAborted), asOf.At), asOf)
            : NotAChain();
    }

    private static async Task<IResult> Board(string plan, InitiativeId id, AsOf asOf, string? limit, HttpContext http, ChainLeads leads)
    {
        var parameters = new Parameters();
        var cards = parameters.Limit(limit, otherwise: 20);
        if (parameters.Refusal is { } refusal) return ProblemAnswers.Refused(refusal);
        return leads.Chain(plan, id) is { } chain
            ? Answer(await Doubt.Ask(() => chain.GetLeadBoard(cards, http.Actor(), asOf.At, http.RequestAborted), asOf.At), asOf)
            : NotAChain();
    }

    private static async Task<IResult> Cohorts(string plan, InitiativeId id, AsOf asOf, HttpContext http, ChainLeads leads) => leads.Chain(plan, id) is { } chain
        ? Answer(await Doubt.Ask(() => chain.GetLeadCohorts(http.Actor(), asOf.At, http.RequestAborted), asOf.At) is { } cohorts ? new Page<LeadCohort>(cohorts, null) : null, asOf)
        : NotAChain();

    private static async Task<IResult> One(string plan, InitiativeId id, int lead, AsOf asOf, HttpContext http, ChainLeads leads) =>
        leads.Chain(plan, id) is { } chain ? Answer(await Doubt.Ask(() => chain.GetLead(lead, http.Actor(), asOf.At, http.RequestAborted), asOf.At), asOf) : NotAChain();

    private static IResult Answer<T>(T? found, AsOf asOf) where T : class =>
        found is null ? ProblemAnswers.Refused(asOf.Missing(Problems.LeadNotFound, NotFound)) : JsonAnswer.Of(found);

    private static ProblemAnswer NotAChain() => ProblemAnswers.Refused(Problems.NotAChain, "请核对事项编号：只有产业链有招商线索。");
}
