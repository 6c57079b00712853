using System.Globalization;

namespace FuyangPlan.Histories;

/// <summary>A page of the ledger, of a plan or of one of its streams; the cursor is the position of the last line.</summary>
internal static class LedgerPage
{
    /// <summary>Null where nothing at all was recorded in the stream until then: it did not exist.</summary>
    public static async Task<IResult?> Answer(PlanReader reader, string plan, string? stream, AsOf asOf, string? cursor, string? limit)
    {
        var parameters = new Parameters();
        var size = parameters.Limit(limit, otherwise: 50);
        if (parameters.Refusal is { } refusal) return ProblemAnswers.Refused(refusal);
        var before = parameters.Position("cursor", cursor);
        if (parameters.Refusal is not null) return ProblemAnswers.Refused(Problems.BadCursor, "请用上一页给出的 nextCursor，或从第一页重新开始。");
        var lines = await reader.Ledger(plan, stream, before, size, asOf.At);
        if (lines.IsEmpty && cursor is null) return null;
        var next = lines.Length < size || lines[^1].Position == 1 ? null : lines[^1].Position.ToString(CultureInfo.InvariantCulture);
        return JsonAnswer.Of(new Page<LedgerLine>(lines, next));
    }
}
