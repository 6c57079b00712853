using System.Globalization;

namespace FuyangPlan.Evidences;

/// <summary>What holds for the files that any command names.</summary>
public static class EvidenceRules
{
    private const int Most = 20;

    /// <summary>At most twenty, each once: two kinds of proof are two files.</summary>
    public static Refusal? Misnamed(IEvidenced command)
    {
        var files = command.Files;
        if (files.Length > Most) return new(Problems.EvidenceRepeated, $"一次最多引用 {Most} 份佐证。", [At(command, Most, $"最多 {Most} 份")]);
        ImmutableArray<Fault> twice =
            [.. files.Index().Where(at => files.Take(at.Index).Any(earlier => earlier.Hash == at.Item.Hash)).Select(at => At(command, at.Index, "与前面的是同一份"))];
        return twice.IsEmpty ? null : new(Problems.EvidenceRepeated, "同一份佐证只引用一次；两种证明须是两份文件。", twice);
    }

    /// <summary>Every file that a command names was received by its plan.</summary>
    /// <param name="evidence">What they stand for, in the command's order.</param>
    public static Refusal? Missing(IEvidenced command, ImmutableArray<Evidence> evidence)
    {
        ImmutableArray<Fault> missing = [.. evidence.Index().Where(at => at.Item.IsUnknown()).Select(at => At(command, at.Index, "没有上传过这份佐证。"))];
        return missing.IsEmpty ? null : new(Problems.EvidenceUnknown, "请先在本行动上传佐证，再在报送中引用它的 hash。", missing);
    }

    private static Fault At(IEvidenced command, int index, string text) => new(string.Format(CultureInfo.InvariantCulture, command.Pointer, index), text);
}
