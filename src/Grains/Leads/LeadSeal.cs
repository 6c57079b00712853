using System.Diagnostics.CodeAnalysis;
using FuyangPlan.Evidences;

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

/// <summary>
/// The words of a command about a lead, sealed before the decision, so that neither the rules nor anything behind them sees them; and what was asked of
/// other chains about its investor.
/// </summary>
/// <param name="Proofs">The command's, in its order, with what their files stand for.</param>
internal sealed record SealedWords(
    string Key, string? InvestorHash, ImmutableDictionary<string, SealedText> ByPlace, ImmutableArray<LeadProof> Proofs, bool IsBroken)
{
    /// <summary>Ids of other chains that have a lead that may be of the same investor.</summary>
    public ImmutableArray<string> Suspects { get; init; } = [];

    public SealedText? this[string place] => ByPlace.GetValueOrDefault(place);

    public static SealedWords Of(LeadCommand command, LeadSeal seal, ImmutableArray<Evidence> files)
    {
        (string Place, string? Text)[] words = command switch
        {
            RecordLead c =>
            [
                (Places.Investor, c.Investor), (Places.ContactName, c.ContactName), (Places.ContactPhone, c.ContactPhone), (Places.Summary, c.Summary),
                (Places.Referrer, c.Referrer),
            ],
            AdvanceLead c => [(Places.Note, c.Note), (Places.Reason, c.Reason)],
            ReviseLead c => [(Places.ContactName, c.ContactName), (Places.ContactPhone, c.ContactPhone)],
            RecordActivity c => [(Places.Activity, c.Summary)],
            RegressLead c => [(Places.Reason, c.Reason)],
            EndLead c => [(Places.Reason, c.Reason)],
            ParkLead c => [(Places.Reason, c.Reason)],
            MergeLeads c => [(Places.Reason, c.Reason)],
            SetConfidential c => [(Places.Reason, c.Reason)],
            _ => [],
        };
        var byPlace = words.Where(word => word.Text is not null).ToImmutableDictionary(word => word.Place, word => seal.Seal(word.Place, word.Text)!);
        ImmutableArray<LeadProof> proofs = command is AdvanceLead advance
            ? [.. advance.Proofs.Zip(files, (proof, file) => new LeadProof(proof.Kind, file.Hash, seal.Seal(Places.Proof, proof.Name), file.MediaType, file.Size))]
            : [];
        return new(seal.Key ?? "", command is RecordLead record ? HashOf(record.Investor, seal.Seals) : null, byPlace, proofs, seal.IsBroken);
    }

    public static string HashOf(string investor, ISeals seals) => seals.Blind("investor", InvestorName.Normalize(investor));
}
