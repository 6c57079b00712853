using FuyangPlan.DaySeals;
using FuyangPlan.EventSourcing;
using FuyangPlan.Initiatives;
using FuyangPlan.Journal;
using Orleans.Runtime;

namespace FuyangPlan.Plans;

internal sealed class PlanGrain(GrainServices services, ISealKey sealKey) : EventSourcedGrain<PlanState>(services), IPlanGrain, IRemindable
{
    // Of the initiatives, since they were last asked. They change by an import alone, and that is a command to this grain.
    private ImmutableDictionary<string, string>? _names;

    // Nothing in them changes within a day but by a new entry.
    private Kept? _kept;

    protected override ValueTask<PlanState> Plan() => new(State);

    protected override ValueTask<PlanState> KnownPlan() => new(State);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        if (State.IsImported) Services.Plans.Publish(PlanId, State);
    }

    public async Task<CommandOutcome> Import(ImportPlan command, CommandContext context)
    {
        _names = null;
        // What is over is judged by the rules that held then, not by those that the file may bring.
        await PassTime(new());
        var outcome = await Publish(Execute(context, command, Concepts.Of<PlanState>().Decide, at: State.IsImported ? null : command.Document.Clock.At));
        if (!outcome.IsAccepted) return outcome;

        // Again on every import: a charter that a crash kept from its stream is recorded now, the others record nothing.
        foreach (var charter in command.Document.Initiatives)
        {
            var wished = new CharterInitiative(charter);
            var charted = await GrainFactory.Initiative(PlanId, InitiativeId.Parse(charter.Id))
                .Do(wished, CommandContext.For(context.Actor, $"{context.CommandId}:{charter.Id}", wished));
            if (!charted.IsAccepted) return charted;
        }
        await this.RegisterOrUpdateReminder("pass-time", TimeSpan.FromMinutes(1), TimeSpan.FromHours(1));
        return outcome;
    }

    public override async Task<CommandOutcome> Do(Command command, CommandContext context)
    {
        if (command is ImportPlan import) return await Import(import, context);
        var outcome = await Publish(base.Do(command, context));
        if (outcome.IsAccepted && command is AdvanceClock) await PassTime(new());
        return outcome;
    }

    /// <summary>Over every stream of the plan that time passes over.</summary>
    public override async Task PassTime(PassTime command) => await Task.WhenAll(
        (await Services.Journal.Heads(PlanId, long.MaxValue)).Select(head => StreamId.Parse(head.Stream))
            .Where(stream => Concepts.Of(stream) is { Ages: true })
            .Select(stream => IsReadable(Concepts.Of(stream)!.Grain(GrainFactory, stream).PassTime(command))));

    public async Task<PlanView?> Get() =>
        State.IsImported ? PlanViews.Of(State, State.Now(Services.Time), await GetInitiatives()) : null;

    public async Task<PlanFacts?> GetFacts()
    {
        if (!State.IsImported) return null;
        var position = await Services.Journal.Position(PlanId);
        _names ??= (await GetInitiatives()).ToImmutableDictionary(initiative => initiative.Id, initiative => initiative.Name);
        return PlanViews.Facts(State, State.Now(Services.Time), _names, position);
    }

    public Task<PlanClockView?> GetClock() =>
        Task.FromResult(State.IsImported ? new PlanClockView(State.Document!.Clock.Kind, State.Now(Services.Time)) : null);

    public async Task<ImmutableArray<InitiativeSummary>> GetInitiatives()
    {
        // In this order: what is kept is never older than it says.
        var (position, day) = (await Services.Journal.Position(PlanId), State.Now(Services.Time).Day());
        if (_kept is { } kept && (kept.Position, kept.Day) == (position, day)) return kept.Initiatives;
        var version = State.Version;
        ImmutableArray<InitiativeSummary> all = [.. (await Task.WhenAll(Initiatives().Select(grain => Summary(grain, version)))).OfType<InitiativeSummary>()];
        // One that cannot be read now may be readable in another silo, without a new entry.
        if (all.Length == State.Initiatives.Length) _kept = new(position, day, all);
        return all;
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => CatchUp(new());

    public async Task CatchUp(PassTime command)
    {
        if (!State.IsImported) return;
        await PassTime(command);
        await SealYesterday();
        await GrainFactory.GetGrain<IJournalCheckGrain>(PlanId).CatchUp(command);
    }

    private async Task SealYesterday()
    {
        var day = State.Now(Services.Time).Day().AddDays(-1);
        var previous = State.LastSeal;
        if (previous?.Covers(day) is true || day < State.StartsOn) return;
        var position = await Services.Journal.Position(PlanId);
        var root = DayRoot.Of(await Services.Journal.Heads(PlanId, position), previous?.Root);
        var made = sealKey.Sign(PlanId, new(day, position, root, previous?.Root));
        // Bound to the day alone: whoever seals it again, at another position or with another key, asks for the same.
        await Do(
            new SealDay(day, position, root, previous?.Root, made.Signature!, made.KeyId!),
            CommandContext.For(Actor.System, $"signed-seal:{day:yyyy-MM-dd}", new SealDay(day, 0, "", null, "", "")));
    }

    private static async Task<InitiativeSummary?> Summary(IInitiativeGrain grain, int version)
    {
        var asked = grain.GetSummary(version);
        return await IsReadable(asked) ? await asked : null;
    }

    /// <summary>An initiative that a newer build has written to keeps nobody from the others.</summary>
    private static async Task<bool> IsReadable(Task asked)
    {
        try
        {
            await asked;
            return true;
        }
        catch (Exception e) when (e is NewerEventException || e.InnerException is NewerEventException)
        {
            return false;
        }
    }

    private IEnumerable<IInitiativeGrain> Initiatives() => State.Initiatives.Select(id => GrainFactory.Initiative(PlanId, InitiativeId.Parse(id)));

    private async Task<CommandOutcome> Publish(Task<CommandOutcome> command)
    {
        var outcome = await command;
        if (State.IsImported) Services.Plans.Publish(PlanId, State);
        return outcome;
    }

    /// <summary>All initiatives as they are on a day at a position of the journal, or later.</summary>
    private sealed record Kept(long Position, DateOnly Day, ImmutableArray<InitiativeSummary> Initiatives);
}
