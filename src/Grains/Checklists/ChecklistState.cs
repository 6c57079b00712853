using System.Text.Json.Serialization;
using FuyangPlan.DepartmentFeeds;
using FuyangPlan.EventSourcing;
using FuyangPlan.Evidences;
using FuyangPlan.Initiatives;
using FuyangPlan.Journal;
using FuyangPlan.Plans;
using FuyangPlan.TaskBooks;

namespace FuyangPlan.Checklists;

/// <summary>The checklist (清单) by task number. It comes from the accepted task book and changes its shape only by amendment.</summary>
/// <param name="IsInForce">Only while its task book is does time strike anything off.</param>
internal sealed record ChecklistState(Items<TaskState> Tasks, bool IsInForce) : IPart<ChecklistState>
{
    public static ChecklistState Initial { get; } = new(Items<TaskState>.Empty, IsInForce: false);

    /// <summary>Tasks that carry weight: no groups, nothing cancelled.</summary>
    [JsonIgnore]
    public IEnumerable<TaskState> Leaves => Tasks.Values.Where(task => !task.Group && task.Stage != TaskStage.Cancelled);

    /// <summary>Verified, or no longer wanted; a group when all of its parts are.</summary>
    public bool IsFinished(TaskState task) => task.Stage is TaskStage.Verified or TaskStage.StruckOff or TaskStage.Cancelled
        || (task.Group && Tasks.Values.Where(part => part.Planned.Parent == task.Number).All(IsFinished));

    /// <summary>Numbers of what must be finished before the task may start and is not. What its groups come after, it comes after, too.</summary>
    public ImmutableArray<int> Awaited(TaskState task) =>
        [.. Predecessors(task.Planned).Distinct().Order().Where(before => !IsFinished(Tasks[before]))];

    private IEnumerable<int> Predecessors(PlannedTask task) =>
        (task.After ?? []).Concat(task.Parent is { } group ? Predecessors(Tasks[group].Planned) : []);

    public ChecklistState Apply(InitiativeState initiative, Entry entry) => entry.Event switch
    {
        TaskEvent e => this with { Tasks = Tasks.Put(Tasks[e.Task].Apply(e, entry)) },
        TaskBookAccepted or AmendmentApproved => new(Replan(initiative.TaskBook.Content!), initiative.TaskBook.IsInForce),
        TaskBookEvent => this with { IsInForce = initiative.TaskBook.IsInForce },
        _ => throw NoFold.For(entry),
    };

    /// <summary>A verified task is struck off when its waiting days are over.</summary>
    public (JournalEvent Event, DateTimeOffset At)? NextDue(InitiativeState initiative, PlanState plan, DateTimeOffset until) =>
        IsInForce && Tasks.Next is { } due && due.At <= until ? (new TaskStruckOff(due.Number, null), due.At) : null;

    public InitiativeView Show(InitiativeView view, InitiativeState initiative, Seen seen) => view with { Tasks = ChecklistViews.Of(this) };

    public IEnumerable<Statement> Says(InitiativeView view) => view.Tasks.SelectMany(ChecklistViews.Says);

    /// <summary>Take the content of a task book over: what has begun keeps its progress, what is no longer in it is cancelled.</summary>
    private Items<TaskState> Replan(TaskBookContent content)
    {
        var planned = content.Tasks.Select(task =>
        {
            var group = TaskBookContentRules.IsGroup(content, task);
            return Tasks.TryGetValue(task.Number, out var known) && known.Stage != TaskStage.Cancelled
                ? known with { Planned = task, Group = group }
                : TaskState.New(task, group);
        }).ToDictionary(task => task.Number);
        return Items<TaskState>.Of([.. planned.Values, .. Tasks.Values.Where(task => !planned.ContainsKey(task.Number)).Select(task => task with { Stage = TaskStage.Cancelled })]);
    }
}

/// <summary>One task: what was planned, and what has been reported and verified.</summary>
/// <param name="Resumes">The stage that a suspended task goes back to.</param>
/// <param name="Pauses">Days on which the plan's clock stood still for this task (免责).</param>
internal sealed record TaskState(
    PlannedTask Planned, bool Group, TaskStage Stage, decimal Reported, decimal Verified, DateTimeOffset? ReportedAt, Actor? Reporter, string? Note,
    DateOnly? DoneOn, bool BackDated, DateTimeOffset? VerifiedAt, Actor? Verifier, int Rejections, int Reopened,
    SuspensionRequest? Request, TaskStage? Resumes, ImmutableArray<Pause> Pauses, ImmutableArray<Evidence> Evidence) : IItem
{
    /// <summary>Of each feed, the fact that stands: of all it sent about this task, the one that is furthest ahead, and of those the latest.</summary>
    public ImmutableSortedDictionary<string, StandingFact> Facts
    {
        get;
        // Ordinal also when it was kept as JSON, which knows no comparer.
        init => field = value.WithComparers(StringComparer.Ordinal);
    } = ImmutableSortedDictionary<string, StandingFact>.Empty.WithComparers(StringComparer.Ordinal);

    /// <summary>Of a verified task the last day on which somebody may object to its being struck off.</summary>
    public DateOnly? ObjectUntil { get; init; }

    /// <summary>How far evidence, an inspector, or the system of a department speaks for it. What has risen since then rests on words.</summary>
    public decimal Proven { get; init; }

    /// <summary>Where the last report comes from; null: from a person.</summary>
    public FactSource? Source { get; init; }

    [JsonIgnore] public int Number => Planned.Number;

    [JsonIgnore]
    public IEnumerable<Due> Dues => Stage == TaskStage.Verified && ObjectUntil is { } day ? [new(day.AddDays(1).Start(), Number)] : [];

    [JsonIgnore] public bool IsDone => Stage is TaskStage.ReportedDone or TaskStage.Verified or TaskStage.StruckOff;
    [JsonIgnore] public bool IsBackDated => BackDated || Facts.Values.Any(fact => fact.BackDated);
    [JsonIgnore] public bool IsExempt => Stage == TaskStage.Suspended && Pauses is [.., { Until: null }];

    public static TaskState New(PlannedTask planned, bool group) =>
        new(
            Planned: planned, Group: group, Stage: TaskStage.NotStarted, Reported: 0, Verified: 0, ReportedAt: null, Reporter: null, Note: null,
            DoneOn: null, BackDated: false, VerifiedAt: null, Verifier: null, Rejections: 0, Reopened: 0, Request: null, Resumes: null, Pauses: [],
            Evidence: []);

    /// <summary>Days before <paramref name="day"/> on which the plan's clock stood still.</summary>
    public int PausedDays(DateOnly day)
    {
        var days = 0;
        foreach (var pause in Pauses) days += Math.Max(0, Math.Min(day.DayNumber, (pause.Until ?? day).DayNumber) - pause.From.DayNumber);
        return days;
    }

    public TaskState Apply(TaskEvent fact, Entry entry) => fact switch
    {
        TaskStarted => this with { Stage = TaskStage.InProgress },
        ProgressReported e => Report(entry, e.Note, e.Evidence) with
        {
            Reported = e.Percent,
            Verified = Math.Min(Verified, e.Percent),
            Proven = e.Evidence.IsEmpty ? Math.Min(Proven, e.Percent) : e.Percent,
        },
        ProgressVerified e => this with { Verified = e.Percent, Proven = e.Percent },
        DoneReported e => Report(entry, e.Note, e.Evidence) with
        {
            Stage = TaskStage.ReportedDone,
            Reported = 100,
            Proven = 100,
            DoneOn = e.DoneOn,
            BackDated = BackDated || e.BackDated,
            Request = null,
        },
        ProgressFactRecorded e => Report(entry, e.Note, []) with
        {
            Reported = e.Percent,
            Verified = Math.Min(Verified, e.Percent),
            Proven = e.Percent,
            Source = e.Source,
            Facts = Stand(e.Source, e.Percent, false, false, entry),
        },
        CompletionFactRecorded e => Report(entry, e.Note, []) with
        {
            Stage = TaskStage.ReportedDone,
            Reported = 100,
            Proven = 100,
            DoneOn = e.DoneOn,
            Request = null,
            Source = e.Source,
            Facts = Stand(e.Source, 100, true, e.BackDated, entry),
        },
        TaskVerified e => this with { Stage = TaskStage.Verified, Verified = 100, VerifiedAt = entry.RecordedAt, Verifier = entry.Actor, ObjectUntil = e.ObjectUntil },
        TaskRejected => this with { Stage = TaskStage.InProgress, Reported = Verified, Proven = Verified, DoneOn = null, Rejections = Rejections + 1, Facts = Over() },
        TaskStruckOff => this with { Stage = TaskStage.StruckOff },
        TaskReopened e => this with
        {
            Stage = TaskStage.InProgress,
            Reported = e.Percent,
            Verified = e.Percent,
            Proven = e.Percent,
            DoneOn = null,
            VerifiedAt = null,
            Verifier = null,
            Reopened = Reopened + 1,
            Facts = Over(),
        },
        SuspensionRequested e => this with { Request = new(e.Reason, e.Exempt, entry.Actor) },
        TaskSuspended e => this with
        {
            Stage = TaskStage.Suspended,
            Resumes = Stage,
            Request = null,
            Pauses = e.Exempt ? Pauses.Add(new(entry.RecordedAt.Day(), null)) : Pauses,
        },
        SuspensionRefused => this with { Request = null },
        TaskResumed => this with
        {
            Stage = Resumes ?? TaskStage.InProgress,
            Resumes = null,
            Pauses = IsExempt ? Pauses.SetItem(Pauses.Length - 1, Pauses[^1] with { Until = entry.RecordedAt.Day() }) : Pauses,
        },
        _ => throw NoFold.For(entry),
    };

    private ImmutableSortedDictionary<string, StandingFact> Stand(FactSource source, decimal percent, bool done, bool backDated, Entry entry)
    {
        var last = Facts.GetValueOrDefault(source.Feed);
        var fact = new StandingFact(source.Offset, percent, done, backDated, Math.Max(source.Offset, last?.Latest ?? 0), last?.Floor ?? 0);
        // Where a person has come in between, what the feed said before that is over for good.
        var undisturbed = IsFeed(Reporter) && IsFeed(entry.Actor) && (last is null || fact.IsAhead(last));
        return Facts.SetItem(source.Feed, undisturbed ? fact : fact with { Floor = last?.Latest ?? 0 });
    }

    /// <summary>An inspector has spoken: what feeds said before it is over for good.</summary>
    private ImmutableSortedDictionary<string, StandingFact> Over() =>
        Facts.SetItems(Facts.Select(fact => KeyValuePair.Create(fact.Key, fact.Value with { Floor = fact.Value.Latest })));

    /// <summary>True for a feed, and for nobody.</summary>
    public static bool IsFeed(Actor? reporter) => reporter is null || reporter.Account.StartsWith(DepartmentFeedRules.AccountOf(""), StringComparison.Ordinal);

    private TaskState Report(Entry entry, string? note, ImmutableArray<Evidence> evidence) => this with
    {
        ReportedAt = entry.HappenedAt,
        Reporter = entry.Actor,
        Note = note,
        Source = null,
        Evidence = Evidence.AddRange(evidence),
    };
}

/// <summary>A fact that stands.</summary>
/// <param name="BackDated">The mark goes with the fact, and leaves with it when another takes its place.</param>
/// <param name="Latest">The highest offset that was recorded: what is above it is news.</param>
/// <param name="Floor">Offsets up to it are over: a person has come in since.</param>
internal sealed record StandingFact(long Offset, decimal Percent, bool Done, bool BackDated, long Latest, long Floor)
{
    /// <summary>Further ahead, done being furthest; of equals the later.</summary>
    public bool IsAhead(StandingFact other) => (Done, Percent, Offset).CompareTo((other.Done, other.Percent, other.Offset)) > 0;
}

/// <summary>Somebody asks to suspend a task.</summary>
internal sealed record SuspensionRequest(string Reason, bool Exempt, Actor By);

/// <summary>Days on which the plan's clock stands still for a task; the last one exclusive, null while it lasts.</summary>
internal sealed record Pause(DateOnly From, DateOnly? Until);

/// <summary>What this room adds to an initiative.</summary>
internal static class ChecklistPart
{
    extension(InitiativeState initiative)
    {
        public ChecklistState Checklist => initiative.Part<ChecklistState>();
    }
}
