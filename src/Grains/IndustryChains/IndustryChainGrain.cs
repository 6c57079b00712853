using FuyangPlan.EventSourcing;
using FuyangPlan.Initiatives;
using FuyangPlan.Leads;
using FuyangPlan.Teams;

namespace FuyangPlan.IndustryChains;

internal sealed partial class IndustryChainGrain(GrainServices services, ISeals seals) : InitiativeGrain(services), IIndustryChainGrain
{
    public Task<CommandOutcome> JoinTeam(JoinTeam command, CommandContext context) =>
        Decide(context, command, (state, moment) => TeamRules.Decide(state, command, moment));

    public Task<CommandOutcome> LeaveTeam(LeaveTeam command, CommandContext context) =>
        Decide(context, command, (state, moment) => TeamRules.Decide(state, command, moment));
}
