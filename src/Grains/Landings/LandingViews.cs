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
            landing.Number, landing.Name, landing.Kind, landing.LeadEnterprise, landing.FromCharter, now?.Stage, now?.Since,
            today.DayNumber - now?.Since.DayNumber, now?.Verifier is not null, now?.BackDated ?? false, now?.Proofs.Length ?? 0, landing.Stop?.On, landing.Stop?.Reason,
            now is null || now.Stage == LandingStages.Last ? null : now.Stage + 1,
            [.. landing.Steps.Select(Of)], landing.Regressions, landing.Rejections, landing.Tasks, landing.LinkNote,
            landing.Promises, landing.Promises.Count(promise => promise.Status == PromiseStatus.Open && promise.Due < today), landing.Contacts);
    }

    private static LandingStep Of(ReachedStage step) => new(
        step.Stage, step.ReachedOn, step.Since, step.BackDated, step.Proofs, step.Note, step.Reporter.Name, step.ReportedAt.ToOffset(China.Offset),
        step.Verifier?.Name, step.VerifiedAt?.ToOffset(China.Offset), step.VerificationNote);
}
