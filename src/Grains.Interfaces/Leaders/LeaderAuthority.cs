namespace FuyangPlan.Leaders;

/// <inheritdoc cref="Authority"/>
public static class LeaderAuthority
{
    public static Refusal? ToAppoint(Actor actor) => actor.MustHaveRole(Role.Office, Role.LeadingGroup);
}
