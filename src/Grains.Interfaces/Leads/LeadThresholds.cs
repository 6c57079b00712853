namespace FuyangPlan.Leads;

/// <summary>Thresholds of investment leads (domain 3.7). Days are calendar days.</summary>
/// <param name="ResponseDays">Days after the recording within which the investor is to be answered.</param>
/// <param name="ScreeningDays">Days after the recording within which the lead is to be screened.</param>
/// <param name="FeedbackDays">Days after the recording within which the referrer is to be told.</param>
/// <param name="NoteDays">Days within which the next progress note is due, from negotiation until capacity is reached.</param>
/// <param name="ProtectionDays">Days of the first-report right after real activity.</param>
/// <param name="FirstNoticeDays">Days before its end at which the first notice is given.</param>
/// <param name="LastNoticeDays">Days before its end at which the last notice is given.</param>
/// <param name="LongestRestDays">How far away the day may be on which a dormant lead wakes.</param>
/// <param name="PriorWeight">How many leads of its own experience weigh as much as what is usual.</param>
/// <param name="Stages">Stages for which something else is usual than <see cref="LeadStageThresholds.Usual"/> says; absent: none.</param>
[GenerateSerializer, Immutable, Alias("lead-thresholds")]
public sealed record LeadThresholds(
    int ResponseDays = 1,
    int ScreeningDays = 3,
    int FeedbackDays = 7,
    int NoteDays = 14,
    int ProtectionDays = 90,
    int FirstNoticeDays = 14,
    int LastNoticeDays = 3,
    int LongestRestDays = 730,
    decimal PriorWeight = 8,
    ImmutableArray<LeadStageThresholds>? Stages = null)
{
    public LeadStageThresholds Of(LeadStage stage) =>
        Stages?.FirstOrDefault(own => own.Stage == stage) ?? LeadStageThresholds.Usual[(int)stage];
}

/// <summary>What is usual in a stage, before a chain has any experience.</summary>
/// <param name="Probability">Of landing (落地), from the landing on of reaching capacity (达产): 0 to 1.</param>
/// <param name="Days">Days that it should take; absent: no limit.</param>
/// <param name="Points">Of the funnel (domain 4.3) for reaching it, before the amount counts.</param>
[GenerateSerializer, Immutable, Alias("lead-stage-thresholds")]
public sealed record LeadStageThresholds(LeadStage Stage, decimal Probability, int? Days = null, decimal Points = 0)
{
    /// <summary>Every stage in its order.</summary>
    public static ImmutableArray<LeadStageThresholds> Usual { get; } =
    [
        new(LeadStage.Lead, 0.05m, 3),
        new(LeadStage.Screening, 0.10m, 7),
        new(LeadStage.Negotiation, 0.20m, 14, 0.5m),
        new(LeadStage.Offer, 0.35m, 30),
        new(LeadStage.Memorandum, 0.45m, 45),
        new(LeadStage.Signed, 0.60m, 60, 2),
        new(LeadStage.Landed, 0.80m, 90, 4),
        new(LeadStage.GroundBroken, 0.90m, Points: 6),
        new(LeadStage.Completed, 0.95m),
        new(LeadStage.InProduction, 0.98m, Points: 8),
        new(LeadStage.AtCapacity, 1, Points: 10),
    ];
}
