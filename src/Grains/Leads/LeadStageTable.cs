namespace FuyangPlan.Leads;

/// <summary>A stage's row of the table in domain 3.7.</summary>
/// <param name="Days">Days that it should take; null: no limit.</param>
/// <param name="Probability">Of landing, before the chain has any experience.</param>
/// <param name="Points">Of the funnel (domain 4.3), before the amount counts; 0: none.</param>
/// <param name="Proofs">What must be proven to enter it; of each line one kind.</param>
internal sealed record LeadStageRow(int? Days, decimal Probability, decimal Points, ImmutableArray<ImmutableArray<LeadProofKind>> Proofs);

/// <summary>What each stage asks for and counts for.</summary>
internal static class LeadStageTable
{
    public const LeadStage Landed = LeadStage.Landed;

    private static readonly ImmutableArray<LeadStageRow> Rows =
    [
        Row(3, 0.05m, 0),
        Row(7, 0.10m, 0, [LeadProofKind.ScreeningOpinion]),
        Row(14, 0.20m, 0.5m, [LeadProofKind.ContactRecord]),
        Row(30, 0.35m, 0, [LeadProofKind.VisitRecord, LeadProofKind.Proposal]),
        Row(45, 0.45m, 0, [LeadProofKind.Memorandum]),
        Row(60, 0.60m, 2, [LeadProofKind.Agreement]),
        Row(90, 1, 4, [LeadProofKind.CompanyRegistration], [LeadProofKind.LandOrPlant]),
        Row(null, 1, 6, [LeadProofKind.ConstructionPermit], [LeadProofKind.GeoPhoto]),
        Row(null, 1, 0, [LeadProofKind.Acceptance]),
        Row(null, 1, 8, [LeadProofKind.FirstOutput, LeadProofKind.Invoice, LeadProofKind.PowerRecord]),
        // One for each of the two quarters.
        Row(null, 1, 10, [LeadProofKind.CapacityRecord], [LeadProofKind.CapacityRecord]),
    ];

    public static LeadStageRow Row(this LeadStage stage) => Rows[(int)stage];

    /// <summary>What is missing to enter the stage, in words; empty when nothing is. One file proves one thing.</summary>
    public static ImmutableArray<string> Missing(this LeadStage stage, ImmutableArray<LeadProof> proofs)
    {
        var left = proofs.DistinctBy(proof => (proof.Kind, proof.Hash)).ToList();
        var missing = ImmutableArray.CreateBuilder<string>();
        foreach (var line in stage.Row().Proofs)
            if (left.FindIndex(proof => line.Contains(proof.Kind)) is >= 0 and var found) left.RemoveAt(found);
            else missing.Add(InWords(line));
        return missing.ToImmutable();
    }

    /// <summary>What must be proven, in words.</summary>
    public static string ProofsInWords(this LeadStage stage) => stage == LeadStage.AtCapacity
        ? "两个季度的达产记录"
        : string.Join('和', stage.Row().Proofs.Select(InWords));

    /// <summary>Points of the funnel for reaching the stage: value × log10(1 + 投资亿元) / log10(11), 4 decimals.</summary>
    /// <param name="amount">万元.</param>
    public static decimal Points(this LeadStage stage, decimal amount) => stage.Row().Points is 0
        ? 0
        : decimal.Round(stage.Row().Points * (decimal)(Math.Log10(1 + ((double)amount / 10_000)) / Math.Log10(11)), 4, MidpointRounding.AwayFromZero);

    private static string InWords(ImmutableArray<LeadProofKind> line) => string.Join('或', line.Select(kind => kind.InWords()));

    private static LeadStageRow Row(int? days, decimal probability, decimal points, params ImmutableArray<ImmutableArray<LeadProofKind>> proofs) =>
        new(days, probability, points, proofs);
}
