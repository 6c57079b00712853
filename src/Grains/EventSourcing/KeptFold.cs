using System.IO.Compression;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using FuyangPlan.Journal;

namespace FuyangPlan.EventSourcing;

/// <summary>A state and the entry it stands at.</summary>
internal sealed record Folded<TState>(TState State, int Version, long Position, string RecordedAt, string Hash);

/// <summary>
/// Folds one stream, from the nearest state that is kept, and keeps states as it goes on: so many that what is folded again stays in proportion to the state,
/// so few that they never take more room than the journal. The live grain, the past and the read tables all fold in this way.
/// </summary>
internal sealed class KeptFold<TState>(IJournal journal, StreamId stream) where TState : class, IFold<TState>
{
    // Of entries, in bytes: folded in a millisecond.
    private const int AtLeast = 16 * 1024;

    private const int FirstBatch = 50, Batch = 500;

    private long _passed;
    private int _size;
    private readonly Lock _gate = new();
    private bool _isKeeping;

    // Due while another was being kept: the last of them is kept next.
    private Folded<TState>? _waiting;

    /// <summary>The stream as far as it is asked for.</summary>
    /// <param name="seen">Told of each entry that was folded again.</param>
    /// <param name="gone">Whoever waits for it has gone: it ends before the next entry.</param>
    public async Task<Folded<TState>> Until(Until until, Action<Entry>? seen = null, CancellationToken gone = default)
    {
        gone.ThrowIfCancellationRequested();
        var folded = await Begin(until) ?? new(TState.Initial, 0, 0, "", "");
        await foreach (var row in Rows(folded.Version + 1))
        {
            gone.ThrowIfCancellationRequested();
            if (!until.Includes(row)) break;
            // Not amid a command: whoever begins at a kept state sees commands whole.
            if (row.Ordinal == 0) KeepIfDue(folded);
            var entry = Entry.Of(row);
            folded = new(TState.Apply(folded.State, entry), row.Version, row.Position, row.RecordedAt, row.Hash);
            seen?.Invoke(entry);
            Count(row);
        }
        return folded;
    }

    /// <summary>Goes on by the entries of a command that was recorded.</summary>
    public void GoOn(ImmutableArray<JournalRow> rows, Folded<TState> now)
    {
        foreach (var row in rows) Count(row);
        KeepIfDue(now);
    }

    private void Count(JournalRow row) => _passed += row.Payload.Length + row.Actor.Length;

    // Behind the caller's back, one at a time. A state never changes once it is made, so that another thread may write it down.
    private void KeepIfDue(Folded<TState> now)
    {
        if (_passed < Math.Max(AtLeast, 2L * _size)) return;
        _passed = 0;
        lock (_gate)
        {
            _waiting = now;
            if (_isKeeping) return;
            _isKeeping = true;
        }
        _ = Task.Run(KeepAll);
    }

    private async Task KeepAll()
    {
        while (Next() is { } due) await Keep(due);
    }

    private Folded<TState>? Next()
    {
        lock (_gate)
        {
            var next = _waiting;
            (_waiting, _isKeeping) = (null, next is not null);
            return next;
        }
    }

    private async Task<Folded<TState>?> Begin(Until until)
    {
        if (await journal.Kept.Find(Fold.Name<TState>(), stream.ToString(), until) is not { } kept) return null;
        if (await journal.ReadStream(stream.ToString(), kept.Version, 1) is not [var at] || at.Version != kept.Version || at.Hash != kept.Hash || !until.Includes(at))
            return await Instead("it is not of this journal");
        try
        {
            _size = kept.State.Length;
            return new(Fold.Read<TState>(kept.State, kept.Version), kept.Version, kept.Position, kept.RecordedAt, kept.Hash);
        }
        // Whatever was done to its bytes.
        catch (Exception unreadable)
        {
            return await Instead($"it is unreadable: {unreadable.Message}");
        }

        async Task<Folded<TState>?> Instead(string why)
        {
            await journal.Kept.Drop(Fold.Name<TState>(), stream.ToString(), kept.Version, why);
            return await Begin(until with { Position = Math.Min(until.Position, kept.Position - 1) });
        }
    }

    private async IAsyncEnumerable<JournalRow> Rows(int from)
    {
        // From a kept state it is mostly a few entries, and whoever asks about the past would read beyond what counts.
        for (var batch = FirstBatch; await journal.ReadStream(stream.ToString(), from, batch) is { Count: > 0 } rows; batch = Math.Min(2 * batch, Batch))
        {
            foreach (var row in rows) yield return row;
            if (rows.Count < batch) break;
            from += batch;
        }
    }

    private Task Keep(Folded<TState> now)
    {
        var bytes = Fold.Write(now.State, now.Version);
        _size = bytes.Length;
        return journal.Kept.Keep(Fold.Name<TState>(), stream.ToString(), new(now.Version, now.Position, now.RecordedAt, now.Hash, bytes));
    }
}

/// <summary>How states are kept: as JSON without names of CLR types, compressed, under the name of the fold that made them.</summary>
internal static class Fold
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    // Of the sources that folds are made of; the build writes it down.
    private static string Sources { get; } = typeof(Fold).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(each => each.Key == "Folds").Value![..10];

    /// <summary>A changed fold must never meet a state that it did not make.</summary>
    public static string Name<TState>() => $"{typeof(TState).Name}/{Sources}";

    public static byte[] Write<TState>(TState state, int version) where TState : class
    {
        using var bytes = new MemoryStream();
        using (var packed = new BrotliStream(bytes, CompressionLevel.Fastest)) JsonSerializer.Serialize(packed, new Written<TState>(version, state), Json);
        return bytes.ToArray();
    }

    public static TState Read<TState>(byte[] bytes, int version) where TState : class
    {
        using var packed = new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<Written<TState>>(packed, Json) is { State: { } state } written && written.Version == version
            ? state
            : throw new JsonException($"It is no state at version {version}.");
    }

    // Whatever else can be read is not taken for a state.
    private sealed record Written<TState>(int Version, TState? State) where TState : class;
}
