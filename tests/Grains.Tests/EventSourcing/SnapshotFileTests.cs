using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace FuyangPlan.EventSourcing;

public class SnapshotFileTests
{
    public enum Ending
    {
        AtOnce,
        Late,
        Throwing,
        StoredAndThrowing,
        Never,
    }

    /// <summary>The model: nothing but the journal. Then whatever is read is whole, and a grain that is handed nothing replays.</summary>
    [Fact]
    public Task Snapshots_OnAStorageInTrouble_AreWholeOrNotThere() =>
        Gen.Select(
            Gen.Frequency((6, Gen.Const(Ending.AtOnce)), (3, Gen.Const(Ending.Late)), (2, Gen.Const(Ending.Throwing)), (2, Gen.Const(Ending.StoredAndThrowing)),
                (1, Gen.Const(Ending.Never))).Array[1, 20],
            Gen.Bool.Array[1, 20]).SampleAsync(async (endings, pauses) =>
        {
            var storage = new Storage(endings);
            var services = new GrainServices(null!, null!, TimeProvider.System, null!, storage, NullLogger<GrainServices>.Instance);
            var file = new SnapshotFile<Folded>(services, GrainId.Create("test", "1"));
            await file.Read();
            var written = 0;
            for (var version = 1; version <= 3000; version++)
            {
                if (version % 100 == 0 && pauses[version % pauses.Length]) await Task.Delay(1);
                if (!file.IsDue(version)) continue;
                Assert.False(storage.IsWriting);
                file.Write(new() { Version = version, Hash = $"{version}", State = new(version), Recent = [new("c", version, "")] });
                written = version;
                if (await Woken(storage, services) is not { } woken) continue;
                Assert.InRange(woken.Version, 1, written);
                Assert.Equal((woken.Version, $"{woken.Version}", woken.Version), (woken.State!.Version, woken.Hash, woken.Recent[0].Version));
            }
            Assert.NotEqual(0, written);
        }, iter: 20, threads: 1);

    // As the grain's next activation would.
    private static Task<Snapshot<Folded>?> Woken(Storage storage, GrainServices services) =>
        new SnapshotFile<Folded>(services with { Snapshots = storage.Reading }, GrainId.Create("test", "1")).Read();

    internal sealed record Folded(int Version);

    /// <summary>Orleans' contract of a storage: what is written over something else than was read is refused.</summary>
    private sealed class Storage(Ending[] endings) : IGrainStorage
    {
        private readonly Lock gate = new();
        private (int Etag, Snapshot<Folded>? Snapshot) kept;
        private int calls, writing;

        public bool IsWriting => writing > 0;

        public IGrainStorage Reading => new Storage([Ending.AtOnce]) { kept = kept };

        public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            var ending = Next();
            if (ending == Ending.Late) await Task.Yield();
            if (ending is Ending.Throwing or Ending.StoredAndThrowing) throw new IOException("The disk is gone.");
            lock (gate)
            {
                (grainState.RecordExists, grainState.ETag) = (kept.Snapshot is not null, $"{kept.Etag}");
                grainState.State = kept.Snapshot is null ? Activator.CreateInstance<T>() : (T)(object)Copy(kept.Snapshot);
            }
        }

        public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            Assert.Equal(1, Interlocked.Increment(ref writing));
            try
            {
                var ending = Next();
                if (ending == Ending.Late) await Task.Yield();
                if (ending == Ending.Never) await new TaskCompletionSource().Task;
                if (ending == Ending.Throwing) throw new IOException("The disk is gone.");
                lock (gate)
                {
                    if (grainState.ETag is not null && grainState.ETag != $"{kept.Etag}") throw new InconsistentStateException("Written meanwhile.");
                    var snapshot = Copy((Snapshot<Folded>)(object)grainState.State!);
                    Assert.InRange(snapshot.Version, kept.Snapshot?.Version ?? 0, int.MaxValue);
                    kept = (kept.Etag + 1, snapshot);
                    if (ending == Ending.StoredAndThrowing) throw new TimeoutException();
                    (grainState.RecordExists, grainState.ETag) = (true, $"{kept.Etag}");
                }
            }
            finally
            {
                Interlocked.Decrement(ref writing);
            }
        }

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new NotSupportedException();

        private Ending Next() => endings[(uint)Interlocked.Increment(ref calls) % endings.Length];

        private static Snapshot<Folded> Copy(Snapshot<Folded> one) =>
            new() { Build = one.Build, Version = one.Version, Hash = one.Hash, RecordedAt = one.RecordedAt, State = one.State, Recent = one.Recent };
    }
}
