namespace FuyangPlan.Journal;

/// <summary>Which stream: its plan, and its name within the plan, such as <c>plan</c>, <c>project-4</c>, <c>pool-space-2021</c>.</summary>
internal readonly record struct StreamId(string Plan, string Name)
{
    /// <summary>The name of a plan's own stream.</summary>
    public const string Own = "plan";

    public static StreamId OfPlan(string plan) => new(plan, Own);

    /// <summary>Of <c>plan/name</c>; the key of a plan's own grain is its id alone.</summary>
    public static StreamId Parse(string text) => text.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash
        ? new(text[..slash], text[(slash + 1)..])
        : OfPlan(text);

    public override string ToString() => $"{Plan}/{Name}";
}
