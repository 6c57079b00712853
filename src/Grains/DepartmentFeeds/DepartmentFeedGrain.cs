using FuyangPlan.DepartmentFeeds.V1;
using FuyangPlan.EventSourcing;
using FuyangPlan.Initiatives;
using FuyangPlan.Journal;
using FuyangPlan.Plans;
using Orleans.Runtime;
using Orleans.Storage;

namespace FuyangPlan.DepartmentFeeds;

internal sealed class DepartmentFeedGrain(GrainServices services, [PersistentState("feed-counts", "store")] IPersistentState<FeedCounts> counts)
    : EventSourcedGrain<DepartmentFeedState>(services), IDepartmentFeedGrain
{
    private const int Remembered = 10_000;

    // A source's clock may be ahead by that much; what it knows already is then taken as of now.
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5), CountsEvery = TimeSpan.FromSeconds(5);

    private readonly Dictionary<long, string> _digests = [];
    private readonly Queue<long> _offsets = new();
    private bool _counted;

    private string Code => Stream.Name[DepartmentFeedGrains.Prefix.Length..];

    private Actor Self => new(DepartmentFeedRules.AccountOf(Code), null, State.Registration!.Name, State.Registration.Department, [Role.Liaison]);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        this.RegisterGrainTimer(SaveCounts, CountsEvery, CountsEvery);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => SaveCounts(cancellationToken);

    public override async Task<CommandOutcome> Do(Command command, CommandContext context)
    {
        if (command is not ReleaseFact release) return await base.Do(command, context);
        var entry = State.Quarantine.Find(context.Number);
        var fact = entry is null ? null : Corrected((await Recorded(entry)).Message.Fact, release);
        var plan = await Plan();
        var now = plan.Now(Services.Time);
        // The effect first, the decision after it: a crash in between leaves a message that waits, and releasing it again changes nothing twice.
        if (fact is not null && entry!.Status == QuarantineStatus.Waiting
            && DepartmentFeedRules.Decide(State, release, new Moment(context.Actor, now, now, plan) { Number = context.Number, Gathered = fact }) is { Refusal: null })
        {
            var recorded = await Record(fact, context.Actor, release.Reason, plan, FormattableString.Invariant($"{CauseOf(fact)}!{context.Number}"));
            if (!recorded.IsAccepted) return new(Version, recorded.Refusal);
        }
        var outcome = await Execute(context, command, Concepts.Of<DepartmentFeedState>().Decide, fact);
        if (outcome.IsAccepted && entry?.Status == QuarantineStatus.Waiting) Count(FactVerdict.Applied);
        return outcome;
    }

    public async Task<FactReceipt> Receive(ReceiveFact command)
    {
        if (State.Registration is null) return new(FactVerdict.UnknownFeed);
        var receipt = await Judge(command);
        if (command.Fact is { } fact && receipt.Verdict != FactVerdict.Full && receipt.Refusal?.Problem != Problems.BrokerUserMismatch)
        {
            Remember(fact.Offset, FactReading.Digest(fact));
            (counts.State.LastOffset, counts.State.LastSentAt) = (Math.Max(counts.State.LastOffset, fact.Offset), Later(counts.State.LastSentAt, fact.SentAt));
        }
        counts.State.LastSeenAt = Services.Time.GetUtcNow();
        Count(receipt.Verdict);
        FeedMeter.Received(PlanId, Code, receipt.Verdict, await Lag(command.Fact?.SentAt), State.Waiting);
        return receipt;
    }

    public async Task<DepartmentFeedView?> Get()
    {
        var plan = await Plan();
        var seen = counts.State;
        return DepartmentFeedViews.Of(State, new Seen(Stream, Version, plan, plan.Now(Services.Time))) is not { } view ? null : view with
        {
            LastOffset = seen.LastOffset == 0 ? null : seen.LastOffset,
            LastSeenAt = seen.LastSeenAt?.ToOffset(China.Offset),
            LagSeconds = (long?)(await Lag(seen.LastSentAt))?.TotalSeconds,
            Accepted = seen.Applied,
            Duplicates = seen.Duplicates,
            Superseded = seen.Superseded,
        };
    }

    public async Task<ImmutableArray<QuarantinedFact>> Quarantine(QuarantineStatus? status, int after, int limit)
    {
        var found = ImmutableArray.CreateBuilder<QuarantinedFact>();
        foreach (var entry in State.Quarantine.Values.Where(entry => entry.Number > after && (status is null || entry.Status == status)).Take(limit))
        {
            var (at, message) = await Recorded(entry);
            found.Add(new(
                Number: entry.Number, Status: entry.Status, Code: message.Code, Detail: message.Detail, Offset: entry.Offset,
                ReceivedAt: at.ToOffset(China.Offset), Size: message.Size, Body: message.Body, DecidedBy: entry.DecidedBy,
                DecidedAt: entry.DecidedAt?.ToOffset(China.Offset), Reason: entry.Reason));
        }
        return found.ToImmutable();
    }

    private async Task<FactReceipt> Judge(ReceiveFact command)
    {
        var plan = await Plan();
        if (command.Fact is { } claimed && DepartmentFeedRules.Check(State, command with { Fact = null }, plan) is null && await Known(claimed, plan) is { } known)
            return known ? new(FactVerdict.Duplicate)
                : await Quarantine(command, Decision.Refuse(Problems.OffsetReused, $"来源编号 {claimed.Offset} 已用于另一条内容。", [new("/offset", "已用过")]));
        if (DepartmentFeedRules.Check(State, command, plan) is { } unfit) return await Quarantine(command, unfit);
        var fact = command.Fact!;
        var now = plan.Now(Services.Time);
        if (fact.HappenedAt > now && fact.HappenedAt - now < Skew) fact = fact with { HappenedAt = now };
        var outcome = await Record(fact, Self, null, plan, CauseOf(fact));
        return outcome.Refusal is not { } refusal ? new(FactVerdict.Applied)
            : refusal.Problem == Problems.FactSuperseded ? new(FactVerdict.Superseded, refusal)
            : await Quarantine(command, refusal);
    }

    /// <summary>True: dealt with before. False: its offset stands for something else. Null: it is new.</summary>
    private async Task<bool?> Known(DepartmentFact fact, PlanState plan)
    {
        var digest = FactReading.Digest(fact);
        if (_digests.TryGetValue(fact.Offset, out var known)) return known == digest;
        var rows = await Task.WhenAll(plan.Initiatives.Select(id => Services.Journal.FindCommand(new StreamId(PlanId, id).ToString(), CauseOf(fact))));
        return rows.SelectMany(each => each).FirstOrDefault() is { } row ? row.RequestHash == digest
            : State.Quarantine.Values.FirstOrDefault(entry => entry.Offset == fact.Offset) is { } first ? first.Digest == digest
            : null;
    }

    /// <summary>In the initiative's own stream, under the source and offset: however often it is done, it is done once.</summary>
    private Task<CommandOutcome> Record(DepartmentFact fact, Actor actor, string? reason, PlanState plan, string commandId) =>
        plan.Initiatives.Contains(fact.Initiative)
            ? GrainFactory.Initiative(PlanId, InitiativeId.Parse(fact.Initiative)).Do(
                Recording(fact, State.Registration!.Department, reason), new(commandId, FactReading.Digest(fact), actor, Cause: CauseOf(fact)))
            : Task.FromResult(new CommandOutcome(0, Decision.Refuse(Problems.InitiativeNotFound, "没有这个事项。", [new("/initiative", "没有这个事项")])));

    private static Command Recording(DepartmentFact fact, string department, string? reason) => DepartmentFeedRules.KindOf(fact) == FactKind.Indicator
        ? new RecordIndicatorFact(fact, department, reason)
        : new RecordFact(fact, department, reason);

    private async Task<FactReceipt> Quarantine(ReceiveFact command, Refusal why)
    {
        if (State.Waiting >= DepartmentFeedRules.MostWaiting) return new(FactVerdict.Full, why);
        var (fact, message) = (command.Fact, command.Message);
        // Who may not speak for the feed takes no offset from it.
        var foreign = why.Problem == Problems.BrokerUserMismatch;
        var digest = fact is null || foreign ? message.Hash[..32] : FactReading.Digest(fact);
        var before = Version;
        await Execute(new($"message#{digest}", digest, Self), new QuarantineFact(), (state, _, _) => Decision.Record(new FactQuarantined(
            state.Quarantine.Count + 1, why.Problem.Code, why.Detail, foreign ? null : fact?.Offset, digest, fact, message.Size, message.Body, message.BrokerUser)));
        return Version == before ? new(FactVerdict.Duplicate, why) : new(FactVerdict.Quarantined, why);
    }

    // What a source says of a rehearsal, it says by the rehearsal's clock.
    private async ValueTask<TimeSpan?> Lag(DateTimeOffset? sentAt) =>
        sentAt is not { } sent ? null
        : (await Plan()).Now(Services.Time) is var now && now > sent ? now - sent
        : TimeSpan.Zero;

    private string CauseOf(DepartmentFact fact) => FormattableString.Invariant($"{Code}#{fact.Offset}");

    private static DepartmentFact? Corrected(DepartmentFact? fact, ReleaseFact command) => fact is null ? null : fact with
    {
        Initiative = command.Initiative ?? fact.Initiative,
        Task = command.Task ?? fact.Task,
        Percent = command.Percent ?? fact.Percent,
        DoneOn = command.DoneOn ?? fact.DoneOn,
        DocumentNumber = command.DocumentNumber ?? fact.DocumentNumber,
        Indicator = command.Indicator ?? fact.Indicator,
        Period = command.Period ?? fact.Period,
        Value = command.Value ?? fact.Value,
    };

    private async Task<(DateTimeOffset At, FactQuarantined Message)> Recorded(QuarantineEntry entry)
    {
        var recorded = Entry.Of((await Services.Journal.ReadStream(Stream.ToString(), entry.Version, 1))[0]);
        return (recorded.RecordedAt, (FactQuarantined)recorded.Event);
    }

    private void Remember(long offset, string digest)
    {
        if (!_digests.TryAdd(offset, digest)) return;
        _offsets.Enqueue(offset);
        if (_offsets.Count > Remembered) _digests.Remove(_offsets.Dequeue());
    }

    private void Count(FactVerdict verdict)
    {
        _counted = true;
        counts.State.Count(verdict);
    }

    private async Task SaveCounts(CancellationToken cancellationToken)
    {
        if (!_counted) return;
        _counted = false;
        try
        {
            await counts.WriteStateAsync(cancellationToken);
        }
        catch (InconsistentStateException)
        {
            // Another activation counts: this one is over.
            DeactivateOnIdle();
        }
    }

    private static DateTimeOffset Later(DateTimeOffset? one, DateTimeOffset other) => one > other ? one.Value : other;
}
