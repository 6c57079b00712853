using FuyangPlan.Evidences;

namespace FuyangPlan.Journal;

/// <summary>Parts of sentences that many events have.</summary>
internal static class Phrase
{
    public static string Note(string? note) => note is null ? "" : $"。{note}";

    public static string Files(ImmutableArray<Evidence> evidence) => evidence.IsEmpty ? "" : $"，佐证 {evidence.Length} 份";

    public static string Joined(ImmutableArray<int> landings, ImmutableArray<int> leads) =>
        string.Join('、', new[] { Numbers("落地项目", landings), Numbers("招商线索", leads) }.OfType<string>());

    private static string? Numbers(string what, ImmutableArray<int> numbers) => numbers.IsEmpty ? null : $"{what} {string.Join('、', numbers)}";
}
