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
    public static string Initials(string text) => Spell(text, (letters, sound, isChinese) => letters.Append(isChinese ? sound.AsSpan(0, 1) : sound));

    /// <summary>黄金轴线 → huangjinzhouxian; letters and digits only.</summary>
    public static string Sound(string text) => Spell(text, (letters, sound, _) => letters.Append(sound));

    /// <summary>What people look a name up by: 黄金轴线 → huang jin zhou xian. ASCII.</summary>
    public static string Key(string text) => Spell(text, (letters, sound, _) => letters.Append(letters.Length == 0 ? "" : " ").Append(sound));

    private static string Spell(string text, Action<StringBuilder, string, bool> append)
    {
        var letters = new StringBuilder(text.Length * 2);
        foreach (var rune in Text.Plain(text).EnumerateRunes())
            if (Known.GetOrAdd(rune, Letters) is { Length: > 0 } sound) append(letters, sound, IsChinese(rune));
        return letters.ToString();
    }

    private static string Letters(Rune rune)
    {
        var letters = new StringBuilder();
        foreach (var letter in rune.Transliterate())
            if (char.IsAsciiLetterOrDigit((char)letter)) letters.Append(char.ToLowerInvariant((char)letter));
        return letters.ToString();
    }

    private static bool IsChinese(Rune rune) => rune.Value is >= 0x3400 and <= 0x9FFF or >= 0xF900 and <= 0xFAFF or >= 0x20000 and <= 0x3FFFF;
}
