using FuyangPlan.Enterprises;
using FuyangPlan.EventSourcing;
using FuyangPlan.Initiatives;
using FuyangPlan.Journal;
using FuyangPlan.ResourcePools;
using Orleans.Runtime;

namespace FuyangPlan.Plans;

internal sealed class PlanGrain(GrainServices services) : EventSourcedGrain<PlanState>(services), IPlanGrain, IRemindable
{
    protected override ValueTask<PlanState> Plan(bool isCurrent) => new(State);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        if (State.IsImported) Services.Plans.Publish(PlanId, State);
    }

    public async Task<CommandOutcome> Import(ImportPlan command, CommandContext context)
    {
        // What is over is judged by the rules that held then, not by those that the file may bring.
        await PassTime(new());
        var outcome = await Publish(Execute(
            context, command, (plan, moment) => PlanRules.Decide(plan, command, moment, Services.Time.GetUtcNow()),
            State.IsImported ? null : command.Document.Clock.At));
        if (!outcome.IsAccepted) return outcome;

        // Again on every import: a charter that a crash kept from its stream is recorded now, the others record nothing.
        foreach (var charter in command.Document.Initiatives)
        {
            var grain = GrainFactory.Initiative(PlanId, InitiativeId.Parse(charter.Id));
            var charted = await grain.Charter(charter, CommandContext.For(context.Actor, $"{context.CommandId}:{charter.Id}", charter));
            if (!charted.IsAccepted) return charted;
        }
        await this.RegisterOrUpdateReminder("pass-time", TimeSpan.FromMinutes(1), TimeSpan.FromHours(1));
        return outcome;
    }

    public Task<CommandOutcome> PostponeEvent(PostponeEvent command, CommandContext context) =>
        Publish(Execute(context, command, (plan, moment) => PlanRules.Decide(plan, command, moment)));

    public Task<CommandOutcome> RescheduleEvent(RescheduleEvent command, CommandContext context) =>
        Publish(Execute(context, command, (plan, moment) => PlanRules.Decide(plan, command, moment)));

    public async Task<CommandOutcome> AdvanceClock(AdvanceClock command, CommandContext context)
    {
        var outcome = await Publish(Execute(context, command, (plan, moment) => PlanRules.Decide(plan, command, moment, Services.Time.GetUtcNow())));
        if (outcome.IsAccepted) await PassTime(new());
        return outcome;
    }

    public Task<CommandOutcome> RegisterDepartment(RegisterDepartment command, CommandContext context) =>
        Publish(Execute(context, command, (plan, moment) => PlanRules.Decide(plan, command, moment)));

    public Task<CommandOutcome> RegisterPerson(RegisterPerson command, CommandContext context) =>
        Publish(Execute(context, command, (plan, moment) => PlanRules.Decide(plan, command, moment)));

    public Task PassTime(PassTime command) => Task.WhenAll(
        [
            .. Initiatives().Select(grain => IsReadable(grain.PassTime(command))),
            IsReadable(GrainFactory.GetGrain<IResourcePoolListGrain>(PlanId).PassTime(command)),
            IsReadable(GrainFactory.GetGrain<IEnterpriseListGrain>(PlanId).PassTime(command)),
        ]);

    public async Task<PlanView?> Get() =>
        State.IsImported ? PlanViews.Of(State, State.Now(Services.Time), await GetInitiatives()) : null;

    public Task<PlanClockView?> GetClock() =>
        Task.FromResult(State.IsImported ? new PlanClockView(State.Document!.Clock.Kind, State.Now(Services.Time)) : null);

    public async Task<ImmutableArray<InitiativeSummary>> GetInitiatives() =>
        [.. (await Task.WhenAll(Initiatives().Select(Summary))).OfType<InitiativeSummary>()];

    public Task ReceiveReminder(string reminderName, TickStatus status) => CatchUp(new());

    public async Task CatchUp(PassTime command)
    {
        if (!State.IsImported) return;
        await PassTime(command);
        await SealYesterday();
    }

    private async Task SealYesterday()
    {
        var seal = new SealDay(State.Now(Services.Time).Day().AddDays(-1));
        if (State.SealedDay >= seal.Day || seal.Day < State.StartsOn) return;
        var position = await Services.Journal.Position(PlanId);
        var root = DayRoot.Of(await Services.Journal.Heads(PlanId, position));
        await Publish(Execute(
            CommandContext.For(Actor.System, $"seal:{seal.Day:yyyy-MM-dd}", seal), seal, (plan, _) => PlanRules.Decide(plan, seal, position, root)));
    }

    private static async Task<InitiativeSummary?> Summary(IInitiativeGrain grain)
    {
        var asked = grain.GetSummary();
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
}
