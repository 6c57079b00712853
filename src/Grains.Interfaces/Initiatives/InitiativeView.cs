using System.Text.Json.Serialization;
using FuyangPlan.ChainMaps;
using FuyangPlan.Checklists;
using FuyangPlan.Landings;
using FuyangPlan.Leaders;
using FuyangPlan.Lights;
using FuyangPlan.Plans;
using FuyangPlan.TaskBooks;
using FuyangPlan.Teams;

namespace FuyangPlan.Initiatives;

/// <summary>An initiative in the list of all.</summary>
/// <param name="Name">Restored where the source masks characters.</param>
/// <param name="NameAsPrinted">Character by character as printed.</param>
/// <param name="Carriers">Named carriers, platforms and places excluded.</param>
/// <param name="Leader">Null while the position is vacant.</param>
/// <param name="Light">Null until a task book is accepted: there is nothing to judge by.</param>
/// <param name="Percent">Verified percent, by weight; 0 until a task book is accepted.</param>
/// <param name="NextDue">The earliest day on which an open task is, or was, due; null when none is open.</param>
/// <param name="Departments">Codes of the departments that its tasks are given to.</param>
/// <param name="People">Ids of its leader and of the persons that its tasks are given to.</param>
/// <param name="SearchText">What a search for it looks into, folded.</param>
/// <param name="NameKey">What its name is sorted by.</param>
[GenerateSerializer, Immutable, Alias("initiative-summary")]
public sealed record InitiativeSummary(
    string Id, InitiativeKind Kind, int Number, string Name, string NameAsPrinted, string Goal, string GoalAsPrinted,
    ImmutableArray<Carrier> Carriers, string LeaderTitle, PositionStatus Position, LeaderView? Leader,
    TaskBookStatus TaskBook, Light? Light, string? Why, decimal Planned, decimal Reported, decimal Percent,
    int Tasks, int OpenTasks, int OverdueTasks, DateOnly? NextDue, ImmutableArray<string> Departments, ImmutableArray<string> People, int Version,
    [property: JsonIgnore] string SearchText = "", [property: JsonIgnore] string NameKey = "");

/// <summary>One initiative, whole.</summary>
/// <param name="PlanVersion">Version of the plan whose names and thresholds show in it.</param>
/// <param name="Team">Members of a chain's team, in order of joining; empty for other kinds.</param>
/// <param name="Landings">Existing projects and enterprises of a chain, by number; empty for other kinds.</param>
/// <param name="ChainMap">Null for other kinds than chains.</param>
/// <param name="AsOf">The instant that was asked for, by the plan's clock; of a live answer one of today since which nothing in it has changed.</param>
[GenerateSerializer, Immutable, Alias("initiative-view")]
public sealed record InitiativeView(
    string Plan, string Id, InitiativeKind Kind, int Number, string Name, string NameAsPrinted, string Goal, string GoalAsPrinted,
    ImmutableArray<Carrier> Carriers, string LeaderTitle, PositionStatus Position, LeaderView? Leader,
    Light? Light, decimal Percent, LightReasons? LightReasons, InitiativeCharter Charter,
    ImmutableArray<Tenure> Appointments, TaskBookView TaskBook, ImmutableArray<TaskView> Tasks,
    ImmutableArray<ClosedMonth> Months, ImmutableArray<TrajectoryPoint> Trajectory, ImmutableArray<TeamMember> Team,
    ImmutableArray<LandingView> Landings, ChainMapView? ChainMap, InitiativeSummary Summary, int Version, int PlanVersion, DateTimeOffset AsOf)
{
    /// <summary>What is shown of parts that have no member here, by the part's name: each the view of its own room.</summary>
    [Id(0)] public ImmutableSortedDictionary<string, object> Parts { get; init; } = ImmutableSortedDictionary.Create<string, object>(StringComparer.Ordinal);

    /// <summary>Null where this kind of initiative has no such part.</summary>
    public TView? Part<TView>() where TView : class => Parts.Values.OfType<TView>().FirstOrDefault();

    /// <summary>What the list of all says of it on a day.</summary>
    public InitiativeSummary Summarize()
    {
        var leaves = Tasks.Where(task => task is { Group: false, Stage: not TaskStage.Cancelled }).ToArray();
        var reasons = LightReasons;
        return new(
            Id: Id, Kind: Kind, Number: Number, Name: Name, NameAsPrinted: NameAsPrinted, Goal: Goal, GoalAsPrinted: GoalAsPrinted,
            Carriers: Carriers, LeaderTitle: LeaderTitle, Position: Position, Leader: Leader, TaskBook: TaskBook.Status, Light: Light,
            Why: reasons?.Why, Planned: reasons?.Planned ?? 0, Reported: reasons?.Reported ?? 0, Percent: reasons?.Verified ?? 0,
            Tasks: leaves.Length, OpenTasks: leaves.Count(IsOpen), OverdueTasks: leaves.Count(task => task.OverdueDays > 0),
            NextDue: leaves.Where(IsOpen).Select(task => (DateOnly?)task.Due).Min(),
            Departments: [.. leaves.Select(task => task.Department).OfType<string>().Distinct().Order(StringComparer.Ordinal)],
            People: [.. leaves.SelectMany(task => task.People).Concat(Leader is { } leader ? [leader.Person] : []).Distinct().Order(StringComparer.Ordinal)],
            Version: Version);
    }

    private static bool IsOpen(TaskView task) => task.Stage is TaskStage.NotStarted or TaskStage.InProgress or TaskStage.Suspended;
}

/// <summary>What the current baseline asks for at the end of a month.</summary>
[GenerateSerializer, Immutable, Alias("trajectory-point")]
public sealed record TrajectoryPoint(DateOnly On, decimal Planned);
