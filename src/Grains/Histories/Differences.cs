namespace FuyangPlan.Histories;

/// <summary>What differs between what was said of a stream at one instant and at another.</summary>
internal static class Differences
{
    /// <summary>In the order of the later instant; what is no longer said comes last.</summary>
    public static ImmutableArray<Difference> Between(ImmutableArray<Statement> before, ImmutableArray<Statement> after)
    {
        var was = before.ToDictionary(statement => statement.Path);
        var now = after.Select(statement => statement.Path).ToHashSet();
        return
        [
            .. after.Select(statement => Of(statement, was.GetValueOrDefault(statement.Path)?.Text, statement.Text)).OfType<Difference>(),
            .. before.Where(statement => !now.Contains(statement.Path)).Select(statement => Of(statement, statement.Text, null)).OfType<Difference>(),
        ];
    }

    private static Difference? Of(Statement statement, string? was, string? now) =>
        was == now ? null : new(statement.Path, statement.Label, was is null ? "added" : now is null ? "removed" : "changed", was, now);
}
