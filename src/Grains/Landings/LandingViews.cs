using FuyangPlan.EventSourcing;

namespace FuyangPlan.Landings;

/// <summary>Phrases the landings of a chain for their readers.</summary>
internal static class LandingViews
{
    public static ImmutableArray<LandingView> Of(LandingsState landings, DateOnly today) => [.. landings.ByNumber.Values.Select(landing => Of(landing, today))];

    private static LandingView Of(LandingState landing, DateOnly today)
    {
        var now = landing.Current;
        return new(
            Number: landing.Number, Name: landing.Name, Kind: landing.Kind, LeadEnterprise: landing.LeadEnterprise, FromCharter: landing.FromCharter,
            Stage: now?.Stage, Since: now?.Since, DaysInStage: today.DayNumber - now?.Since.DayNumber, Verified: now?.Verifier is not null,
            BackDated: now?.BackDated ?? false, Proofs: now?.Proofs.Length ?? 0, StoppedOn: landing.Stop?.On, StopReason: landing.Stop?.Reason,
            Next: now is null || now.Stage == LandingStages.Last ? null : now.Stage + 1, Steps: [.. landing.Steps.Select(Of)],
            Regressions: landing.Regressions, Rejections: landing.Rejections, Tasks: landing.Tasks, LinkNote: landing.LinkNote,
            Promises: landing.Promises,
            OverduePromises: landing.Promises.Count(promise => promise.Status == PromiseStatus.Open && promise.Due < today),
            Contacts: landing.Contacts);
    }

    private static LandingStep Of(ReachedStage step) => new(
        Stage: step.Stage, ReachedOn: step.ReachedOn, Since: step.Since, BackDated: step.BackDated, Proofs: step.Proofs, Note: step.Note,
        Reporter: step.Reporter.Name, ReportedAt: step.ReportedAt.ToOffset(China.Offset), VerifiedBy: step.Verifier?.Name,
        VerifiedAt: step.VerifiedAt?.ToOffset(China.Offset), VerificationNote: step.VerificationNote);
}
