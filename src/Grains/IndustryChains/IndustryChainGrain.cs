using FuyangPlan.EventSourcing;
using FuyangPlan.Initiatives;

namespace FuyangPlan.IndustryChains;

internal sealed class IndustryChainGrain(GrainServices services) : InitiativeGrain(services), IIndustryChainGrain;
