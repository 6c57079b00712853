namespace FuyangPlan.Evidences;

/// <summary>A file that proves something, as a command names it: the hash that the upload answered, and a name for people.</summary>
/// <param name="Hash">SHA-256 of the bytes, lower-case hexadecimal.</param>
/// <param name="Name">File name for people.</param>
[GenerateSerializer, Immutable, Alias("evidence-reference")]
public sealed record EvidenceReference(string Hash, string Name);

/// <summary>A piece of evidence as stored: the bytes lie under their SHA-256 and never change.</summary>
/// <param name="Size">Bytes.</param>
[GenerateSerializer, Immutable, Alias("evidence")]
public sealed record Evidence(string Hash, string Name, string MediaType, long Size)
{
    /// <summary>What a reference stands for that the plan has never received. No event holds one.</summary>
    public static Evidence Unknown(EvidenceReference reference) => new(reference.Hash, reference.Name, "", 0);

    /// <summary>There is no evidence without a byte.</summary>
    public bool IsUnknown() => Size == 0;
}
