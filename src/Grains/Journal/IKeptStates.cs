namespace FuyangPlan.Journal;

/// <summary>A state that a stream's fold had come to, beside the entry it stands at.</summary>
/// <param name="RecordedAt">As in the entry: UTC, ISO 8601.</param>
/// <param name="Hash">The entry's: where the journal holds another at this version, the state is of another journal.</param>
/// <param name="State">Whatever the fold reads back.</param>
public sealed record KeptState(int Version, long Position, string RecordedAt, string Hash, byte[] State);

/// <summary>
/// States kept on the way, so that no stream is folded from its beginning. A cache: a state that is missing, unreadable or not of this journal costs time and
/// nothing else, and whatever goes wrong with it is said in the log. No method throws.
/// </summary>
public interface IKeptStates
{
    /// <summary>The latest of a stream within a bound; null when none is kept.</summary>
    /// <param name="fold">Names the fold that made it; another fold must never meet it.</param>
    Task<KeptState?> Find(string fold, string stream, Until until);

    /// <summary>Keeps a state, where none is kept at its version.</summary>
    Task Keep(string fold, string stream, KeptState state);

    /// <summary>Removes a state that could not be used.</summary>
    Task Drop(string fold, string stream, int version, string why);

    /// <summary>Removes the states of all folds but these.</summary>
    Task Forget(IReadOnlyCollection<string> except);
}
