namespace FuyangPlan.Commands;

/// <summary>
/// Who may do what: the refusal of whoever may not, else null. The rule of a command asks it, and so does the page that offers the command; each room
/// has its own, made of what both the state and a view can say. Here are those of all rooms.
/// </summary>
public static class Authority
{
    /// <summary>How a page asks.</summary>
    public static bool IsGiven(this Refusal? refusal) => refusal is null;

    /// <summary>One of the roles at least.</summary>
    public static Refusal? MustHaveRole(this Actor actor, params ReadOnlySpan<Role> roles) =>
        actor.HasAny(roles) ? null : Problems.Forbidden.Because($"只有{string.Join('或', roles.ToArray().Select(role => role.InWords()))}可以办理。");

    /// <summary>To verify, and to reject, what others report.</summary>
    public static Refusal? ToInspect(Actor actor) => actor.MustHaveRole(Role.Inspector);
}
