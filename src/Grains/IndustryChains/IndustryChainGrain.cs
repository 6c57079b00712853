using FuyangPlan.ChainMaps;
using FuyangPlan.Checklists;
using FuyangPlan.EventSourcing;
using FuyangPlan.Initiatives;
using FuyangPlan.Landings;
using FuyangPlan.Leads;
using FuyangPlan.Teams;

namespace FuyangPlan.IndustryChains;

internal sealed partial class IndustryChainGrain(GrainServices services, ISeals seals) : InitiativeGrain(services), IIndustryChainGrain
{
    public Task<CommandOutcome> JoinTeam(JoinTeam command, CommandContext context) =>
        Decide(context, command, (state, moment) => TeamRules.Decide(state, command, moment));

    public Task<CommandOutcome> LeaveTeam(LeaveTeam command, CommandContext context) =>
        Decide(context, command, (state, moment) => TeamRules.Decide(state, command, moment));

    public Task<CommandOutcome> AddLanding(AddLanding command, CommandContext context) =>
        Decide(context, command, (state, moment) => LandingRules.Decide(state, command, moment));

    public Task<CommandOutcome> ReportLandingStage(int landing, ReportLandingStage command, ImmutableArray<Evidence> evidence, CommandContext context) =>
        Decide(context, command, (state, moment) => LandingRules.Decide(state, landing, command, evidence, moment));

    public Task<CommandOutcome> VerifyLandingStage(int landing, VerifyLandingStage command, CommandContext context) =>
        Decide(context, command, (state, moment) => LandingRules.Decide(state, landing, command, moment));

    public Task<CommandOutcome> RejectLandingStage(int landing, RejectLandingStage command, CommandContext context) =>
        Decide(context, command, (state, moment) => LandingRules.Decide(state, landing, command, moment));

    public Task<CommandOutcome> RegressLanding(int landing, RegressLanding command, CommandContext context) =>
        Decide(context, command, (state, moment) => LandingRules.Decide(state, landing, command, moment));

    public Task<CommandOutcome> StopLanding(int landing, StopLanding command, CommandContext context) =>
        Decide(context, command, (state, moment) => LandingRules.Decide(state, landing, command, moment));

    public Task<CommandOutcome> ResumeLanding(int landing, ResumeLanding command, CommandContext context) =>
        Decide(context, command, (state, moment) => LandingRules.Decide(state, landing, command, moment));

    public Task<CommandOutcome> MarkLeadEnterprise(int landing, MarkLeadEnterprise command, CommandContext context) =>
        Decide(context, command, (state, moment) => LandingRules.Decide(state, landing, command, moment));

    public Task<CommandOutcome> UnmarkLeadEnterprise(int landing, UnmarkLeadEnterprise command, CommandContext context) =>
        Decide(context, command, (state, moment) => LandingRules.Decide(state, landing, command, moment));

    public Task<CommandOutcome> LinkLanding(int landing, LinkLanding command, CommandContext context) =>
        Decide(context, command, (state, moment) => LeadEnterpriseRules.Decide(state, landing, command, moment));

    public Task<CommandOutcome> RecordPromise(int landing, RecordPromise command, CommandContext context) =>
        Decide(context, command, (state, moment) => LeadEnterpriseRules.Decide(state, landing, command, moment));

    public Task<CommandOutcome> KeepPromise(int landing, KeepPromise command, CommandContext context) =>
        Decide(context, command, (state, moment) => LeadEnterpriseRules.Decide(state, landing, command, moment));

    public Task<CommandOutcome> BreakPromise(int landing, BreakPromise command, CommandContext context) =>
        Decide(context, command, (state, moment) => LeadEnterpriseRules.Decide(state, landing, command, moment));

    public Task<CommandOutcome> RecordContact(int landing, RecordContact command, CommandContext context) =>
        Decide(context, command, (state, moment) => LeadEnterpriseRules.Decide(state, landing, command, moment));

    public Task<CommandOutcome> SetSegment(SetSegment command, CommandContext context) =>
        Decide(context, command, (state, moment) => ChainMapRules.Decide(state, command, moment));

    public Task<CommandOutcome> RemoveSegment(RemoveSegment command, CommandContext context) =>
        Decide(context, command, (state, moment) => ChainMapRules.Decide(state, command, moment));

    public Task<CommandOutcome> FillSegment(FillSegment command, CommandContext context) =>
        Decide(context, command, (state, moment) => ChainMapRules.Decide(state, command, moment));
}
