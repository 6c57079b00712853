using FuyangPlan.Evidences;
using FuyangPlan.EventSourcing;
using FuyangPlan.Histories;
using FuyangPlan.Initiatives;
using FuyangPlan.Journal;
using FuyangPlan.Leads;

namespace FuyangPlan.IndustryChains;

/// <summary>Leads: words are sealed before the decision, so that neither the rules nor anything behind them sees them.</summary>
internal sealed partial class IndustryChainGrain
{
    private LeadNames? names;

    // A plain hash of what was asked would let the words be guessed.
    public override Task<CommandOutcome> Do(Command command, CommandContext context) =>
        base.Do(command, command is LeadCommand ? context with { RequestHash = seals.Blind("request", context.RequestHash) } : context);

    protected override async ValueTask<object?> Gather(Command command, CommandContext context)
    {
        if (command is not LeadCommand lead) return null;
        var words = SealedWords.Of(lead, lead is RecordLead ? new(seals, Stream.ToString(), seals.NewKey()) : SealOf(context.Number), context.Evidence);
        return words.InvestorHash is { } investor ? words with { Suspects = await Suspects(investor) } : words;
    }

    // A state never changes once it is made: what takes long is answered beside the commands.
    public async Task<LeadPage?> FindLeads(LeadQuery query, Actor reader, DateTimeOffset? asOf, CancellationToken gone) =>
        await Reading(reader, asOf, gone) is { } leads ? await Task.Run(() => leads.Find(query)) : null;

    public async Task<LeadView?> GetLead(int lead, Actor reader, DateTimeOffset? asOf, CancellationToken gone) => (await Reading(reader, asOf, gone))?.Get(lead);

    public async Task<LeadBoard?> GetLeadBoard(int cards, Actor reader, DateTimeOffset? asOf, CancellationToken gone) =>
        await Reading(reader, asOf, gone) is { } leads ? await Task.Run(() => leads.Board(cards)) : null;

    public async Task<ImmutableArray<LeadCohort>?> GetLeadCohorts(Actor reader, DateTimeOffset? asOf, CancellationToken gone) =>
        await Reading(reader, asOf, gone) is { } leads ? await Task.Run(leads.Cohorts) : null;

    public async Task<InvestorAnswer> AskInvestor(InvestorQuestion question, Actor reader) =>
        (await Reading(reader))?.Ask(SealedWords.HashOf(question.Investor, seals)) is { } answer
            ? answer with { Core = InvestorName.Core(question.Investor) }
            : new(false, false, [], []);

    private LeadSeal SealOf(int lead) => new(seals, Stream.ToString(), State.Leads.Find(lead)?.Key);

    /// <summary>Ids of other chains that had recorded a lead that may be of the same investor. Of two that record one at the same moment neither need know of the other.</summary>
    private async Task<ImmutableArray<string>> Suspects(string investor) =>
        [.. (await Services.Journal.FindInvestor(PlanId, investor)).Select(stream => StreamId.Parse(stream).Name).Where(name => name != Stream.Name)];

    private async Task<LeadReading?> Reading(Actor reader, DateTimeOffset? asOf = null, CancellationToken gone = default)
    {
        if (State.Charter is null) return null;
        var plan = await Plan();
        var now = plan.Now(Services.Time);
        var (present, stream) = (AgedTo(plan, now), Stream);
        var sight = present.SightOf(reader, now.Day());
        names ??= new(stream.ToString(), seals);
        if (asOf is not { } then) return new(present, Version, now.Day(), plan, sight, present.Leads, names);
        // For those who may see nothing, nothing is folded.
        if (sight == LeadSight.Nothing) return null;
        var (past, version, facts) = await Task.Run(() => Services.Journal.InitiativeAt(stream, then, gone), gone);
        return past.Charter is null ? null : new(past, version, then.Day(), facts, sight, present.Leads, names);
    }
}
