namespace FuyangPlan.Leads;

/// <summary>How far the leads of one quarter came, and how long they stood in each stage.</summary>
internal static class LeadCohorts
{
    /// <summary>The newest quarter first. Merged leads are part of another.</summary>
    public static ImmutableArray<LeadCohort> Of(IEnumerable<LeadState> leads) =>
    [
        .. leads.Where(lead => lead.MergedInto is null).GroupBy(lead => (lead.ReportedOn.Year, Quarter: (lead.ReportedOn.Month + 2) / 3))
            .OrderByDescending(quarter => quarter.Key)
            .Select(quarter => new LeadCohort(quarter.Key.Year, quarter.Key.Quarter, quarter.Count(),
                quarter.Count(lead => lead.Standing is LeadStanding.Lost or LeadStanding.Ended), Stages([.. quarter]))),
    ];

    private static ImmutableArray<LeadCohortStage> Stages(LeadState[] leads) =>
    [
        .. Enum.GetValues<LeadStage>().Select(stage => (Stage: stage, Reached: leads.Count(lead => lead.Furthest >= stage))).Where(each => each.Reached > 0)
            .Select(each => new LeadCohortStage(each.Stage, each.Reached, decimal.Round((decimal)each.Reached / leads.Length, 4), Median(Days(leads, each.Stage)))),
    ];

    /// <summary>Of every stay in the stage that is over, whatever came after it.</summary>
    private static int[] Days(LeadState[] leads, LeadStage stage) =>
    [
        .. leads.SelectMany(lead => lead.Steps.Zip(lead.Steps.Skip(1), (from, to) => (from.Stage, Days: to.On.DayNumber - from.On.DayNumber)))
            .Where(stay => stay.Stage == stage).Select(stay => stay.Days).Order(),
    ];

    private static decimal? Median(int[] days) => days.Length == 0 ? null : (days[(days.Length - 1) / 2] + days[days.Length / 2]) / 2m;
}
