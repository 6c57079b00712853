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

    private static readonly ImmutableArray<string> Districts =
        [.. ((string[])["浙江省", "杭州市", "富阳区", "富阳市", "富阳县", "浙江", "杭州", "富阳"]).Select(Sound)];

    // A place behind is one only where a form stood behind it.
    private static readonly ImmutableArray<string> Behind = [.. Forms, .. Districts];

    // What a place belongs to for good, and what is nobody's name when the place is gone.
    private static readonly ImmutableArray<string> Grown = [.. ((string[])["湾", "大学", "大厦", "人家"]).Select(Sound)];

    private static readonly HashSet<string> Trades =
    [
        .. ((string[])["电子", "科技", "贸易", "商贸", "实业", "建设", "建工", "投资", "银行", "医药", "能源", "环保", "物流", "旅游", "传媒", "机械", "化工", "水务", "燃气", "电力",
            "城投", "交投", "国投", "置业", "控股", "发展", "产业", "农业", "食品", "纺织", "造纸", "信息", "通信", "教育", "文化"]).Select(Sound),
    ];

    /// <summary>What is compared.</summary>
    public static string Normalize(string name)
    {
        var spelled = Spelled.Of(name);
        var (from, to) = Bounds(spelled);
        // What has no sound at all is compared as it is written.
        return spelled.Sound.Length == 0 ? name.Normalize(NormalizationForm.FormKC) : spelled.Sound[from..to];
    }

    /// <summary>The part of a name that is compared, as people read it: 浙江富春江集团有限公司 → 富春江集团.</summary>
    public static string Core(string name)
    {
        var spelled = Spelled.Of(name);
        var (from, to) = Bounds(spelled);
        if (spelled.Has(Group, to, to + Group.Length)) to += Group.Length;
        return spelled.Sound.Length == 0 ? name : spelled.Write(from, to);
    }

    private static (int From, int To) Bounds(Spelled name)
    {
        var (from, to) = (0, name.Sound.Length);
        while ((to == name.Sound.Length ? Forms : Behind).FirstOrDefault(form => name.Has(form, to - form.Length, to) && name.IsName(0, to - form.Length)) is { } form)
            to -= form.Length;
        while (Districts.FirstOrDefault(place => name.Has(place, from, from + place.Length) && StandsAlone(from + place.Length)) is { } place)
            from += place.Length;
        return (from, to);

        bool StandsAlone(int start) => name.IsName(start, to) && name.Sound[start..to] is var rest
            && !Trades.Contains(rest) && !Grown.Any(each => rest.StartsWith(each, StringComparison.Ordinal));
    }

    private static string Sound(string text) => Pinyin.Sound(text);

    /// <summary>The letters of a name that have a sound, and where in the sound of all each begins; the end is the last beginning.</summary>
    private sealed record Spelled(ImmutableArray<string> Letters, ImmutableArray<int> Starts, string Sound)
    {
        public static Spelled Of(string name)
        {
            var (letters, starts, sound) = (ImmutableArray.CreateBuilder<string>(), ImmutableArray.CreateBuilder<int>(), new StringBuilder());
            foreach (var rune in name.Normalize(NormalizationForm.FormKC).EnumerateRunes())
            {
                var letter = rune.ToString();
                if (InvestorName.Sound(letter) is not { Length: > 0 } heard) continue;
                letters.Add(letter);
                starts.Add(sound.Length);
                sound.Append(heard);
            }
            starts.Add(sound.Length);
            return new(letters.ToImmutable(), starts.ToImmutable(), sound.ToString());
        }

        /// <summary>Whether whole letters from one place in the sound to another sound like this.</summary>
        public bool Has(string sound, int from, int to) =>
            from >= 0 && to <= Sound.Length && Sound.AsSpan(from, to - from).SequenceEqual(sound) && Starts.BinarySearch(from) >= 0 && Starts.BinarySearch(to) >= 0;

        /// <summary>One letter is nobody's name.</summary>
        public bool IsName(int from, int to) => Starts.BinarySearch(to) - Starts.BinarySearch(from) >= 2;

        public string Write(int from, int to) => string.Concat(Letters[Starts.BinarySearch(from)..Starts.BinarySearch(to)]);
    }
}
