using FuyangPlan.ChainMaps;
using FuyangPlan.Checklists;
using FuyangPlan.EventSourcing;
using FuyangPlan.Journal;
using FuyangPlan.Landings;
using FuyangPlan.Leaders;
using FuyangPlan.Leads;
using FuyangPlan.Lights;
using FuyangPlan.Plans;
using FuyangPlan.TaskBooks;
using FuyangPlan.Teams;

namespace FuyangPlan.Initiatives;

/// <summary>What all initiatives share, composed of its parts. Each part folds its own events.</summary>
internal sealed record InitiativeState(
    InitiativeCharter? Charter, LeaderState Leader, TaskBookState TaskBook, ChecklistState Checklist, ImmutableArray<ClosedMonth> Months) : IFold<InitiativeState>
{
    /// <summary>Of a chain: its team. Others have none.</summary>
    public TeamState Team { get; init; } = TeamState.Initial;

    /// <summary>Of a chain: its existing projects and enterprises. Others have none.</summary>
    public LandingsState Landings { get; init; } = LandingsState.Initial;

    /// <summary>Of a chain: its map. Others have none.</summary>
    public ChainMapState ChainMap { get; init; } = ChainMapState.Initial;

    /// <summary>Of a chain: its investment leads. Others have none.</summary>
    public LeadsState Leads { get; init; } = LeadsState.Initial;

    public static InitiativeState Initial { get; } = new(null, LeaderState.Initial, TaskBookState.Initial, ChecklistState.Initial, []);

    public static InitiativeState Apply(InitiativeState state, Entry entry) => entry.Event switch
    {
        InitiativeChartered e => state with { Charter = e.Charter, Landings = state.Landings.Name(e.Charter) },
        MonthClosed e => state with { Months = state.Months.Add(e.Month) },
        LeadEvent => state with { Leads = state.Leads.Apply(entry) },
        TaskBookAccepted or AmendmentApproved => state.Replan(state.TaskBook.Apply(entry)),
        LandingEvent or ChainMapEvent => state.Land(entry),
        _ => state with
        {
            Leader = state.Leader.Apply(entry),
            TaskBook = state.TaskBook.Apply(entry),
            Checklist = state.Checklist.Apply(entry),
            Team = state.Team.Apply(entry),
        },
    };

    /// <summary>The earliest of what its parts have to come.</summary>
    public static (JournalEvent Event, DateTimeOffset At)? NextDue(InitiativeState state, PlanState plan, DateTimeOffset until) =>
        (NextOfTaskBook(state, plan, until), state.Leads.NextDue(until)) switch
        {
            ({ } book, { } lead) => lead.At < book.At ? lead : book,
            var (book, lead) => book ?? lead,
        };

    /// <summary>Months close at 00:00 of the next one; verified tasks are struck off when their waiting days are over.</summary>
    private static (JournalEvent Event, DateTimeOffset At)? NextOfTaskBook(InitiativeState state, PlanState plan, DateTimeOffset until)
    {
        if (state.TaskBook.Baselines.IsEmpty) return null;
        var month = state.Months is [.., var last] ? last.Month.AddMonths(1) : FirstOfMonth(state.TaskBook.Baselines[0].FrozenAt.Day());
        var monthEnds = month.AddMonths(1).Start();
        var waited = state.TaskBook.IsInForce
            ? state.Checklist.Leaves.Where(task => task.Stage == TaskStage.Verified)
                .Select(task => (task.Number, At: plan.AddWorkdays(task.VerifiedAt!.Value.Day(), plan.Rules.StrikeOffWorkingDays).AddDays(1).Start()))
                .OrderBy(task => task.At).FirstOrDefault()
            : default;

        if (waited.Number != 0 && waited.At < monthEnds)
            return waited.At <= until ? (new TaskStruckOff(waited.Number, null), waited.At) : null;
        if (monthEnds > until) return null;
        var light = LightRules.OfInitiative(state, monthEnds.Day(), plan.Rules);
        return (new MonthClosed(new(month, light?.Light, light?.Planned ?? 0, light?.Reported ?? 0, light?.Verified ?? 0)), monthEnds);
    }

    private InitiativeState Land(Entry entry)
    {
        var landings = Landings.Apply(entry);
        return this with { Landings = landings, ChainMap = ChainMap.Apply(entry, landings) };
    }

    private static DateOnly FirstOfMonth(DateOnly day) => new(day.Year, day.Month, 1);

    private InitiativeState Replan(TaskBookState book) => this with { TaskBook = book, Checklist = Checklist.Replan(book.Content!) };
}
