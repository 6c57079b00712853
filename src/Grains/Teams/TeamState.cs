using FuyangPlan.Initiatives;
using FuyangPlan.EventSourcing;
using FuyangPlan.Journal;

namespace FuyangPlan.Teams;

/// <summary>The team (专班) of a chain, in order of joining.</summary>
internal sealed record TeamState(ImmutableArray<TeamMember> Members) : IPart<TeamState>
{
    public static TeamState Initial { get; } = new([]);

    public TeamMember? Of(string? person) => Members.FirstOrDefault(member => member.Person == person);

    public TeamState Apply(InitiativeState initiative, Entry entry) => entry.Event switch
    {
        TeamMemberJoined e => new(Without(e.Person).Add(new(e.Person, e.Name, e.Duty, entry.RecordedAt.Day()))),
        TeamMemberLeft e => new(Without(e.Person)),
        _ => throw NoFold.For(entry),
    };

    public InitiativeView Show(InitiativeView view, InitiativeState initiative, Seen seen) => view with
    {
        Team = [.. Members.Select(member => member with { Name = seen.Plan.PersonName(member.Person) ?? member.Name })],
    };

    private ImmutableArray<TeamMember> Without(string person) => Members.RemoveAll(member => member.Person == person);
}

/// <summary>What this room adds to an initiative.</summary>
internal static class TeamPart
{
    extension(InitiativeState initiative)
    {
        public TeamState Team => initiative.Part<TeamState>();
    }
}
