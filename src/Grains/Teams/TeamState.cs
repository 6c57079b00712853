using FuyangPlan.EventSourcing;
using FuyangPlan.Journal;

namespace FuyangPlan.Teams;

/// <summary>The team (专班) of a chain, in order of joining.</summary>
internal sealed record TeamState(ImmutableArray<TeamMember> Members)
{
    public static TeamState Initial { get; } = new([]);

    public TeamMember? Of(string? person) => Members.FirstOrDefault(member => member.Person == person);

    public TeamState Apply(Entry entry) => entry.Event switch
    {
        TeamMemberJoined e => new(Without(e.Person).Add(new(e.Person, e.Name, e.Duty, entry.RecordedAt.Day()))),
        TeamMemberLeft e => new(Without(e.Person)),
        _ => this,
    };

    private ImmutableArray<TeamMember> Without(string person) => Members.RemoveAll(member => member.Person == person);
}
