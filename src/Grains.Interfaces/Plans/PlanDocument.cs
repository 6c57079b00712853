using FuyangPlan.Initiatives;

namespace FuyangPlan.Plans;

/// <summary>
/// A plan file: what a district knows of its programme before anything happens. Texts that a source masks keep both forms:
/// <c>printed</c> is what the source says, character by character; <c>restored</c> is our reading, and absent where nothing is restored.
/// What the source does not say is absent; nothing is invented.
/// </summary>
/// <param name="Id">Lower-case slug, 2 to 40 characters of a–z, 0–9 and hyphen.</param>
/// <param name="Name">Short name of the programme.</param>
/// <param name="FullName">Full name.</param>
/// <param name="Clock">Which clock the plan lives by.</param>
/// <param name="StartsOn">First day of the programme, +08:00; nothing in it may be dated earlier.</param>
/// <param name="Event">The event that the countdown runs to.</param>
/// <param name="Families">The families and what each makes stand up.</param>
/// <param name="Initiatives">Every initiative.</param>
/// <param name="Label">Shown on every page and in every export, such as 演示数据.</param>
/// <param name="CompletionStandards">Templates for the verbs of the goals.</param>
/// <param name="Departments">Departments known from the start.</param>
/// <param name="Persons">Persons, with the role that the source gives them and no other.</param>
/// <param name="Rules">What the district decides by; the defaults where absent.</param>
/// <param name="Calendar">Public holidays and the weekend days worked instead.</param>
/// <param name="Source">Where all this is said.</param>
/// <param name="Schema">Where an editor finds the schema of plan files; it says nothing about the plan.</param>
[GenerateSerializer, Immutable, Alias("plan-document")]
public sealed record PlanDocument(
    string Id,
    string Name,
    PrintedText FullName,
    PlanClockSetting Clock,
    DateOnly StartsOn,
    EventSetting Event,
    ImmutableArray<Family> Families,
    ImmutableArray<InitiativeCharter> Initiatives,
    string? Label = null,
    ImmutableArray<CompletionStandardTemplate>? CompletionStandards = null,
    ImmutableArray<Department>? Departments = null,
    ImmutableArray<Person>? Persons = null,
    RuleSet? Rules = null,
    WorkCalendar? Calendar = null,
    PlanSource? Source = null,
    [property: System.Text.Json.Serialization.JsonPropertyName("$schema")] string? Schema = null);

/// <summary>A text as its source prints it, and as we read it where the source masks characters.</summary>
[GenerateSerializer, Immutable, Alias("printed-text")]
public sealed record PrintedText(string Printed, string? Restored = null)
{
    /// <summary>The restored form where there is one, else the printed one.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Shown => Restored ?? Printed;
}

/// <summary>Real time, or a rehearsal's clock that starts at a given instant when the plan is first imported and then runs at real speed.</summary>
public enum ClockKind { Real, StartsAt }

/// <summary>The clock a plan file asks for.</summary>
/// <param name="Kind">Real, or starting at an instant.</param>
/// <param name="At">The instant, with offset, for <see cref="ClockKind.StartsAt"/>.</param>
[GenerateSerializer, Immutable, Alias("plan-clock-setting")]
public sealed record PlanClockSetting(ClockKind Kind, DateTimeOffset? At = null);

/// <summary>The event that everything counts down to.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Date">Its opening day, +08:00; it becomes baseline 1.</param>
/// <param name="Restored">True when the source does not print the date in full.</param>
/// <param name="Basis">Why this date.</param>
[GenerateSerializer, Immutable, Alias("event-setting")]
public sealed record EventSetting(string Name, DateOnly Date, bool Restored = false, string? Basis = null);

/// <summary>One of the families that must stand up (三个立起来).</summary>
/// <param name="Id">Slug.</param>
/// <param name="Kind">The kind of initiative that belongs to it.</param>
/// <param name="Name">九大工程 and so on.</param>
/// <param name="StandsUp">What stands up: 城市, 产业, 环境.</param>
/// <param name="Target">The target by the event: 城市新轴线 and so on.</param>
/// <param name="LeaderTitle">项目长, 链长, 指挥长.</param>
/// <param name="Duties">The leader's duties, verbatim.</param>
/// <param name="DutyOutcome">What the duties lead to, verbatim.</param>
/// <param name="Wordings">Verbatim wordings with the place where each is printed.</param>
[GenerateSerializer, Immutable, Alias("family")]
public sealed record Family(
    string Id, InitiativeKind Kind, string Name, string StandsUp, string Target, string LeaderTitle,
    ImmutableArray<string> Duties, string? DutyOutcome = null, ImmutableArray<Wording>? Wordings = null);

/// <summary>A verbatim wording and where it is printed (<c>speech</c>, <c>annex</c>).</summary>
[GenerateSerializer, Immutable, Alias("wording")]
public sealed record Wording(string Where, string Text);

/// <summary>What the source says of one initiative.</summary>
/// <param name="Id">Such as <c>project-4</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Goal">Its goal, verbatim.</param>
/// <param name="Deadline">The deadline as printed; absent: the family's rule holds.</param>
/// <param name="CompletionStandard">What the task book must define for the goal's verb.</param>
/// <param name="Places">Places and works that the source names.</param>
/// <param name="Carriers">Enterprises and projects that the source names (载体).</param>
/// <param name="OpenEnded">True when the source's list ends in 等.</param>
/// <param name="Cluster">Name of the cluster, for chains.</param>
/// <param name="Occasion">Occasion or lever, verbatim, for campaigns.</param>
/// <param name="Targets">Targets, verbatim, for campaigns.</param>
/// <param name="Index">The index that the source names, for campaigns.</param>
/// <param name="SpeechOrder">Its place in the speech, where that differs from the annex.</param>
[GenerateSerializer, Immutable, Alias("initiative-charter")]
public sealed record InitiativeCharter(
    string Id,
    PrintedText Name,
    PrintedText Goal,
    PrintedText? Deadline = null,
    string? CompletionStandard = null,
    ImmutableArray<PrintedText>? Places = null,
    ImmutableArray<Carrier>? Carriers = null,
    bool OpenEnded = false,
    string? Cluster = null,
    PrintedText? Occasion = null,
    ImmutableArray<PrintedText>? Targets = null,
    string? Index = null,
    int? SpeechOrder = null);

/// <summary>A named carrier (载体) of a chain and what kind of thing it is.</summary>
/// <param name="Name">As printed.</param>
/// <param name="Kind"><c>project</c>, <c>enterprise</c>, <c>leadEnterprise</c> (龙头企业), <c>platform</c> or <c>place</c>.</param>
/// <param name="Note">Remark on the printed form.</param>
[GenerateSerializer, Immutable, Alias("carrier")]
public sealed record Carrier(string Name, CarrierKind Kind, string? Note = null);

/// <summary>What kind of thing a named carrier is. Platforms and places are named with the carriers but do not count as such.</summary>
public enum CarrierKind { Project, Enterprise, LeadEnterprise, Platform, Place }

/// <summary>A template of a completion standard for one verb of the goals.</summary>
[GenerateSerializer, Immutable, Alias("completion-standard-template")]
public sealed record CompletionStandardTemplate(string Verb, string Standard);

/// <summary>A department or unit (单位).</summary>
[GenerateSerializer, Immutable, Alias("department")]
public sealed record Department(string Code, string Name);

/// <summary>A person, with nothing but what the source or a registration says.</summary>
/// <param name="Id">Slug.</param>
/// <param name="Name">Name.</param>
/// <param name="Title">Title as printed; absent where the source gives none.</param>
/// <param name="Roles">Role in the reported meeting, such as <c>issuer</c>, <c>pledgeSpeaker</c>.</param>
/// <param name="Department">Department code.</param>
[GenerateSerializer, Immutable, Alias("person")]
public sealed record Person(string Id, string Name, string? Title = null, ImmutableArray<string>? Roles = null, string? Department = null);

/// <summary>Days that differ from the week's rhythm. Source: the State Council's yearly holiday notices.</summary>
/// <param name="Holidays">Days off, weekends in between included or not.</param>
/// <param name="Workdays">Weekend days that are worked (调休).</param>
[GenerateSerializer, Immutable, Alias("work-calendar")]
public sealed record WorkCalendar(ImmutableArray<DateOnly> Holidays, ImmutableArray<DateOnly> Workdays);

/// <summary>Where the plan's facts are said.</summary>
/// <param name="Publication">As printed.</param>
/// <param name="Photo">As printed.</param>
/// <param name="Meeting">The meeting that is reported.</param>
/// <param name="Positioning">What the programme is, verbatim.</param>
/// <param name="Slogans">Verbatim.</param>
/// <param name="Statements">Method, innovation and aims, verbatim, by key.</param>
/// <param name="Mechanisms">Mechanisms and guarantees, verbatim, by heading.</param>
/// <param name="Dates">Dates with their basis.</param>
/// <param name="Restorations">Every masked place, how it is read and why.</param>
/// <param name="Repost">Address of a reprint.</param>
[GenerateSerializer, Immutable, Alias("plan-source")]
public sealed record PlanSource(
    string Publication,
    string? Photo = null,
    Meeting? Meeting = null,
    ImmutableArray<string>? Positioning = null,
    ImmutableArray<string>? Slogans = null,
    ImmutableSortedDictionary<string, PrintedText>? Statements = null,
    ImmutableArray<Mechanism>? Mechanisms = null,
    ImmutableArray<DatedFact>? Dates = null,
    ImmutableArray<Restoration>? Restorations = null,
    string? Repost = null);

/// <summary>The meeting that started the programme.</summary>
[GenerateSerializer, Immutable, Alias("meeting-facts")]
public sealed record Meeting(
    string NameAsPrinted, string WhenAsPrinted, DateOnly Date, string Basis, string Place,
    string ChairedBy, string ChairAct, string KeynoteBy, string AttendedAsPrinted, ImmutableArray<string> Agenda,
    string IssuedAct, ImmutableArray<string> IssuedBy, string ReceivedAsPrinted, ImmutableArray<string> PledgedInOrder, string PledgeAsPrinted);

/// <summary>A heading and its verbatim items.</summary>
[GenerateSerializer, Immutable, Alias("mechanism")]
public sealed record Mechanism(string Name, ImmutableArray<string> Items);

/// <summary>A dated fact and its basis. <paramref name="Until"/> is the last day, where it took more than one.</summary>
[GenerateSerializer, Immutable, Alias("dated-fact")]
public sealed record DatedFact(string What, DateOnly Date, string Basis, DateOnly? Until = null);

/// <summary>One masked place of the source. <paramref name="Where"/> it is printed: <c>speech</c> or <c>annex</c>.</summary>
[GenerateSerializer, Immutable, Alias("restoration")]
public sealed record Restoration(string Printed, string Restored, string Confidence, string Reason, string? Where = null);
