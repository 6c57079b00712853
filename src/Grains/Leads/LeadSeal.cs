using System.Diagnostics.CodeAnalysis;

namespace FuyangPlan.Leads;

/// <summary>The seal of one lead: texts are bound to the stream and to what they say, so that none can be put in another's place.</summary>
/// <param name="Key">Null where the lead is unknown: then nothing is sealed, and the rule refuses.</param>
internal sealed record LeadSeal(ISeals Seals, string Stream, string? Key)
{
    /// <summary>Shown instead of a text that the key does not open.</summary>
    public const string Unreadable = "无法解读";

    public bool IsBroken { get; private set; }

    [return: NotNullIfNotNull(nameof(text))]
    public SealedText? Seal(string place, string? text)
    {
        if (text is null || Key is null) return text is null ? null : new("");
        var cipher = Seals.Seal(Key, $"{Stream} {place}", text);
        IsBroken |= cipher is null;
        return new(cipher ?? "");
    }

    [return: NotNullIfNotNull(nameof(text))]
    public string? Open(string place, SealedText? text) => text is null ? null : Seals.Open(Key!, $"{Stream} {place}", text.Cipher) ?? Unreadable;
}

/// <summary>Places of sealed texts. They are part of the seal: never renamed.</summary>
internal static class Places
{
    public const string Investor = "investor", ContactName = "contact-name", ContactPhone = "contact-phone", Summary = "summary", Referrer = "referrer",
        Note = "note", Reason = "reason", Activity = "activity", Proof = "proof";
}

/// <summary>The words of a new lead, sealed, and the investor's name as a hash that finds it again.</summary>
internal sealed record SealedLead(
    string Key, SealedText Investor, string InvestorHash, SealedText? ContactName, SealedText? ContactPhone, SealedText? Summary, SealedText? Referrer)
{
    public static SealedLead Of(RecordLead command, LeadSeal seal) => new(
        seal.Key!, seal.Seal(Places.Investor, command.Investor), HashOf(command.Investor, seal.Seals), seal.Seal(Places.ContactName, command.ContactName),
        seal.Seal(Places.ContactPhone, command.ContactPhone), seal.Seal(Places.Summary, command.Summary), seal.Seal(Places.Referrer, command.Referrer));

    public static string HashOf(string investor, ISeals seals) => seals.Blind("investor", InvestorName.Normalize(investor));
}
