namespace FuyangPlan.Plans;

/// <summary>A stretch of text; <paramref name="Note"/> says why it is not what the source prints, and is null where it is.</summary>
internal sealed record RestoredPart(string Text, string? Note);

/// <summary>Finds the characters of a restored text that its source does not print.</summary>
internal static class RestoredText
{
    private const string Masked = "原文为*，系还原";
    private const string Missing = "原文缺字，系还原";

    public static IReadOnlyList<RestoredPart> Parts(string printed, string shown)
    {
        if (printed == shown) return [new(shown, null)];
        var kept = Kept(printed, shown);
        var parts = new List<RestoredPart>();
        for (int i = 0, p = 0; i < shown.Length;)
        {
            var start = i;
            if (kept[i])
            {
                while (i < shown.Length && kept[i]) (i, p) = (i + 1, p + 1);
                parts.Add(new(shown[start..i], null));
                continue;
            }
            while (i < shown.Length && !kept[i]) i++;
            var masked = p < printed.Length && printed[p] == '*';
            while (p < printed.Length && (i == shown.Length || printed[p] != shown[i])) p++;
            parts.Add(new(shown[start..i], masked ? Masked : Missing));
        }
        return parts;
    }

    /// <summary>Which characters of <paramref name="shown"/> belong to the longest common subsequence with <paramref name="printed"/>.</summary>
    private static bool[] Kept(string printed, string shown)
    {
        var length = new int[printed.Length + 1, shown.Length + 1];
        for (var p = printed.Length - 1; p >= 0; p--)
            for (var s = shown.Length - 1; s >= 0; s--)
                length[p, s] = printed[p] == shown[s] ? length[p + 1, s + 1] + 1 : Math.Max(length[p + 1, s], length[p, s + 1]);
        var kept = new bool[shown.Length];
        for (int p = 0, s = 0; p < printed.Length && s < shown.Length;)
        {
            if (printed[p] == shown[s]) (kept[s], p, s) = (true, p + 1, s + 1);
            else if (length[p + 1, s] >= length[p, s + 1]) p++;
            else s++;
        }
        return kept;
    }
}
