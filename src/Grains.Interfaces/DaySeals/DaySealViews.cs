namespace FuyangPlan.DaySeals;

/// <summary>A sealed day: one root over the heads of all of a plan's streams, as they were at a position of its journal.</summary>
/// <param name="Root">Lower-case hexadecimal SHA-256. It covers <paramref name="Previous"/>.</param>
/// <param name="Previous">The root of the seal before; null: it is the plan's first, or was made before seals remembered each other.</param>
/// <param name="Signature">ECDSA over P-256 and SHA-256, DER, base64; null: it was made before seals were signed.</param>
/// <param name="KeyId">Of the key that signed it.</param>
[GenerateSerializer, Immutable, Alias("day-seal-view")]
public sealed record DaySealView(DateOnly Day, long Position, string Root, string? Previous = null, string? Signature = null, string? KeyId = null);

/// <summary>A public key by which seals are judged.</summary>
/// <param name="KeyId">The first 16 hexadecimal digits of the SHA-256 over the key, as SubjectPublicKeyInfo.</param>
/// <param name="PublicKey">PEM.</param>
[GenerateSerializer, Immutable, Alias("seal-key-view")]
public sealed record SealKeyView(string KeyId, string PublicKey);

/// <summary>A page of a plan's seals, newest first, and the keys by which they are judged.</summary>
/// <param name="NextCursor">Where the next page begins; null: these are all.</param>
/// <param name="Keys">The one that signs now, and those that did before.</param>
[GenerateSerializer, Immutable, Alias("day-seals-view")]
public sealed record DaySealsView(ImmutableArray<DaySealView> Items, string? NextCursor, ImmutableArray<SealKeyView> Keys);

/// <summary>What the last check of a plan's journal found: the daily one, which reads all of it as <c>verify</c> does.</summary>
/// <param name="At">When it was begun, by the real clock; null: there was none yet, and nothing else is said.</param>
/// <param name="Position">The last entry that it read.</param>
/// <param name="Whole">Nothing was found, and every signature was judged.</param>
/// <param name="Faults">In words, what was found.</param>
/// <param name="Notes">In words, how far it is sealed, and by which keys.</param>
[GenerateSerializer, Immutable, Alias("journal-check-view")]
public sealed record JournalCheckView(DateTimeOffset? At, long Position, bool? Whole, ImmutableArray<string> Faults, ImmutableArray<string> Notes)
{
    public static JournalCheckView None { get; } = new(null, 0, null, [], []);
}
