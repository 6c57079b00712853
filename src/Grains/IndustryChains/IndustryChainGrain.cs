using FuyangPlan.EventSourcing;
using FuyangPlan.Initiatives;
using FuyangPlan.Leads;

namespace FuyangPlan.IndustryChains;

internal sealed partial class IndustryChainGrain(GrainServices services, ISeals seals) : InitiativeGrain(services), IIndustryChainGrain;
