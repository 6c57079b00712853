namespace FuyangPlan.Journal;

/// <summary>What an offline check of a journal found.</summary>
/// <param name="Faults">In words, the first fault of each stream and plan; at most <see cref="JournalVerifier.MostFaults"/>.</param>
public sealed record VerifyReport(long Entries, int Plans, int Streams, int Seals, ImmutableArray<string> Faults)
{
    /// <summary>In words, what could not be judged: signatures of keys that are not known.</summary>
    public ImmutableArray<string> Unproven { get; init; } = [];

    /// <summary>In words, how far each plan is sealed, and by which keys.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>Nothing that was found speaks of a change.</summary>
    public bool Whole => Faults.IsEmpty;

    /// <summary>Who has the database alone cannot have changed what is sealed.</summary>
    public bool IsProven => Whole && Unproven.IsEmpty;

    public override string ToString() => string.Join(Environment.NewLine,
    [
        $"核验流水 {Entries} 条：计划 {Plans} 个，流 {Streams} 条，日封 {Seals} 次。"
            + (!Whole ? $"发现 {Faults.Length} 处问题：" : IsProven ? "完整，未发现改动。" : $"流水完整，未发现改动；但有 {Unproven.Length} 处未能证明："),
        .. Faults.Concat(Unproven).Concat(Notes).Select(line => "  " + line),
    ]);
}
