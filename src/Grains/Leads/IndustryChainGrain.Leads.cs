using FuyangPlan.Checklists;
using FuyangPlan.EventSourcing;
using FuyangPlan.Histories;
using FuyangPlan.Leads;

namespace FuyangPlan.IndustryChains;

/// <summary>Leads: words are sealed before the decision, so that neither the rules nor anything behind them sees them.</summary>
internal sealed partial class IndustryChainGrain
{
    private LeadNames? names;

    public async Task<CommandOutcome> RecordLead(RecordLead command, ImmutableArray<string> suspects, CommandContext context)
    {
        var words = SealedLead.Of(command, new(seals, Stream, seals.NewKey()));
        var outcome = await Decide(Blind(context), command, (state, moment) => LeadRules.Decide(state, command, words, suspects, moment));
        return outcome.IsAccepted ? outcome with { Number = State.Leads.RecordedAt(outcome.Version) } : outcome;
    }

    public Task<CommandOutcome> AdvanceLead(int lead, AdvanceLead command, ImmutableArray<Evidence> evidence, CommandContext context)
    {
        var seal = SealOf(lead);
        ImmutableArray<LeadProof> proofs =
            [.. command.Proofs.Zip(evidence, (proof, file) => new LeadProof(proof.Kind, file.Hash, seal.Seal(Places.Proof, proof.Name), file.MediaType, file.Size))];
        var (note, reason) = (seal.Seal(Places.Note, command.Note), seal.Seal(Places.Reason, command.Reason));
        return Decide(seal, context, command, (state, moment) => LeadStageRules.Decide(state, lead, command, proofs, note, reason, moment));
    }

    public Task<CommandOutcome> RegressLead(int lead, RegressLead command, CommandContext context) => Decide(
        lead, Places.Reason, command.Reason, context, command, (state, reason, moment) => LeadStageRules.Decide(state, lead, command, reason, moment));

    public Task<CommandOutcome> EndLead(int lead, EndLead command, CommandContext context) => Decide(
        lead, Places.Reason, command.Reason, context, command, (state, reason, moment) => LeadStageRules.Decide(state, lead, command, reason, moment));

    public Task<CommandOutcome> ParkLead(int lead, ParkLead command, CommandContext context) => Decide(
        lead, Places.Reason, command.Reason, context, command, (state, reason, moment) => LeadStageRules.Decide(state, lead, command, reason, moment));

    public Task<CommandOutcome> WakeLead(int lead, WakeLead command, CommandContext context) =>
        Decide(Blind(context), command, (state, moment) => LeadStageRules.Decide(state, lead, command, moment));

    public Task<CommandOutcome> ReviseLead(int lead, ReviseLead command, CommandContext context)
    {
        var seal = SealOf(lead);
        var (name, phone) = (seal.Seal(Places.ContactName, command.ContactName), seal.Seal(Places.ContactPhone, command.ContactPhone));
        return Decide(seal, context, command, (state, moment) => LeadRules.Decide(state, lead, command, name, phone, moment));
    }

    public Task<CommandOutcome> RecordActivity(int lead, RecordActivity command, CommandContext context) => Decide(
        lead, Places.Activity, command.Summary, context, command, (state, summary, moment) => LeadRules.Decide(state, lead, command, summary, moment));

    public Task<CommandOutcome> ClaimLead(int lead, ClaimLead command, CommandContext context) =>
        Decide(Blind(context), command, (state, moment) => LeadRules.Decide(state, lead, command, moment));

    public Task<CommandOutcome> AssignLead(int lead, AssignLead command, CommandContext context) =>
        Decide(Blind(context), command, (state, moment) => LeadRules.Decide(state, lead, command, moment));

    public Task<CommandOutcome> MergeLeads(int lead, MergeLeads command, CommandContext context) => Decide(
        lead, Places.Reason, command.Reason, context, command, (state, reason, moment) => LeadRules.Decide(state, lead, command, reason, moment));

    public Task<CommandOutcome> SetConfidential(int lead, SetConfidential command, CommandContext context) => Decide(
        lead, Places.Reason, command.Reason, context, command, (state, reason, moment) => LeadRules.Decide(state, lead, command, reason, moment));

    // A state never changes once it is made: what takes long is answered beside the commands.
    public async Task<LeadPage?> FindLeads(LeadQuery query, Actor reader, DateTimeOffset? asOf) =>
        await Reading(reader, asOf) is { } leads ? await Task.Run(() => leads.Find(query)) : null;

    public async Task<LeadView?> GetLead(int lead, Actor reader, DateTimeOffset? asOf) => (await Reading(reader, asOf))?.Get(lead);

    public async Task<LeadBoard?> GetLeadBoard(int cards, Actor reader, DateTimeOffset? asOf) =>
        await Reading(reader, asOf) is { } leads ? await Task.Run(() => leads.Board(cards)) : null;

    public async Task<ImmutableArray<LeadCohort>?> GetLeadCohorts(Actor reader, DateTimeOffset? asOf) =>
        await Reading(reader, asOf) is { } leads ? await Task.Run(leads.Cohorts) : null;

    public async Task<InvestorAnswer> AskInvestor(InvestorQuestion question, Actor reader) =>
        (await Reading(reader))?.Ask(SealedLead.HashOf(question.Investor, seals)) ?? new(false, false, [], []);

    private Task<CommandOutcome> Decide(
        int lead, string place, string text, CommandContext context, object command, Func<Initiatives.InitiativeState, SealedText, Moment, Decision> decide)
    {
        var seal = SealOf(lead);
        var words = seal.Seal(place, text);
        return Decide(seal, context, command, (state, moment) => decide(state, words, moment));
    }

    private Task<CommandOutcome> Decide(LeadSeal seal, CommandContext context, object command, Func<Initiatives.InitiativeState, Moment, Decision> decide) =>
        Decide(Blind(context), command, (state, moment) => decide(state, moment) is var decision && seal.IsBroken && !decision.Events.IsEmpty
            ? Decision.Refuse(Problems.SealBroken, "系统的主密钥打不开这条线索，不能再写入，请联系运维人员核对主密钥。")
            : decision);

    private LeadSeal SealOf(int lead) => new(seals, Stream, State.Leads.Find(lead)?.Key);

    /// <summary>A plain hash of what was asked would let the words be guessed.</summary>
    private CommandContext Blind(CommandContext context) => context with { RequestHash = seals.Blind("request", context.RequestHash) };

    private async Task<LeadReading?> Reading(Actor reader, DateTimeOffset? asOf = null)
    {
        if (State.Charter is null) return null;
        var plan = await Plan();
        var now = plan.Now(Services.Time);
        var (present, id, stream) = (AgedTo(plan, now), PlanId, Stream);
        var sight = present.SightOf(reader, now.Day());
        names ??= new(stream, seals);
        if (asOf is not { } then) return new(present, Version, now.Day(), sight, present.Leads, names);
        // For those who may see nothing, nothing is folded.
        if (sight == LeadSight.Nothing) return null;
        var (past, version) = await Task.Run(() => Services.Journal.InitiativeAt(id, stream, then));
        return past.Charter is null ? null : new(past, version, then.Day(), sight, present.Leads, names);
    }
}
