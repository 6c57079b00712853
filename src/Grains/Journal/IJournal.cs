using Orleans.Storage;

namespace FuyangPlan.Journal;

/// <summary>One journal entry as stored: every value in the form that its hash covers.</summary>
/// <param name="Plan">The plan it belongs to.</param>
/// <param name="Position">Contiguous within the plan, from 1, in commit order; assigned by the append, 0 before it. Not covered by the hash.</param>
/// <param name="Stream"><c>plan/plan</c> for a plan itself, <c>plan/project-4</c> for an initiative.</param>
/// <param name="Version">Contiguous within the stream, from 1.</param>
/// <param name="Type">Stable wire name of the event.</param>
/// <param name="RecordedAt">UTC, ISO 8601, by the plan's clock; never decreases within a stream.</param>
/// <param name="HappenedAt">UTC, ISO 8601.</param>
/// <param name="Actor">JSON.</param>
/// <param name="CommandId">The command that caused it.</param>
/// <param name="Ordinal">Its place, from 0, among the entries of that command.</param>
/// <param name="RequestHash">Hash of the command's content.</param>
/// <param name="Cause">Source and offset, or the entry that caused it; empty when a person did.</param>
/// <param name="Classification">Who may read it: <c>public</c>, <c>internal</c>, <c>working</c>, <c>confidential</c>.</param>
/// <param name="Payload">The event, JSON.</param>
/// <param name="Hash">SHA-256 over the previous entry's hash and all of the above but the position.</param>
public sealed record JournalRow(
    string Plan, long Position, string Stream, int Version, string Type, string RecordedAt, string HappenedAt, string Actor,
    string CommandId, int Ordinal, string RequestHash, string Cause, string Classification, string Payload, string Hash)
{
    /// <summary>It is of the plan's own stream.</summary>
    public bool IsOfPlan() => Stream.AsSpan(Plan.Length + 1).SequenceEqual(StreamId.Own);
}

/// <summary>The head of a stream at some position.</summary>
public sealed record StreamHead(string Stream, int Version, string Hash);

/// <summary>
/// The append-only truth. Unique: (stream, version), (stream, command id, ordinal), (plan, position); positions are contiguous in commit
/// order, so a follower that sees n + 1 has missed nothing.
/// </summary>
public interface IJournal
{
    /// <summary>True when other processes append to it, too.</summary>
    bool IsShared { get; }

    /// <summary>States that streams were folded into, kept beside it.</summary>
    IKeptStates Kept { get; }

    /// <summary>
    /// Append consecutive rows of one stream, all or none. Durable when it returns, and survives the loss of process and power.
    /// Answers the position of the last row.
    /// </summary>
    /// <param name="seen">The version of the plan's own stream that was decided on.</param>
    /// <exception cref="JournalConflictException">Another append took the version; nothing was stored.</exception>
    /// <exception cref="DuplicateCommandException">The command id is already in the stream; nothing was stored.</exception>
    /// <exception cref="PlanMovedException">The plan's own stream had gone on beyond what was seen; nothing was stored.</exception>
    /// <exception cref="JournalDoubtException">It is unknown whether it was stored.</exception>
    Task<long> Append(ImmutableArray<JournalRow> rows, int seen = int.MaxValue);

    /// <summary>Rows of a stream from a version on, in order, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<JournalRow>> ReadStream(string stream, int fromVersion, int limit);

    /// <summary>Rows of a plan after a position, in order, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<JournalRow>> ReadPlan(string plan, long after, int limit);

    /// <summary>Rows before a position, newest first: of one stream, or of the whole plan when it is null.</summary>
    Task<IReadOnlyList<JournalRow>> ReadBackwards(string plan, string? stream, long before, int limit);

    /// <summary>The rows that a command left in a stream, in order.</summary>
    Task<IReadOnlyList<JournalRow>> FindCommand(string stream, string commandId);

    /// <summary>Streams of a plan, in order, in which a lead of an investor was recorded: all that were acknowledged before it is asked for.</summary>
    /// <param name="hash">Of the investor's name, as the entries have it.</param>
    Task<IReadOnlyList<string>> FindInvestor(string plan, string hash);

    /// <summary>The last position of a plan; 0 when it has none.</summary>
    Task<long> Position(string plan);

    /// <summary>The last position of every plan.</summary>
    Task<IReadOnlyDictionary<string, long>> Positions();

    /// <summary>The heads of a plan's streams, as they were at a position, ordered by stream (ordinal).</summary>
    Task<IReadOnlyList<StreamHead>> Heads(string plan, long position);

    /// <summary>Every plan in the journal.</summary>
    Task<IReadOnlyList<string>> Plans();

    /// <summary>Raised after a commit, in this process only, with the plan and its last position. Handlers must not throw or block.</summary>
    event Action<string, long> Committed;
}

/// <summary>The version was taken: this activation decided on a state that is no longer the truth. Orleans deactivates it.</summary>
public sealed class JournalConflictException(string message) : InconsistentStateException(message);

/// <summary>Whether the append was stored is unknown: this activation must not go on. The sender tries again with the same command id.</summary>
public sealed class JournalDoubtException(string message, Exception inner) : InconsistentStateException(message, inner);

/// <summary>The plan's facts are no longer those that were decided on: it must be decided again.</summary>
public sealed class PlanMovedException(string message) : Exception(message);

/// <summary>The command id is in the stream already.</summary>
public sealed class DuplicateCommandException(string message) : Exception(message);
