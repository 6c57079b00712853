using System.Globalization;

namespace FuyangPlan.Commands;

/// <summary>
/// Pinyin initials by the Unicode collation of Chinese: 黄金轴线 → hjzx. A character with several readings gets its most frequent one,
/// so a search matches initials or text. Needs ICU, which the runtime needs anyway.
/// </summary>
public static class Pinyin
{
    // The first character, in collation order, of each initial letter (there is none for i, u and v).
    private const string First = "阿八嚓咑妸发旮哈丌咔垃妈拏噢妑七呥仨他屲夕丫帀";
    private const string Letters = "abcdefghjklmnopqrstwxyz";
    private static readonly CompareInfo Chinese = CultureInfo.GetCultureInfo("zh-CN").CompareInfo;
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<char, char> Known = new();

    /// <summary>Initials of the Chinese characters, letters and digits in lower case, everything else left out.</summary>
    public static string Initials(string text) =>
        string.Concat(text.Where(char.IsLetterOrDigit).Select(c => Known.GetOrAdd(c, Initial)));

    private static char Initial(char c)
    {
        if (c is < '一' or > '鿿') return char.ToLowerInvariant(c);
        for (var i = First.Length - 1; i >= 0; i--)
            if (Chinese.Compare(c.ToString(), First[i].ToString()) >= 0) return Letters[i];
        return '?';
    }
}
