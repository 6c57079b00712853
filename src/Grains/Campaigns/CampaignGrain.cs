using FuyangPlan.EventSourcing;
using FuyangPlan.Initiatives;

namespace FuyangPlan.Campaigns;

internal sealed class CampaignGrain(GrainServices services) : InitiativeGrain(services), ICampaignGrain;
