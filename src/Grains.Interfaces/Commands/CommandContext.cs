using System.Security.Cryptography;
using System.Text.Json;
using FuyangPlan.Evidences;

namespace FuyangPlan.Commands;

/// <summary>What travels beside every command.</summary>
/// <param name="CommandId">Chosen by the sender, unique within the account; the same id gets the same answer, once accepted, for ever.</param>
/// <param name="RequestHash">SHA-256 over the command, so that one id is never used for two wishes.</param>
/// <param name="Actor">Who asks.</param>
/// <param name="ExpectedVersion">Refuse with <c>version-moved</c> when the stream is at another version; null: any.</param>
/// <param name="Cause">Source and offset of what caused it, as <c>feed#offset</c>; empty when a person did.</param>
/// <param name="Number">Of the task, landing, lead, request … that it is about; 0: of none.</param>
[GenerateSerializer, Immutable, Alias("command-context")]
public sealed record CommandContext(string CommandId, string RequestHash, Actor Actor, int? ExpectedVersion = null, string Cause = "", int Number = 0)
{
    /// <summary>The files that the command names, as they are stored, in its order.</summary>
    [Id(0)] public ImmutableArray<Evidence> Evidence { get; init; } = [];

    public static CommandContext For(Actor actor, string key, object command, string target = "", int? expectedVersion = null, int number = 0) =>
        new($"{actor.Account}:{key}", HashOf(command, number == 0 ? target : $"{target} {number}"), actor, expectedVersion, Number: number);

    private static string HashOf(object command, string target)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(System.Text.Encoding.UTF8.GetBytes($"{target} {command.GetType().Name} "));
        sha.AppendData(JsonSerializer.SerializeToUtf8Bytes(command, command.GetType()));
        return Convert.ToHexStringLower(sha.GetHashAndReset().AsSpan(0, 16));
    }
}

/// <summary>The answer to a command. Accepted means durable: the events are committed when this returns, and survive the loss of the process.</summary>
/// <param name="Version">The stream's version after the command (accepted) or now (refused).</param>
/// <param name="Refusal">Why not; null when accepted. A refused command stored nothing, and its id may be sent again.</param>
/// <param name="Number">Of what an accepted command made, where that is numbered.</param>
[GenerateSerializer, Immutable, Alias("command-outcome")]
public sealed record CommandOutcome(int Version, Refusal? Refusal = null, int? Number = null)
{
    public bool IsAccepted => Refusal is null;
}

/// <summary>A command that says when the thing happened; refused with <c>in-future</c> or <c>before-start</c> outside the plan's past.</summary>
public interface IHappened
{
    /// <summary>When it happened, with offset; null: now.</summary>
    DateTimeOffset? HappenedAt { get; }
}
