using FuyangPlan.Checklists;
using FuyangPlan.EventSourcing;
using FuyangPlan.Initiatives;
using FuyangPlan.Journal;
using FuyangPlan.Samples;

namespace FuyangPlan.Benchmarks;

/// <summary>
/// An initiative that reports small steps, sealed and folded by the grains' own code, many in one append, states kept on the way as its grain keeps them. The
/// grain must not be active, or be sent away afterwards.
/// </summary>
internal sealed class GrowingStream
{
    private readonly StreamId stream;
    private readonly KeptFold<InitiativeState> fold;
    private readonly Dictionary<int, decimal> steps;
    private readonly int[] tasks;
    private InitiativeState state;
    private Entry last;
    private string hash;

    private GrowingStream(IJournal journal, string name, IReadOnlyList<JournalRow> rows)
    {
        (stream, Journal) = (StreamId.Parse(name), journal);
        fold = new(journal, stream);
        state = rows.Aggregate(InitiativeState.Initial, (folded, row) => InitiativeState.Apply(folded, Entry.Of(row)));
        (last, hash) = (Entry.Of(rows[^1]), rows[^1].Hash);
        steps = state.Checklist.Leaves.Where(task => task.Stage == TaskStage.InProgress).ToDictionary(task => task.Number, task => task.Reported);
        tasks = [.. steps.Keys];
    }

    public int Version => last.Version;

    /// <summary>As far as any of its tasks has come.</summary>
    public decimal Reported => steps.Values.Max();

    private IJournal Journal { get; }

    public static async Task<GrowingStream> Of(IJournal journal, string stream) => new(journal, stream, await journal.ReadStream(stream, 1, int.MaxValue));

    /// <summary>Takes up what others have recorded.</summary>
    public async Task Follow()
    {
        foreach (var row in await Journal.ReadStream(stream.ToString(), Version + 1, int.MaxValue))
        {
            (last, hash) = (Entry.Of(row), row.Hash);
            state = InitiativeState.Apply(state, last);
        }
    }

    /// <summary>So many more entries, in one append.</summary>
    /// <param name="recordedAt">Of each of them; null: all as the last before.</param>
    public async Task Grow(int count, Func<int, DateTimeOffset>? recordedAt = null)
    {
        var rows = ImmutableArray.CreateBuilder<JournalRow>(count);
        for (var i = 0; i < count; i++)
        {
            var (version, at) = (last.Version + 1, recordedAt?.Invoke(i) ?? last.RecordedAt);
            var task = tasks[version % tasks.Length];
            last = last with
            {
                Event = new ProgressReported(task, steps[task] += 0.01m, null, [], null),
                Version = version,
                RecordedAt = at,
                HappenedAt = at,
                Actor = SamplePlan.Liaison,
                CommandId = $"{SamplePlan.Liaison.Account}:grow-{version}",
            };
            state = InitiativeState.Apply(state, last);
            rows.Add(last.ToRow(stream, 0, hash));
            hash = rows[^1].Hash;
        }
        var (folded, all) = (state, rows.MoveToImmutable());
        var position = await Journal.Append(all);
        fold.GoOn(all, new(folded, all[^1].Version, position, all[^1].RecordedAt, all[^1].Hash));
    }
}
