namespace FuyangPlan.Leads;

/// <summary>
/// Seals what only some may read before it is written anywhere: a random key for each lead, itself sealed by the installation's master key.
/// Nothing here throws for a wrong key or a changed text: what cannot be opened is null.
/// </summary>
public interface ISeals
{
    /// <summary>A new key, sealed.</summary>
    string NewKey();

    /// <summary>The text, sealed for a place that it cannot be moved from; null when the key cannot be opened.</summary>
    string? Seal(string key, string place, string text);

    /// <summary>The text; null when key or text cannot be opened.</summary>
    string? Open(string key, string place, string sealedText);

    /// <summary>A hash that nobody without the master key can compute: equal texts of one purpose have equal ones. 32 hexadecimal digits.</summary>
    string Blind(string purpose, string text);
}

/// <summary>A text as only its cipher: in the journal, in kept states, in memory. It is opened for a reader who may read it, nowhere else.</summary>
internal sealed record SealedText(string Cipher)
{
    public override string ToString() => nameof(SealedText);
}
