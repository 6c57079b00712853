using FuyangPlan.Journal;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Orleans.Storage;

namespace FuyangPlan.EventSourcing;

/// <summary>
/// A grain's snapshot in Orleans grain storage: a cache. Missing, unreadable, stale or written by another build, it costs a replay and nothing
/// else. It is written behind the command that made it due, outside the grain's turn, one at a time.
/// </summary>
internal sealed class SnapshotFile<TState>(GrainServices services, GrainId grain) where TState : class
{
    // A long stream writes them at longer intervals: what is replayed stays within a twentieth of it, and within a thousand entries.
    private const int AtLeast = 100, AtMost = 1000, Part = 20;

    // A changed fold must never meet a state that it did not make.
    private static readonly string Build = typeof(TState).Module.ModuleVersionId.ToString("N");

    private readonly GrainState<Snapshot<TState>> _file = new() { State = new() };
    private int _written;
    private Task _writing = Task.CompletedTask;

    public bool IsDue(int version) => version - _written >= Math.Clamp(version / Part, AtLeast, AtMost) && _writing.IsCompleted;

    public async Task<Snapshot<TState>?> Read()
    {
        try
        {
            await services.Snapshots.ReadStateAsync(Name, grain, _file);
        }
        catch (Exception error)
        {
            services.Log.LogWarning(error, "The snapshot of {Grain} cannot be read; its journal is replayed.", grain);
            return null;
        }
        if (!_file.RecordExists) return null;
        if (_file.State is not { State: not null } snapshot)
        {
            services.Log.LogWarning("The snapshot of {Grain} is unreadable; its journal is replayed.", grain);
            return null;
        }
        if (snapshot.Build != Build) return null;
        _written = snapshot.Version;
        return snapshot;
    }

    public void Write(Snapshot<TState> snapshot)
    {
        _written = snapshot.Version;
        snapshot.Build = Build;
        _file.State = snapshot;
        // The state never changes once it is made, so that another thread may write it down.
        _writing = Task.Run(Store);
    }

    private async Task Store()
    {
        try
        {
            await services.Snapshots.WriteStateAsync(Name, grain, _file);
        }
        catch (Exception error)
        {
            services.Log.LogWarning(error, "The snapshot of {Grain} was not written.", grain);
            await Read();
        }
    }

    private static string Name => $"snapshot-{typeof(TState).Name}";
}

/// <summary>Stored, but made from the journal: unreadable, it is as good as not there.</summary>
public interface ICache;

/// <summary>A state and the entry it stands at.</summary>
internal sealed class Snapshot<TState> : ICache where TState : class
{
    public string Build { get; set; } = "";
    public int Version { get; set; }
    public string Hash { get; set; } = "";
    public DateTimeOffset RecordedAt { get; set; }
    public TState? State { get; set; }
    public ImmutableArray<RecentCommand> Recent { get; set; } = [];
}
