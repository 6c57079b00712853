namespace FuyangPlan.Leads;

/// <summary>A stage's row of the table in domain 3.7.</summary>
/// <param name="Days">Days that it should take; null: no limit.</param>
/// <param name="Probability">Of landing, before the chain has any experience.</param>
/// <param name="Points">Of the funnel (domain 4.3), before the amount counts; 0: none.</param>
internal sealed record LeadStageRow(int? Days, decimal Probability, decimal Points);

/// <summary>What each stage may take and counts for; what it asks for is <see cref="LeadStageProofs"/>.</summary>
internal static class LeadStageTable
{
    public const LeadStage Landed = LeadStage.Landed;

    private static readonly ImmutableArray<LeadStageRow> Rows =
    [
        new(3, 0.05m, 0), new(7, 0.10m, 0), new(14, 0.20m, 0.5m), new(30, 0.35m, 0), new(45, 0.45m, 0), new(60, 0.60m, 2),
        new(90, 1, 4), new(null, 1, 6), new(null, 1, 0), new(null, 1, 8), new(null, 1, 10),
    ];

    public static LeadStageRow Row(this LeadStage stage) => Rows[(int)stage];

    /// <summary>What is missing to enter the stage, in words; empty when nothing is. One file proves one thing.</summary>
    public static ImmutableArray<string> Missing(this LeadStage stage, ImmutableArray<LeadProof> proofs)
    {
        var left = proofs.DistinctBy(proof => (proof.Kind, proof.Hash)).ToList();
        var missing = ImmutableArray.CreateBuilder<string>();
        foreach (var line in stage.Proofs())
            if (left.FindIndex(proof => line.Contains(proof.Kind)) is >= 0 and var found) left.RemoveAt(found);
            else missing.Add(LeadStageProofs.InWords(line));
        return missing.ToImmutable();
    }

    /// <summary>Points of the funnel for reaching the stage: value × log10(1 + 投资亿元) / log10(11), 4 decimals.</summary>
    /// <param name="amount">万元.</param>
    public static decimal Points(this LeadStage stage, decimal amount) => stage.Row().Points is 0
        ? 0
        : decimal.Round(stage.Row().Points * (decimal)(Math.Log10(1 + ((double)amount / 10_000)) / Math.Log10(11)), 4, MidpointRounding.AwayFromZero);
}
