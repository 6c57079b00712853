using FuyangPlan.Plans;

namespace FuyangPlan.Initiatives;

/// <summary>A command to an initiative as such.</summary>
[GenerateSerializer, Immutable, Alias("initiative.command")]
public abstract record InitiativeCommand : Command;

/// <summary>Say what the initiative is, as the plan file has it; a later charter takes the place of an earlier one. By an administrator.</summary>
[GenerateSerializer, Immutable, Alias("initiative.charter")]
public sealed record CharterInitiative(InitiativeCharter Charter) : InitiativeCommand;
