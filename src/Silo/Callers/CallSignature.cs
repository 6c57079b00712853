using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace FuyangPlan.Callers;

/// <summary>
/// Proof that a call comes from a process that knows the secret: HMAC-SHA256 over version, expiry, issuer, target, interface, method and, of a
/// command, itself and its context, so that a signature that was listened to opens nothing else and speaks for nobody else.
/// </summary>
internal sealed class CallSignature(CallerKeys keys, TimeProvider time)
{
    /// <summary>How long a signature is believed.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    private const byte Version = 1;

    // Version, expiry, seal; the issuer is the rest.
    private const int ExpiryAt = 1, SealAt = ExpiryAt + sizeof(long), IssuerAt = SealAt + HMACSHA256.HashSizeInBytes, Longest = IssuerAt + 64;

    // Named where a signature is refused: it leads to the machine whose clock is wrong.
    private static readonly byte[] Issuer = [.. Encoding.UTF8.GetBytes($"{Environment.ProcessId}@{Environment.MachineName}").Take(Longest - IssuerAt)];

    // One call is sealed at a time on a thread, and nothing waits in between.
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _scratch;

    public byte[] Sign(GrainId target, IInvokable request)
    {
        var signature = new byte[IssuerAt + Issuer.Length];
        signature[0] = Version;
        BinaryPrimitives.WriteInt64LittleEndian(signature.AsSpan(ExpiryAt), (time.GetUtcNow() + Lifetime).ToUnixTimeMilliseconds());
        Issuer.CopyTo(signature, IssuerAt);
        HMACSHA256.HashData(keys.Secrets[0], Sealed(signature, target, request), signature.AsSpan(SealAt, HMACSHA256.HashSizeInBytes));
        return signature;
    }

    /// <summary>What is wrong with the proof of a call; null when nothing is.</summary>
    public string? Fault(CallProof? proof, GrainId target, IInvokable request)
    {
        if (proof?.IsBy(this) == true) return null;
        if (proof?.Signature is not { Length: >= IssuerAt and <= Longest } bytes || bytes[0] != Version) return "not signed";
        if (!IsSealed(bytes, Sealed(bytes, target, request))) return "signed for another call or with another secret";
        var left = DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(ExpiryAt))) - time.GetUtcNow();
        // One from far ahead comes from a clock that cannot be right, and would be believed for as long.
        return left >= TimeSpan.Zero && left <= 2 * Lifetime ? null : $"signed at another time, by {Encoding.UTF8.GetString(bytes.AsSpan(IssuerAt))}";
    }

    private bool IsSealed(byte[] signature, ReadOnlySpan<byte> what)
    {
        Span<byte> seal = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var given = signature.AsSpan(SealAt, HMACSHA256.HashSizeInBytes);
        foreach (var secret in keys.Secrets)
        {
            HMACSHA256.HashData(secret, what, seal);
            if (CryptographicOperations.FixedTimeEquals(seal, given)) return true;
        }
        return false;
    }

    private static ReadOnlySpan<byte> Sealed(byte[] signature, GrainId target, IInvokable request)
    {
        var what = _scratch ??= new(1024);
        what.ResetWrittenCount();
        what.Write(signature.AsSpan(0, SealAt));
        Add(what, signature.AsSpan(IssuerAt));
        Add(what, target.Type.AsSpan());
        // A gateway rewrites the silo in the key of a system target on the way.
        Add(what, target.IsSystemTarget() ? [] : target.Key.AsSpan());
        Add(what, request.GetInterfaceName());
        Add(what, request.GetMethodName());
        for (var i = 0; i < request.GetArgumentCount(); i++)
            switch (request.GetArgument(i))
            {
                case CommandContext context:
                    Add(what, context);
                    break;
                case Command command:
                    Add(what, command.GetType().Name);
                    Add(what, JsonSerializer.SerializeToUtf8Bytes(command, command.GetType(), StrictJson.Options));
                    break;
            }
        return what.WrittenSpan;
    }

    private static void Add(ArrayBufferWriter<byte> what, CommandContext context)
    {
        Add(what, context.CommandId);
        Add(what, context.RequestHash);
        Add(what, context.ExpectedVersion ?? -1);
        Add(what, context.Cause);
        Add(what, context.Number);
        if (!context.Evidence.IsDefault)
            foreach (var file in context.Evidence) Add(what, file.Hash);
        if (context.Actor is not { } actor) return;
        Add(what, actor.Account);
        Add(what, actor.Person);
        Add(what, actor.Name);
        Add(what, actor.Department);
        Add(what, actor.OnBehalfOf);
        if (actor.Roles.IsDefault) return;
        Add(what, actor.Roles.Length);
        foreach (var role in actor.Roles) Add(what, (int)role);
    }

    private static void Add(ArrayBufferWriter<byte> what, string? text)
    {
        if (text is null) Add(what, -1);
        else Add(what, MemoryMarshal.AsBytes(text.AsSpan()));
    }

    // With its length, or two things could be sealed as one.
    private static void Add(ArrayBufferWriter<byte> what, ReadOnlySpan<byte> bytes)
    {
        Add(what, bytes.Length);
        what.Write(bytes);
    }

    private static void Add(ArrayBufferWriter<byte> what, int number)
    {
        BinaryPrimitives.WriteInt32LittleEndian(what.GetSpan(sizeof(int)), number);
        what.Advance(sizeof(int));
    }
}
