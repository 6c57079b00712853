namespace FuyangPlan.Teams;

/// <summary>A command to the team of a chain.</summary>
[GenerateSerializer, Immutable, Alias("team.command")]
public abstract record TeamCommand : Command;

/// <summary>Take a person into a chain's team (专班), whose members with their leader are the chain's people. By the office or the leader.</summary>
/// <param name="Person">Id of a registered person.</param>
/// <param name="Duty">What for, such as 招商.</param>
[GenerateSerializer, Immutable, Alias("team.join")]
public sealed record JoinTeam(string Person, string Duty) : TeamCommand;

/// <summary>A person leaves the chain's team. By the office or the leader. Refusals: <c>not-in-team</c>.</summary>
[GenerateSerializer, Immutable, Alias("team.leave")]
public sealed record LeaveTeam(string Person, [Lines] string Reason) : TeamCommand;

/// <summary>A member of a chain's team.</summary>
/// <param name="Since">Day of joining, +08:00.</param>
[GenerateSerializer, Immutable, Alias("team-member")]
public sealed record TeamMember(string Person, string Name, string Duty, DateOnly Since);
