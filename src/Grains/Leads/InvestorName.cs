using System.Text;
using FuyangPlan.Texts;

namespace FuyangPlan.Leads;

/// <summary>
/// An investor's name as it is compared: by its sound in Latin letters, so that traditional and simplified characters, widths, cases, spaces and
/// punctuation make no difference; without legal forms, with places. Names that sound alike are the same here: what is found is suspected only.
/// </summary>
internal static class InvestorName
{
    // The longest first; taken off until none is left.
    private static readonly ImmutableArray<string> Forms =
    [
        .. ((string[])["有限责任公司", "股份有限公司", "有限公司", "股份公司", "分公司", "公司", "集团", "股份"]).Select(Sound),
        "incorporated", "corporation", "companylimited", "limited", "company", "group", "coltd", "corp", "gmbh", "inc", "ltd", "llc", "plc",
    ];

    public static string Normalize(string name)
    {
        var sound = Sound(name);
        while (Forms.FirstOrDefault(form => sound.Length >= form.Length + 2 && sound.EndsWith(form, StringComparison.Ordinal)) is { } form)
            sound = sound[..^form.Length];
        return sound;
    }

    private static string Sound(string name)
    {
        var sound = Pinyin.Sound(name);
        // What has no sound at all is compared as it is written.
        return sound.Length > 0 ? sound : name.Normalize(NormalizationForm.FormKC);
    }
}
