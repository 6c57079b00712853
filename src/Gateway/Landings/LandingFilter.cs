namespace FuyangPlan.Landings;

/// <summary>The query parameters of the list of landings of all chains.</summary>
internal sealed record LandingFilter(
    string? Initiative, string? Stage, string? Kind, string? LeadEnterprise, string? Verified, string? Stopped, string? Overdue,
    string? Q, string? Sort, string? Cursor, string? Limit)
{
    /// <summary>The question to the list; what is wrong is in <paramref name="parameters"/>.</summary>
    public LandingQuery ToQuery(Parameters parameters) => new(
        parameters.Initiative("initiative", Initiative)?.ToString(), parameters.Choice<LandingStage>("stage", Stage), parameters.Choice<LandingKind>("kind", Kind),
        parameters.Flag("leadEnterprise", LeadEnterprise), parameters.Flag("verified", Verified), parameters.Flag("stopped", Stopped), parameters.Flag("overdue", Overdue),
        parameters.Search(Q), parameters.OneOf("sort", Sort, "initiative", "stage", "-stage", "since", "-since", "name") ?? "initiative", Cursor,
        parameters.Limit(Limit, otherwise: 50));
}
