using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace FuyangPlan.Plans;

/// <summary>A plan file as read: the document, or everything that is wrong with the file. It is never both.</summary>
/// <param name="Document">A document without faults; null when there are any.</param>
/// <param name="Faults">Where the file is wrong (JSON pointers) and how, in Chinese.</param>
public sealed record PlanFile(PlanDocument? Document, ImmutableArray<Fault> Faults)
{
    public const int MaxBytes = 4 << 20;

    [MemberNotNullWhen(true, nameof(Document))]
    public bool IsValid => Document is not null;

    /// <summary>Read a file of the file system; one that is missing or cannot be opened is a fault, too.</summary>
    public static PlanFile Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return Read(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Faulty("", $"打不开行动文件 {path}：{(File.Exists(path) ? e.Message : "没有这个文件")}。");
        }
    }

    public static PlanFile Read(Stream stream)
    {
        var buffer = new byte[MaxBytes + 1];
        return Read(buffer.AsMemory(0, stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)));
    }

    public static PlanFile Read(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Length > MaxBytes) return Faulty("", $"行动文件超过 {MaxBytes >> 20} MB。");
        utf8 = WrittenAsFile.WithoutMark(utf8);
        if (BodyFaults.In(utf8, typeof(PlanDocument), InputJson.Options) is { } refusal)
            return refusal.Faults.IsEmpty ? Faulty("", refusal.Detail) : new(null, refusal.Faults);
        var document = JsonSerializer.Deserialize<PlanDocument>(utf8.Span, InputJson.Options)!;
        var faults = PlanDocumentRules.Check(document);
        return faults.IsEmpty ? new(document, []) : new(null, faults);
    }

    private static PlanFile Faulty(string at, string message) => new(null, [new(at, message)]);
}
