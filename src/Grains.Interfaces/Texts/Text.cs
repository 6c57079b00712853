using System.Globalization;
using System.Text;

namespace FuyangPlan.Texts;

/// <summary>The one definition of clean text, used by the gateway on the way in and by the rules again.</summary>
public static class Text
{
    // More is no search any more; each word costs a look into every line.
    private const int MostWords = 16;

    /// <summary>A text of several lines as it is kept: see <see cref="Visible"/>; its lines end alike, and nothing is around it.</summary>
    public static string Normalize(string text) => Visible.IsPlain(text) ? text.Trim() : Visible.Of(text).Normalize(NormalizationForm.FormC).Trim();

    /// <summary>The same for a text of one line: white space of any kind and length between its words is one blank.</summary>
    public static string Line(string text)
    {
        text = Normalize(text);
        return text.AsSpan().IndexOfAny(Visible.Spaces) < 0 ? text : string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>As texts are searched: widths and cases make no difference.</summary>
    public static string Fold(string text) => Plain(text).ToLowerInvariant();

    /// <summary>Unicode NFKC: one form for what looks like the same letter, whatever its width.</summary>
    // Most texts are in it already, and asking the system costs more than looking.
    public static string Plain(string text) => text.All(letter => letter is < '\u0080' or >= '一' and <= '鿿') ? text : text.Normalize(NormalizationForm.FormKC);

    /// <summary>The words of a search, folded.</summary>
    public static IEnumerable<string> Words(string? search) =>
        Fold(search ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct().Take(MostWords);

    /// <summary>
    /// True when every character is one that a person can see: no controls except line feed, nothing that <see cref="Normalize"/> drops, no bidirectional
    /// marks, no lone surrogates, no private or unassigned code points, and marks only on a letter, at most two in a row.
    /// </summary>
    public static bool IsClean(string text)
    {
        const int Most = 2;
        var marks = Most;
        for (var i = 0; i < text.Length; i++)
        {
            if (!Rune.TryGetRuneAt(text, i, out var rune)) return false;
            if (rune.Utf16SequenceLength == 2) i++;
            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.Control when rune.Value != '\n':
                case UnicodeCategory.Format:
                case UnicodeCategory.Surrogate:
                case UnicodeCategory.PrivateUse:
                case UnicodeCategory.OtherNotAssigned:
                case UnicodeCategory.LineSeparator:
                case UnicodeCategory.ParagraphSeparator:
                    return false;
                case UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark:
                    if (++marks > Most) return false;
                    break;
                case UnicodeCategory.Control or UnicodeCategory.SpaceSeparator:
                    marks = Most;
                    break;
                default:
                    if (Visible.IsNothing(rune)) return false;
                    marks = 0;
                    break;
            }
        }
        return true;
    }

    /// <summary>The same for names that are the same however they are typed: width, case and white space aside.</summary>
    public static string Key(string name) => string.Concat(name.Normalize(NormalizationForm.FormKC).Where(letter => !char.IsWhiteSpace(letter))).ToUpperInvariant();

    /// <summary>
    /// What is said of what somebody sent, so that nobody gets back all that they sent: of a word too long for one its beginning, and not more than a few sentences.
    /// </summary>
    public static string Excerpt(string said)
    {
        const int Word = 100, All = 400;
        if (said.Length <= Word) return said;
        var (excerpt, run) = (new StringBuilder(), 0);
        foreach (var rune in said.EnumerateRunes())
        {
            run = Rune.IsWhiteSpace(rune) || Rune.IsPunctuation(rune) && !rune.IsAscii ? 0 : run + 1;
            if (run <= Word) excerpt.Append(rune.ToString());
            else if (run == Word + 1) excerpt.Append('…');
            if (excerpt.Length > All) return excerpt.Append('…').ToString();
        }
        return excerpt.ToString();
    }

    /// <summary>Length as a person counts it: text elements, not UTF-16 units.</summary>
    public static int Length(string text) => new StringInfo(text).LengthInTextElements;
}
