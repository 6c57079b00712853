namespace FuyangPlan.Leaders;

/// <summary>A command to the position of an initiative’s leader.</summary>
[GenerateSerializer, Immutable, Alias("leader.command")]
public abstract record LeaderCommand : Command;

/// <summary>
/// Appoint the leader (项目长、链长、指挥长) by document. A holder at that time is handed over from at 00:00 +08:00 of the effective day.
/// By the office or the leading group. Refusals: <c>person-not-found</c>, <c>before-start</c>, <c>appointment-overlaps</c>, <c>already-holds</c>.
/// </summary>
/// <param name="Person">A registered person's id.</param>
/// <param name="Document">Document number, such as 演示〔2021〕1号.</param>
/// <param name="Appointer">Who appointed.</param>
/// <param name="EffectiveOn">First day in office, +08:00; may be in the future.</param>
[GenerateSerializer, Immutable, Alias("leader.appoint")]
public sealed record AppointLeader(string Person, string Document, string Appointer, DateOnly EffectiveOn) : LeaderCommand;

/// <summary>Let a deputy act (临时主持) from a day until the next appointment. Refused while somebody is appointed at that day.</summary>
[GenerateSerializer, Immutable, Alias("leader.designate-acting")]
public sealed record DesignateActingLeader(string Person, string Document, string Appointer, DateOnly EffectiveOn) : LeaderCommand;

/// <summary>
/// End the appointment: the position is vacant from the effective day until somebody is appointed. On the day on which it began it never was one.
/// </summary>
[GenerateSerializer, Immutable, Alias("leader.end-appointment")]
public sealed record EndAppointment(string Document, [Lines] string Reason, DateOnly EffectiveOn) : LeaderCommand;

/// <summary>
/// Cancel an appointment, an acting one, or an end that lies in the future: what held before it holds on. By the office or the leading group. Refusals:
/// <c>appointment-not-found</c>, <c>appointment-begun</c>.
/// </summary>
/// <param name="EffectiveOn">The day from which it would hold.</param>
[GenerateSerializer, Immutable, Alias("leader.cancel-appointment")]
public sealed record CancelAppointment(string Document, [Lines] string Reason, DateOnly EffectiveOn) : LeaderCommand;
