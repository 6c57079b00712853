using FuyangPlan.Initiatives;
using FuyangPlan.Lights;

namespace FuyangPlan.Plans;

/// <summary>A plan as its readers see it.</summary>
/// <param name="Id">The plan's id.</param>
/// <param name="Name">Short name.</param>
/// <param name="FullName">Full name, restored.</param>
/// <param name="Label">演示数据 and the like; null for a plan of facts.</param>
/// <param name="Clock">The plan's clock and what it reads.</param>
/// <param name="StartsOn">First day, +08:00.</param>
/// <param name="EventName">The event.</param>
/// <param name="EventDate">Its opening day; null while it is postponed without a date.</param>
/// <param name="DaysToEvent">Calendar days from the clock's today to the event; null while there is no date.</param>
/// <param name="Countdown">The same, in words.</param>
/// <param name="Baselines">Every date the event has had; the last is the current one.</param>
/// <param name="Families">The families that must stand up, with their roll-up.</param>
/// <param name="Departments">Registered departments.</param>
/// <param name="Persons">Registered persons.</param>
/// <param name="CompletionStandards">Templates for task books.</param>
/// <param name="Rules">The thresholds in force.</param>
/// <param name="Source">Where the facts are said.</param>
/// <param name="InitiativeIds">Every initiative, those included that this build cannot read; the families count without them.</param>
/// <param name="Version">Version of the plan's own stream.</param>
[GenerateSerializer, Immutable, Alias("plan-view")]
public sealed record PlanView(
    string Id, string Name, string FullName, string? Label, PlanClockView Clock, DateOnly StartsOn,
    string EventName, DateOnly? EventDate, int? DaysToEvent, string Countdown, ImmutableArray<EventBaseline> Baselines,
    ImmutableArray<FamilyView> Families, ImmutableArray<Department> Departments, ImmutableArray<Person> Persons,
    ImmutableArray<CompletionStandardTemplate> CompletionStandards, RuleSet Rules, PlanSource? Source,
    ImmutableArray<string> InitiativeIds, int Version);

/// <summary>What a plan says of itself, without what its initiatives say.</summary>
/// <param name="DaysToEvent">Calendar days from the clock's today to the event; null while there is no date.</param>
/// <param name="Countdown">The same, in words.</param>
/// <param name="Initiatives">Every initiative with its name; with its id where a newer build has written to it.</param>
/// <param name="Position">Where the plan's journal stood before anything else was read: whoever listens from here misses nothing.</param>
[GenerateSerializer, Immutable, Alias("plan-facts")]
public sealed record PlanFacts(
    string Id, string Name, string FullName, string? Label, PlanClockView Clock, DateOnly StartsOn, string EventName, DateOnly? EventDate,
    int? DaysToEvent, string Countdown, ImmutableArray<Department> Departments, ImmutableArray<Person> Persons, RuleSet Rules, PlanSource? Source,
    ImmutableArray<InitiativeName> Initiatives, long Position)
{
    public IEnumerable<InitiativeName> Chains => Initiatives.Where(each => InitiativeId.Parse(each.Id).Kind == InitiativeKind.IndustryChain);
}

/// <summary>How an initiative is called, restored where the source masks characters.</summary>
[GenerateSerializer, Immutable, Alias("initiative-name")]
public sealed record InitiativeName(string Id, string Name);

/// <summary>The plan's clock.</summary>
/// <param name="Kind">Real, or a rehearsal's.</param>
/// <param name="Now">What it reads, +08:00.</param>
[GenerateSerializer, Immutable, Alias("plan-clock-view")]
public sealed record PlanClockView(ClockKind Kind, DateTimeOffset Now);

/// <summary>A date that the event has had, or the postponement that took it away.</summary>
/// <param name="Number">Baseline number from 1; the same number as before for a postponement.</param>
/// <param name="Date">The date; null: postponed, to be decided.</param>
/// <param name="Since">When it was recorded, by the plan's clock.</param>
/// <param name="Document">The document that says so.</param>
/// <param name="Restored">True when the source does not print the date in full.</param>
[GenerateSerializer, Immutable, Alias("event-baseline")]
public sealed record EventBaseline(int Number, DateOnly? Date, DateTimeOffset Since, string Document, bool Restored);

/// <summary>A family and how far it stands. <paramref name="Rule"/> is the rule in words.</summary>
/// <param name="Percent">Average of the verified percent of all its initiatives, those without a baseline counted as 0.</param>
/// <param name="Light">
/// By the same thresholds on the average gap of the initiatives that have a light; never better than yellow while one of them is red; null while none
/// has one.
/// </param>
[GenerateSerializer, Immutable, Alias("family-view")]
public sealed record FamilyView(
    string Id, InitiativeKind Kind, string Name, string StandsUp, string Target, string LeaderTitle, ImmutableArray<string> Duties, string? DutyOutcome,
    ImmutableArray<Wording> Wordings, int Initiatives, int Vacancies, decimal Percent, Light? Light,
    int Blue, int Green, int Yellow, int Red, string Rule);
