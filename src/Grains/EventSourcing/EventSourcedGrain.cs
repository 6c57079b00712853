using FuyangPlan.Evidences;
using FuyangPlan.Journal;
using FuyangPlan.Plans;
using FuyangPlan.Telemetry;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace FuyangPlan.EventSourcing;

/// <summary>
/// A grain whose state is the fold of its stream. Every command takes one way: decide on the state, fold the events, append them, and only
/// then assign; memory never runs ahead of the journal. A failed append deactivates the grain: the next activation reads the truth.
/// </summary>
internal abstract class EventSourcedGrain<TState>(GrainServices services) : Grain, IStreamGrain where TState : class, IFold<TState>
{
    private const int RecentLimit = 512;

    private readonly Dictionary<string, RecentCommand> _recent = [];
    private readonly Queue<string> _recentOrder = new();
    private KeptFold<TState> _fold = null!;
    private Folded<TState> _folded = new(TState.Initial, 0, 0, "", "");
    private DateTimeOffset _recordedAt = DateTimeOffset.MinValue;

    protected TState State => _folded.State;

    protected int Version => _folded.Version;

    protected GrainServices Services => services;

    protected string PlanId => Stream.Plan;

    protected StreamId Stream => StreamId.Parse(this.GetPrimaryKeyString());

    /// <summary>With all that was acknowledged before it was asked for, in whichever silo.</summary>
    protected virtual ValueTask<PlanState> Plan() => services.Plans.Current(PlanId);

    /// <summary>As far as this silo knows it: the journal refuses what was decided on less than there is.</summary>
    protected virtual ValueTask<PlanState> KnownPlan() => services.Plans.Known(PlanId);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _fold = new(services.Journal, Stream);
        _folded = await _fold.Until(Until.Now, Remember, CancellationToken.None);
        if (Version > 0) _recordedAt = Entry.Instant(_folded.RecordedAt);
    }

    public virtual async Task<CommandOutcome> Do(Command command, CommandContext context) =>
        await Execute(context, command, Concepts.Of<TState>().Decide, await Gather(command, context));

    public virtual Task PassTime(PassTime command) => Version == 0 ? Task.CompletedTask : RecordDue();

    /// <summary>What a command's rule must know of others. Asked before the decision, which asks nobody.</summary>
    protected virtual ValueTask<object?> Gather(Command command, CommandContext context) => default;

    /// <summary>Run one command. The same command id gets the answer it got when it was first accepted, without a second effect.</summary>
    /// <param name="at">The instant to decide for, where the plan's clock cannot say it yet.</param>
    protected async Task<CommandOutcome> Execute(
        CommandContext context, Command command, Func<TState, Command, Moment, Decision> decide, object? gathered = null, DateTimeOffset? at = null)
    {
        using var scope = services.Scope(context.CommandId, this.GetPrimaryKeyString());
        var name = command.GetType().Name;
        if (_recent.TryGetValue(context.CommandId, out var known)) return known.Answer(context, Version, name);

        CommandOutcome? outcome;
        for (var plan = await KnownPlan(); (outcome = await Attempt(plan)) is null;) plan = await services.Plans.Renew(PlanId);
        return outcome;

        async Task<CommandOutcome?> Attempt(PlanState plan)
        {
            var now = at ?? plan.Now(services.Time);
            if (now < _recordedAt) now = _recordedAt;
            var moment = new Moment(context.Actor, now, (command as IHappened)?.HappenedAt ?? now, plan)
            {
                Number = context.Number,
                Evidence = context.Evidence.IsDefault ? [] : context.Evidence,
                Real = services.Time.GetUtcNow(),
                Gathered = gathered,
            };
            var (aged, due) = Age(plan, now);
            var decision = Precondition(context, moment) is { } refusal ? refusal : Proven(decide(aged, command, moment), command, moment);
            return decision.Refusal is not null || decision.Events.IsEmpty
                ? await Earlier(context, name) ?? await AnswerUnproven(decision.Refusal, plan, name)
                : await Record(context, due, decision.Events, moment, name);
        }
    }

    /// <summary>Record what time alone has brought until now.</summary>
    protected async Task RecordDue()
    {
        Stored outcome;
        do
        {
            var plan = await Plan();
            var now = plan.Now(services.Time);
            var due = Age(plan, now < _recordedAt ? _recordedAt : now).Due;
            if (due.IsEmpty || IsFenced(due)) return;
            outcome = await Commit(due, plan, nameof(PassTime));
        }
        while (outcome == Stored.PlanMoved);
    }

    /// <summary>The state as time alone will have made it by an instant.</summary>
    protected TState AgedTo(PlanState plan, DateTimeOffset now) => Age(plan, now).State;

    private (TState State, ImmutableArray<Entry> Due) Age(PlanState plan, DateTimeOffset now) => Aging.Age(State, Version, plan, now);

    private bool IsFenced(ImmutableArray<Entry> entries) => entries.Any(entry => services.Fence.IsClosedFor(entry.Event));

    /// <summary>Only who may give the command, and gives it rightly, learns which files the plan has.</summary>
    private static Decision Proven(Decision decision, Command command, Moment moment) =>
        decision.Refusal is null && !decision.Events.IsEmpty && command is IEvidenced named && EvidenceRules.Missing(named, moment.Evidence) is { } missing
            ? missing
            : decision;

    private Refusal? Precondition(CommandContext context, Moment moment) =>
        context.ExpectedVersion is { } expected && expected != Version
            ? Decision.Refuse(Problems.VersionMoved, $"内容已更新到第 {Version} 版，请重新读取后再办理。")
        : moment.HappenedAt > moment.Now
            ? Decision.Refuse(Problems.InFuture, "发生时间不能晚于现在。", [new("/happenedAt", "在将来")])
        : moment.Plan.IsImported && moment.HappenedAt < moment.Plan.StartsOn.Start()
            ? Decision.Refuse(Problems.BeforeStart, $"发生时间不能早于 {moment.Plan.StartsOn:yyyy-MM-dd}。", [new("/happenedAt", "早于行动开始")])
            : null;

    /// <summary>Null when the plan had moved on, so that it must be decided again.</summary>
    private async Task<CommandOutcome?> Record(CommandContext context, ImmutableArray<Entry> due, ImmutableArray<JournalEvent> facts, Moment moment, string name)
    {
        ImmutableArray<Entry> entries = [.. due, .. facts.Select((fact, i) => new Entry(
            Event: fact, Version: Version + due.Length + i + 1, Position: 0, RecordedAt: moment.Now, HappenedAt: moment.HappenedAt, Actor: context.Actor,
            CommandId: context.CommandId, RequestHash: context.RequestHash, Hash: "", Cause: context.Cause))];
        if (IsFenced(entries))
            return Answer(Decision.Refuse(Problems.UpgradeInProgress, "系统正在升级，这项新功能要等升级完成才能办理，请稍后用同一个 Idempotency-Key 重试。"), name);
        return await Commit(entries, moment.Plan, name) switch
        {
            Stored.Now => Answer(refusal: null, name) with { Number = facts.Select(fact => fact.Made).FirstOrDefault(made => made is not null) },
            Stored.Before => await Earlier(context, name),
            _ => null,
        };
    }

    private async Task<Stored> Commit(ImmutableArray<Entry> entries, PlanState plan, string command)
    {
        var next = entries.Aggregate(State, TState.Apply);
        var rows = Seal(entries);
        long position;
        try
        {
            using var span = Instruments.Activities.StartActivity("journal.append")?
                .SetTag("stream", this.GetPrimaryKeyString()).SetTag("command", entries[^1].CommandId).SetTag("command.name", command);
            position = await services.Journal.Append(rows, plan.Version);
        }
        catch (DuplicateCommandException)
        {
            return Stored.Before;
        }
        catch (PlanMovedException)
        {
            return Stored.PlanMoved;
        }
        catch (StorageFullException full)
        {
            Instruments.Answered("doubt", command);
            FullDisks.Say(services.Log, this.GetPrimaryKeyString(), full);
            DeactivateOnIdle();
            throw;
        }
        catch (Exception error)
        {
            Instruments.Answered(error is JournalConflictException ? "conflict" : "doubt", command);
            services.Log.LogWarning(error, "Append to {Stream} failed at version {Version}; the activation ends.", this.GetPrimaryKeyString(), Version);
            DeactivateOnIdle();
            throw;
        }

        _folded = new(next, rows[^1].Version, position, rows[^1].RecordedAt, rows[^1].Hash);
        _recordedAt = entries[^1].RecordedAt;
        foreach (var entry in entries) Remember(entry);
        _fold.GoOn(rows, _folded);
        return Stored.Now;
    }

    private ImmutableArray<JournalRow> Seal(ImmutableArray<Entry> entries)
    {
        var rows = ImmutableArray.CreateBuilder<JournalRow>(entries.Length);
        var (hash, ordinal) = (_folded.Hash, 0);
        for (var i = 0; i < entries.Length; i++)
        {
            ordinal = i > 0 && entries[i].CommandId == entries[i - 1].CommandId ? ordinal + 1 : 0;
            rows.Add(entries[i].ToRow(Stream, ordinal, hash));
            hash = rows[i].Hash;
        }
        return rows.MoveToImmutable();
    }

    private CommandOutcome Answer(Refusal? refusal, string command)
    {
        Instruments.Answered(refusal is null ? "accepted" : "refused", command, refusal?.Problem);
        return new(Version, refusal);
    }

    /// <summary>
    /// An answer that no append proves: given only when the journal holds nothing that this activation does not know. A silo that was taken for dead
    /// and is not would else refuse by what is no longer so. Null when the plan has moved on, so that it must be decided again.
    /// </summary>
    private async Task<CommandOutcome?> AnswerUnproven(Refusal? refusal, PlanState plan, string command)
    {
        if ((await Plan()).Version > plan.Version) return null;
        if (await services.Journal.ReadStream(Stream.ToString(), Version + 1, 1) is []) return Answer(refusal, command);
        DeactivateOnIdle();
        throw new JournalConflictException($"'{Stream}' has gone on beyond version {Version}.");
    }

    /// <summary>The answer that an old command got, when it is no longer among the recent ones.</summary>
    private async Task<CommandOutcome?> Earlier(CommandContext context, string command) =>
        Version > 0 && await services.Journal.FindCommand(Stream.ToString(), context.CommandId) is { Count: > 0 } rows
            ? rows.Select(row => RecentCommand.Of(Entry.Of(row))).Aggregate((before, last) => last.After(before)).Answer(context, Version, command)
            : null;

    private void Remember(Entry entry)
    {
        var command = RecentCommand.Of(entry);
        if (!_recent.TryGetValue(command.Id, out var before)) _recentOrder.Enqueue(command.Id);
        _recent[command.Id] = command.After(before);
        if (_recentOrder.Count > RecentLimit) _recent.Remove(_recentOrder.Dequeue());
    }
}

/// <summary>What became of an append that did not fail.</summary>
internal enum Stored
{
    /// <summary>It is durable.</summary>
    Now,
    /// <summary>The journal held the command already.</summary>
    Before,
    /// <summary>It was decided on facts of the plan that are no longer so; nothing was stored.</summary>
    PlanMoved,
}

/// <summary>An accepted command: the version it led to, the hash of what it asked, and the number of what it made.</summary>
internal sealed record RecentCommand(string Id, int Version, string RequestHash, int? Made = null)
{
    public static RecentCommand Of(Entry entry) => new(entry.CommandId, entry.Version, entry.RequestHash, entry.Event.Made);

    /// <summary>The last of a command's entries says which version it led to; any of them may say what it made.</summary>
    public RecentCommand After(RecentCommand? before) => this with { Made = Made ?? before?.Made };

    public CommandOutcome Answer(CommandContext context, int version, string command)
    {
        var isSame = RequestHash == context.RequestHash;
        Instruments.Answered(isSame ? "repeated" : "refused", command, isSame ? null : Problems.IdempotencyKeyReused);
        return isSame
            ? new(Version, Number: Made)
            : new(version, Decision.Refuse(Problems.IdempotencyKeyReused, "此 Idempotency-Key 已用于另一项办理，请换一个新的再提交。"));
    }
}

/// <summary>What every journal-based grain needs.</summary>
internal sealed record GrainServices(
    IJournal Journal, PlanDirectory Plans, TimeProvider Time, EventFence Fence, ILogger<GrainServices> Log)
{
    private static readonly Func<ILogger, string, string, IDisposable?> Command = LoggerMessage.DefineScope<string, string>("{CommandId} on {Stream}");

    /// <summary>What is logged until the answer is disposed of says which command it is about.</summary>
    public IDisposable? Scope(string commandId, string stream) => Command(Log, commandId, stream);
}
