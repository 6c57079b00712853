using System.Globalization;

namespace FuyangPlan.Leads;

/// <summary>The query parameters of lists of leads.</summary>
internal sealed record LeadFilter(string? Stage, string? Standing, string? Source, string? Holder, string? InPool, string? Q, string? Sort, string? Cursor, string? Limit)
{
    /// <summary>The question to a chain; what is wrong is in <paramref name="parameters"/>.</summary>
    public LeadQuery ToQuery(Parameters parameters) => new(
        parameters.Choice<LeadStage>("stage", Stage),
        parameters.Choice<LeadStanding>("standing", Standing),
        parameters.Choice<LeadSource>("source", Source),
        parameters.Code("holder", Holder),
        parameters.Flag("inPool", InPool),
        parameters.Search(Q),
        parameters.OneOf(
            "sort", Sort, "number", "-number", "amount", "-amount", "stage", "-stage", "probability", "-probability", "protected", "-protected", "days", "-days") ?? "number",
        Skip(parameters),
        parameters.Limit(Limit, otherwise: 50));

    private int Skip(Parameters parameters)
    {
        if (Cursor is null) return 0;
        if (Cursor is ['a', >= '1' and <= '9', ..] && int.TryParse(Cursor.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var skip)
            && skip <= 1_000_000) return skip;
        parameters.BadCursor();
        return 0;
    }
}
