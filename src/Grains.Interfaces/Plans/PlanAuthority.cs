namespace FuyangPlan.Plans;

/// <inheritdoc cref="Authority"/>
public static class PlanAuthority
{
    public static Refusal? ToImport(Actor actor) => actor.MustHaveRole(Role.Admin);
}
