using System.Buffers;
using System.Text;

namespace FuyangPlan.Texts;

/// <summary>
/// What of a text a person can see. Letters that show nothing, alone or between others, are dropped; line ends are line feeds, other white space that is
/// not a blank is one. What turns the direction of reading stays, to be refused: it shows nothing, and changes what is read.
/// </summary>
internal static class Visible
{
    private const int Blank = ' ', LineFeed = '\n';

    // Default-ignorable code points (Unicode 16, DerivedCoreProperties), without variation selectors and bidirectional marks; what annotates or stands for an object.
    private static readonly (int First, int Last)[] Nothing =
    [
        (0xAD, 0xAD), (0x34F, 0x34F), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180E, 0x180E), (0x200B, 0x200D), (0x2060, 0x2065), (0x206A, 0x206F), (0x3164, 0x3164),
        (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFFC), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE00FF), (0xE01F0, 0xE0FFF),
    ];

    private static readonly (int First, int Last)[] Selectors = [(0x180B, 0x180D), (0x180F, 0x180F), (0xFE00, 0xFE0F), (0xE0100, 0xE01EF)];

    /// <summary>All that separates words.</summary>
    public static SearchValues<char> Spaces { get; } =
        SearchValues.Create([.. Enumerable.Range(0, char.MaxValue + 1).Select(code => (char)code).Where(char.IsWhiteSpace)]);

    /// <summary>Nearly every text: nothing in it that could have to be changed.</summary>
    public static bool IsPlain(string text) =>
        text.All(letter => letter is >= ' ' and <= '~' or '\n' or >= '一' and <= '鿿' or >= '、' and <= '】' or >= '！' and <= '～');

    public static bool IsNothing(Rune rune) => IsIn(Nothing, rune.Value);

    public static string Of(string text)
    {
        var seen = new StringBuilder(text.Length);
        var isBare = true;
        for (var i = 0; i < text.Length; i++)
        {
            if (!Rune.TryGetRuneAt(text, i, out var rune))
            {
                // Half a letter: a letter that no text is clean with, and that can be normalised.
                seen.Append('\uE000');
                continue;
            }
            if (rune.Utf16SequenceLength == 2) i++;
            if (IsNothing(rune) || IsIn(Selectors, rune.Value) && isBare) continue;
            if (rune.Value == '\r' && i + 1 < text.Length && text[i + 1] == LineFeed) continue;
            var letter = Shown(rune.Value);
            isBare = letter is Blank or LineFeed || IsIn(Selectors, letter);
            seen.Append(new Rune(letter).ToString());
        }
        return seen.ToString();
    }

    private static int Shown(int letter) => letter switch
    {
        '\r' or '\v' or '\f' or 0x85 or 0x2028 or 0x2029 => LineFeed,
        // A tab, and the empty braille cell.
        '\t' or 0x2800 => Blank,
        _ => letter,
    };

    private static bool IsIn((int First, int Last)[] ranges, int letter)
    {
        foreach (var (first, last) in ranges)
            if (letter >= first && letter <= last) return true;
        return false;
    }
}
