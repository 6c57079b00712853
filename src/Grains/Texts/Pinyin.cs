using System.Collections.Concurrent;
using System.Text;
using AnyAscii;

namespace FuyangPlan.Texts;

/// <summary>
/// How Chinese sounds in Latin letters, by one table that comes with the program: the same on every machine, where that of the system's collation is not. A
/// character with several readings gets one of them; traditional and simplified characters, widths and cases make no difference.
/// </summary>
internal static class Pinyin
{
    private static readonly ConcurrentDictionary<Rune, string> Known = new();

    /// <summary>黄金轴线 → hjzx; letters and digits as they are, everything else left out.</summary>
    public static string Initials(string text) =>
        string.Concat(Syllables(text).Select(syllable => syllable.IsChinese ? syllable.Sound[..1] : syllable.Sound));

    /// <summary>黄金轴线 → huangjinzhouxian; letters and digits only.</summary>
    public static string Sound(string text) => string.Concat(Syllables(text).Select(syllable => syllable.Sound));

    /// <summary>What people look a name up by: 黄金轴线 → huang jin zhou xian. ASCII.</summary>
    public static string Key(string text) => string.Join(' ', Syllables(text).Select(syllable => syllable.Sound));

    private static IEnumerable<(string Sound, bool IsChinese)> Syllables(string text) =>
        from rune in text.Normalize(NormalizationForm.FormKC).EnumerateRunes()
        let sound = Known.GetOrAdd(rune, Letters)
        where sound.Length > 0
        select (sound, IsChinese(rune));

    private static string Letters(Rune rune)
    {
        var letters = new StringBuilder();
        foreach (var letter in rune.Transliterate())
            if (char.IsAsciiLetterOrDigit((char)letter)) letters.Append(char.ToLowerInvariant((char)letter));
        return letters.ToString();
    }

    private static bool IsChinese(Rune rune) => rune.Value is >= 0x3400 and <= 0x9FFF or >= 0xF900 and <= 0xFAFF or >= 0x20000 and <= 0x3FFFF;
}
