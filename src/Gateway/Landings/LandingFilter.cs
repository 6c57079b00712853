namespace FuyangPlan.Landings;

/// <summary>The query parameters of the list of landings of all chains.</summary>
internal sealed record LandingFilter(
    string? Initiative, string? Stage, string? Kind, string? LeadEnterprise, string? Verified, string? Stopped, string? Overdue,
    string? Q, string? Sort, string? Cursor, string? Limit)
{
    /// <summary>The question to the list; what is wrong is in <paramref name="parameters"/>.</summary>
    public LandingQuery ToQuery(Parameters parameters) => new(
        Initiative: parameters.Initiative("initiative", Initiative)?.ToString(), Stage: parameters.Choice<LandingStage>("stage", Stage),
        Kind: parameters.Choice<LandingKind>("kind", Kind), LeadEnterprise: parameters.Flag("leadEnterprise", LeadEnterprise),
        Verified: parameters.Flag("verified", Verified), Stopped: parameters.Flag("stopped", Stopped), Overdue: parameters.Flag("overdue", Overdue),
        Search: parameters.Search(Q),
        Sort: parameters.OneOf("sort", Sort, "initiative", "stage", "-stage", "since", "-since", "name") ?? "initiative", Cursor: Cursor,
        Limit: parameters.Limit(Limit, otherwise: 50));
}
