using FuyangPlan.Checklists;
using FuyangPlan.Evidences;

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

        var leads = initiative.MapGroup("/leads").WithTags("招商 Leads");
        leads.MapGet("", List).WithSummary("一条链的线索 / Leads of one chain").Produces<LeadPage>();
        leads.MapPost("", Record).Describe<RecordLead>("登记线索（首报） / Record a lead", creates: true);
        leads.MapGet("/board", Board).WithSummary("按阶段的看板 / The board by stage").Produces<LeadBoard>();
        leads.MapGet("/cohorts", Cohorts).WithSummary("按首报季度：到达各阶段的比例、停留天数 / By quarter of the first report").Produces<Page<LeadCohort>>();
        leads.MapGet("/{lead}", One).WithSummary("一条线索 / One lead").Produces<LeadView>();
        leads.MapPost("/{lead}/stages", Advance).Describe<AdvanceLead>("推进到下一阶段 / Reach the next stage", creates: false);
        leads.MapLeadCommand<RegressLead>("/regression", "退回更早的阶段 / Fall back", (chain, lead, c) => chain.RegressLead(lead, c.Body, c.Context));
        leads.MapLeadCommand<EndLead>("/end", "流失或终止 / Lost or ended", (chain, lead, c) => chain.EndLead(lead, c.Body, c.Context));
        leads.MapLeadCommand<ParkLead>("/parking", "暂缓 / Let it rest", (chain, lead, c) => chain.ParkLead(lead, c.Body, c.Context));
        leads.MapLeadCommand<WakeLead>("/waking", "唤醒 / Take it up again", (chain, lead, c) => chain.WakeLead(lead, c.Body, c.Context));
        leads.MapLeadCommand<ReviseLead>("/revision", "更新内容 / Revise it", (chain, lead, c) => chain.ReviseLead(lead, c.Body, c.Context));
        leads.MapLeadCommand<RecordActivity>("/activities", "记录联系、考察、进展、反馈 / Record what was done", (chain, lead, c) => chain.RecordActivity(lead, c.Body, c.Context));
        leads.MapLeadCommand<ClaimLead>("/claim", "从公海池认领 / Claim it from the pool", (chain, lead, c) => chain.ClaimLead(lead, c.Body, c.Context));
        leads.MapLeadCommand<AssignLead>("/assignment", "转交 / Give it to another", (chain, lead, c) => chain.AssignLead(lead, c.Body, c.Context));
        leads.MapLeadCommand<MergeLeads>("/merger", "并入另一条线索 / Merge it into another", (chain, lead, c) => chain.MergeLeads(lead, c.Body, c.Context));
        leads.MapLeadCommand<SetConfidential>("/confidentiality", "设为保密或解除 / Make it confidential, or not", (chain, lead, c) => chain.SetConfidential(lead, c.Body, c.Context));
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

    private static LeadDuplicate Duplicate((InitiativeSummary Chain, InvestorAnswer Answer) found)
    {
        var (chain, answer) = found;
        var whom = answer.Ask.IsEmpty ? "招商专员" : string.Join('、', answer.Ask);
        return new(chain.Id, chain.Name, answer.IsOfChain, answer.Own, answer.IsOfChain
            ? "本链已有疑似同一投资方的线索（名称相同或读音相近），请先核对。"
            : $"另一条链已有疑似同一投资方，请联系 {chain.Id}（{chain.Name}）{whom}。");
    }

    private static async Task<IResult> List(string plan, InitiativeId id, AsOf asOf, [AsParameters] LeadFilter filter, HttpContext http, ChainLeads leads)
    {
        var parameters = new Parameters();
        var query = filter.ToQuery(parameters);
        if (parameters.Refusal is { } refusal) return ProblemAnswers.Refused(refusal);
        return leads.Chain(plan, id) is { } chain ? Answer(await Doubt.Ask(() => chain.FindLeads(query, http.Actor(), asOf.At)), asOf) : NotAChain();
    }

    private static async Task<IResult> Board(string plan, InitiativeId id, AsOf asOf, string? limit, HttpContext http, ChainLeads leads)
    {
        var parameters = new Parameters();
        var cards = parameters.Limit(limit, otherwise: 20);
        if (parameters.Refusal is { } refusal) return ProblemAnswers.Refused(refusal);
        return leads.Chain(plan, id) is { } chain ? Answer(await Doubt.Ask(() => chain.GetLeadBoard(cards, http.Actor(), asOf.At)), asOf) : NotAChain();
    }

    private static async Task<IResult> Cohorts(string plan, InitiativeId id, AsOf asOf, HttpContext http, ChainLeads leads) => leads.Chain(plan, id) is { } chain
        ? Answer(await Doubt.Ask(() => chain.GetLeadCohorts(http.Actor(), asOf.At)) is { } cohorts ? new Page<LeadCohort>(cohorts, null) : null, asOf)
        : NotAChain();

    private static async Task<IResult> One(string plan, InitiativeId id, int lead, AsOf asOf, HttpContext http, ChainLeads leads) =>
        leads.Chain(plan, id) is { } chain ? Answer(await Doubt.Ask(() => chain.GetLead(lead, http.Actor(), asOf.At)), asOf) : NotAChain();

    private static async Task<IResult> Record(string plan, InitiativeId id, Command<RecordLead> command, ChainLeads leads)
    {
        if (leads.Chain(plan, id) is not { } chain) return NotAChain();
        var suspects = await leads.Suspects(plan, id, command.Body.Investor, command.Context.Actor);
        var outcome = await Sending.Outcome(() => chain.RecordLead(command.Body, suspects, command.Context));
        return Sending.ToHttp(outcome, $"/api/v1/plans/{plan}/initiatives/{id}/leads/{outcome.Number}");
    }

    private static async Task<IResult> Advance(string plan, InitiativeId id, int lead, Command<AdvanceLead> command, EvidenceStore store, ChainLeads leads)
    {
        if (leads.Chain(plan, id) is not { } chain) return NotAChain();
        var (files, refusal) = store.Resolve([.. command.Body.Proofs.Select(proof => new EvidenceReference(proof.Hash, proof.Name))], "/proofs/{0}/hash");
        return refusal is null
            ? await Sending.Send(() => chain.AdvanceLead(lead, command.Body, files, command.Context))
            : ProblemAnswers.Refused(refusal);
    }

    private static void MapLeadCommand<T>(
        this RouteGroupBuilder leads, string path, string summary, Func<IIndustryChainGrain, int, Command<T>, Task<CommandOutcome>> send) where T : class =>
        leads.MapPost($"/{{lead}}{path}", async (string plan, InitiativeId id, int lead, Command<T> command, ChainLeads chains) =>
                chains.Chain(plan, id) is { } chain ? await Sending.Send(() => send(chain, lead, command)) : NotAChain())
            .Describe<T>(summary, creates: false);

    private static IResult Answer<T>(T? found, AsOf asOf) where T : class => found is null ? ProblemAnswers.Refused(asOf.Missing(Problems.LeadNotFound, NotFound)) : JsonAnswer.Of(found);

    private static ProblemAnswer NotAChain() => ProblemAnswers.Refused(Problems.NotAChain, "请核对事项编号：只有产业链有招商线索。");
}
