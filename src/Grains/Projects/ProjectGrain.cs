using FuyangPlan.EventSourcing;
using FuyangPlan.Initiatives;

namespace FuyangPlan.Projects;

internal sealed class ProjectGrain(GrainServices services) : InitiativeGrain(services), IProjectGrain;
