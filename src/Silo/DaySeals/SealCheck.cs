using System.Text.Json;
using FuyangPlan.Journal;

namespace FuyangPlan.DaySeals;

/// <summary>An entry that is a seal; null: it cannot be read.</summary>
internal sealed record SealRow(long At, DaySealView? Seal)
{
    public static SealRow Of(long at, string type, string payload)
    {
        try
        {
            return new(at, SealEntry.Read(type, payload));
        }
        catch (JsonException)
        {
            return new(at, null);
        }
    }
}

/// <summary>
/// Follows the seals of one plan after another: that each goes on from the one before, is signed by a known key, and has the root that the entries
/// have. What is kept elsewhere is held against the roots that were found sound.
/// </summary>
internal sealed class SealCheck(SealKeys keys, Action<string> fault)
{
    private readonly HashSet<(DateOnly Day, string Root)> sound = [];
    private readonly List<string> notes = [], unproven = [];
    private readonly SortedDictionary<string, (int Count, DateOnly First, DateOnly Last)> signers = new(StringComparer.Ordinal);
    private Queue<DaySealView> waiting = [];
    private string plan = "";
    private long reached;

    public int Count { get; private set; }

    public ImmutableArray<string> Notes => [.. notes];

    public ImmutableArray<string> Unproven => [.. unproven];

    /// <param name="seals">In the order in which they were recorded.</param>
    public void Begin(string next, IEnumerable<SealRow> seals)
    {
        (plan, reached) = (next, 0);
        signers.Clear();
        List<DaySealView> readable = [];
        foreach (var (at, seal) in seals)
            if (seal is null) fault($"计划 {plan} 第 {at} 条：日封无法读出");
            else
            {
                if (Fault(seal, at, readable) is { } wrong) fault($"计划 {plan} {seal.Day:yyyy-MM-dd}：{wrong}");
                readable.Add(seal);
                Remember(seal);
            }
        waiting = new(readable.OrderBy(seal => seal.Position));
    }

    /// <summary>The entry at this position is read next: what was sealed before it can be judged.</summary>
    public void Pass(long position, IReadOnlyCollection<StreamHead> heads)
    {
        while (waiting.TryPeek(out var seal) && seal.Position < position) Judge(waiting.Dequeue(), heads);
    }

    /// <param name="position">Of the last entry.</param>
    public void End(long position, IReadOnlyCollection<StreamHead> heads)
    {
        Pass(position + 1, heads);
        foreach (var seal in waiting) fault($"计划 {plan} {seal.Day:yyyy-MM-dd}：日封到第 {seal.Position} 条，流水止于第 {position} 条");
        Count += waiting.Count;
        foreach (var (key, use) in signers.Where(signer => signer.Key != "" && !keys.Knows(signer.Key)))
            unproven.Add($"计划 {plan}：{Words(key, use)}，公钥不在手边，签名未能核对；请用 --key <公钥文件> 给出");
        if (signers.Count == 1 && signers.ContainsKey("") && !keys.Views.IsEmpty)
            unproven.Add($"计划 {plan}：日封都未签名，而这里已有签名的密钥；若是刚升级，请启动一次再核验，否则签名可能已被除去");
        notes.Add($"计划 {plan}：{(signers.Count == 0 ? "没有日封" : string.Join("；", signers.Select(signer => Words(signer.Key, signer.Value))))}；"
            + $"封到第 {reached} 条，其后 {position - reached} 条尚未封存");
    }

    /// <summary>Every root that was kept must be one of those that were found sound, on its day.</summary>
    public void Against(KeptRoots kept)
    {
        var missing = kept.Roots.Where(root => !sound.Contains(root)).ToArray();
        foreach (var (day, root) in missing) fault($"对照 {kept.Name}：{day:yyyy-MM-dd} 的根 {root} 不在流水中，此前的流水被改写过");
        if (missing.Length == 0)
            notes.Add($"对照 {kept.Name}：{kept.Roots.Length} 个根都在，至 {kept.Roots.Max(root => root.Day):yyyy-MM-dd} 的流水与留存时相同");
    }

    private string? Fault(DaySealView seal, long at, List<DaySealView> before) =>
        seal.Position >= at ? "日封所封的流水不在它之前"
        : seal.Signature is null || seal.KeyId is null ? before.Exists(each => each.Signature is not null) ? "日封没有签名，而此前的日封已有签名" : null
        : seal.Previous != before.LastOrDefault()?.Root ? "日封与前一次日封不相接"
        : keys.Knows(seal.KeyId) && !keys.HasSigned(plan, seal) ? $"日封的签名不符（密钥 {seal.KeyId}）"
        : null;

    private void Remember(DaySealView seal)
    {
        var (count, first) = signers.TryGetValue(seal.KeyId ?? "", out var use) ? (use.Count, use.First) : (0, seal.Day);
        signers[seal.KeyId ?? ""] = (count + 1, first, seal.Day);
    }

    private void Judge(DaySealView seal, IReadOnlyCollection<StreamHead> heads)
    {
        Count++;
        reached = seal.Position;
        if (seal.Root == DayRoot.Of(heads, seal.Previous)) sound.Add((seal.Day, seal.Root));
        else fault($"计划 {plan} {seal.Day:yyyy-MM-dd}：日封的根不符");
    }

    private static string Words(string key, (int Count, DateOnly First, DateOnly Last) use) =>
        $"{(key == "" ? "未签名" : $"密钥 {key} 签名")} {use.Count} 次（{use.First:yyyy-MM-dd} 至 {use.Last:yyyy-MM-dd}）";
}
