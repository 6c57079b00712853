using System.Text.Json.Serialization;
using FuyangPlan.EventSourcing;
using FuyangPlan.Journal;

namespace FuyangPlan.Plans;

/// <summary>A plan's facts, clock, event and registers.</summary>
internal sealed record PlanState(
    PlanDocument? Document, ImmutableArray<string> Initiatives, DateTimeOffset ClockAt, DateTimeOffset ClockAnchor,
    ImmutableArray<EventBaseline> Baselines, ImmutableSortedDictionary<string, Department> Departments,
    ImmutableSortedDictionary<string, Person> Persons, LastSeal? LastSeal, int Version) : IFold<PlanState>
{
    public static PlanState Initial { get; } = new(
        null, [], default, default, [], ImmutableSortedDictionary<string, Department>.Empty, ImmutableSortedDictionary<string, Person>.Empty, null, 0);

    // Ordinal also when it was kept as JSON, which knows no comparer.
    public ImmutableSortedDictionary<string, Department> Departments { get; init; } = Departments.WithComparers(StringComparer.Ordinal);
    public ImmutableSortedDictionary<string, Person> Persons { get; init; } = Persons.WithComparers(StringComparer.Ordinal);

    [JsonIgnore] public bool IsImported => Document is not null;
    [JsonIgnore] public DateOnly StartsOn => Document!.StartsOn;
    [JsonIgnore] public RuleSet Rules => Document?.Rules ?? DefaultRules;
    /// <summary>The last day that anything may be dated: years after the latest that the event was, or today is.</summary>
    public DateOnly LastDay(DateOnly today)
    {
        var years = Math.Min(Rules.LastYears(), Years.Last - today.Year);
        return Baselines.Select(baseline => baseline.Date).OfType<DateOnly>().Append(today).Max().AddYears(Math.Max(0, years));
    }

    [JsonIgnore] public DateOnly? EventDate => Baselines.IsEmpty ? null : Baselines[^1].Date;

    private static RuleSet DefaultRules { get; } = new();

    /// <summary>What the plan's clock reads, +08:00.</summary>
    public DateTimeOffset Now(TimeProvider time)
    {
        var real = time.GetUtcNow();
        return (Document is not { Clock.Kind: ClockKind.StartsAt } ? real : ClockAt + (real - ClockAnchor)).ToOffset(China.Offset);
    }

    /// <summary>What a person is called; null: nobody is registered under this id.</summary>
    public string? PersonName(string? id) => id is null ? null : Persons.GetValueOrDefault(id)?.Name;

    public Family FamilyOf(Initiatives.InitiativeKind kind) => Document!.Families.First(family => family.Kind == kind);

    public bool IsWorkday(DateOnly day) =>
        Document?.Calendar is { } calendar && calendar.Workdays.Contains(day)
        || (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && Document?.Calendar?.Holidays.Contains(day) is not true);

    /// <summary>The n-th working day after a day.</summary>
    public DateOnly AddWorkdays(DateOnly day, int n)
    {
        while (n > 0)
        {
            day = day.AddDays(1);
            if (IsWorkday(day)) n--;
        }
        return day;
    }

    public static (JournalEvent Event, DateTimeOffset At)? NextDue(PlanState state, PlanState plan, DateTimeOffset until) => null;

    public static PlanState Apply(PlanState state, Entry entry) => Fold(state, entry) with { Version = entry.Version };

    private static PlanState Fold(PlanState state, Entry entry) => entry.Event switch
    {
        PlanImported e => state with
        {
            Document = e.Document,
            Initiatives = e.Initiatives,
            ClockAt = e.Document.Clock.At ?? e.Anchor,
            ClockAnchor = e.Anchor,
            Baselines = [new(1, e.Document.Event.Date, entry.RecordedAt, e.Document.Event.Basis ?? "", e.Document.Event.Restored)],
            Departments = state.Departments.SetItems((e.Document.Departments ?? []).Select(d => KeyValuePair.Create(d.Code, d))),
            Persons = state.Persons.SetItems((e.Document.Persons ?? []).Select(p => KeyValuePair.Create(p.Id, p))),
        },
        PlanRevised e => state with
        {
            Document = e.Document,
            Initiatives = e.Initiatives,
            Departments = state.Departments.SetItems((e.Document.Departments ?? []).Select(d => KeyValuePair.Create(d.Code, d))),
            Persons = state.Persons.SetItems((e.Document.Persons ?? []).Select(p => KeyValuePair.Create(p.Id, p))),
        },
        EventPostponed e => state with { Baselines = state.Baselines.Add(new(state.Baselines[^1].Number, null, entry.RecordedAt, e.Document, false)) },
        EventRescheduled e => state with { Baselines = state.Baselines.Add(new(e.Baseline, e.Date, entry.RecordedAt, e.Document, false)) },
        ClockAdvanced e => state with { ClockAt = e.To, ClockAnchor = e.Anchor },
        DepartmentRegistered e => state with { Departments = state.Departments.SetItem(e.Department.Code, e.Department) },
        PersonRegistered e => state with { Persons = state.Persons.SetItem(e.Person.Id, e.Person) },
        DaySealed e => state with { LastSeal = new(e.Day, e.Root, IsSigned: false) },
        DaySigned e => state with { LastSeal = new(e.Day, e.Root, IsSigned: true) },
        _ => throw NoFold.For(entry),
    };
}

/// <summary>What the next seal of a plan must know of the one before.</summary>
internal sealed record LastSeal(DateOnly Day, string Root, bool IsSigned)
{
    /// <summary>A day is sealed once; again only where its seal is from before seals were signed.</summary>
    public bool Covers(DateOnly day) => Day > day || (Day == day && IsSigned);
}
