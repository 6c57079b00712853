using System.Text;
using FuyangPlan.Texts;

namespace FuyangPlan.Leads;

/// <summary>
/// An investor's name as it is compared: its core by its sound in Latin letters. A place of this district in front, branch and legal form behind make
/// no difference, nor do traditional and variant characters, widths, cases, brackets and spaces. What is found so is suspected only.
/// </summary>
internal static class InvestorName
{
    // The longest first; taken off until none is left.
    private static readonly ImmutableArray<string> Forms =
    [
        .. ((string[])[
            "集团有限责任公司", "股份有限公司", "有限责任公司", "集团有限公司", "集团总公司", "有限公司", "股份公司", "分公司", "子公司", "总公司", "公司", "集团", "股份",
            "分厂", "分行", "支行", "办事处", "营业部", "分所", "总部",
        ]).Select(Sound),
        "incorporated", "corporation", "companylimited", "limited", "company", "group", "coltd", "corp", "gmbh", "inc", "ltd", "llc", "plc",
    ];

    private static readonly string Group = Sound("集团");

    private static readonly ImmutableArray<string> Places =
        [.. ((string[])["浙江省", "杭州市", "富阳区", "富阳市", "富阳县", "浙江", "杭州", "富阳"]).Select(Sound)];

    // What a place belongs to for good, and what is nobody's name when the place is gone.
    private static readonly ImmutableArray<string> Grown = [.. ((string[])["湾", "大学", "大厦", "人家"]).Select(Sound)];

    private static readonly HashSet<string> Trades =
    [
        .. ((string[])["电子", "科技", "贸易", "商贸", "实业", "建设", "建工", "投资", "银行", "医药", "能源", "环保", "物流", "旅游", "传媒", "机械", "化工", "水务", "燃气", "电力",
            "城投", "交投", "国投", "置业", "控股", "发展", "产业", "农业", "食品", "纺织", "造纸", "信息", "通信", "教育", "文化"]).Select(Sound),
    ];

    /// <summary>What is compared.</summary>
    public static string Normalize(string name) => Normalize(name, places: true);

    /// <summary>As leads were compared that were recorded by a version which told places apart.</summary>
    public static string NormalizeWithPlaces(string name) => Normalize(name, places: false);

    /// <summary>The part of a name that is compared, as people read it: 浙江富春江集团有限公司 → 富春江集团.</summary>
    public static string Core(string name)
    {
        var letters = Letters(name);
        var (from, to) = Bounds(letters, places: true);
        var after = to;
        while (after < letters.Count && Joined(letters, to, after) != Group && after - to < Group.Length) after++;
        if (Joined(letters, to, after) == Group) to = after;
        return letters.Count == 0 ? name : string.Concat(letters[from..to].Select(letter => letter.Written));
    }

    private static string Normalize(string name, bool places)
    {
        var letters = Letters(name);
        var (from, to) = Bounds(letters, places);
        // What has no sound at all is compared as it is written.
        return letters.Count == 0 ? name.Normalize(NormalizationForm.FormKC) : Joined(letters, from, to);
    }

    private static (int From, int To) Bounds(List<(string Written, string Sound)> letters, bool places)
    {
        var (from, to, behind) = (0, letters.Count, true);
        while (behind)
        {
            behind = false;
            foreach (var form in places ? Forms.Concat(Places) : Forms)
            {
                var start = to;
                while (start > from && Joined(letters, start, to).Length < form.Length) start--;
                // A place behind is one only where a form stood behind it.
                if (Joined(letters, start, to) != form || !IsName(letters, from, start) || (to == letters.Count && Places.Contains(form))) continue;
                (to, behind) = (start, true);
                break;
            }
        }
        for (var front = places; front;)
        {
            front = false;
            foreach (var place in Places)
            {
                var end = from;
                while (end < to && Joined(letters, from, end).Length < place.Length) end++;
                var rest = Joined(letters, end, to);
                if (Joined(letters, from, end) != place || !IsName(letters, end, to) || Trades.Contains(rest)
                    || Grown.Any(each => rest.StartsWith(each, StringComparison.Ordinal))) continue;
                (from, front) = (end, true);
                break;
            }
        }
        return (from, to);
    }

    /// <summary>One character is nobody's name.</summary>
    private static bool IsName(List<(string Written, string Sound)> letters, int from, int to) => to - from >= 2 && Joined(letters, from, to).Length > 1;

    private static string Joined(List<(string Written, string Sound)> letters, int from, int to) =>
        string.Concat(letters.Skip(from).Take(to - from).Select(letter => letter.Sound));

    private static List<(string Written, string Sound)> Letters(string name) =>
        [.. name.Normalize(NormalizationForm.FormKC).EnumerateRunes().Select(rune => (rune.ToString(), Sound(rune.ToString()))).Where(letter => letter.Item2.Length > 0)];

    private static string Sound(string text) => Pinyin.Sound(text);
}
