using FuyangPlan.Evidences;
using FuyangPlan.Initiatives;
using FuyangPlan.Lights;
using FuyangPlan.Tables;
using FuyangPlan.TaskBooks;

namespace FuyangPlan.Checklists;

/// <summary>Where a checklist task stands (未启动、推进中、已报完成、已核验、销号、暂停、取消).</summary>
public enum TaskStage { NotStarted, InProgress, ReportedDone, Verified, StruckOff, Suspended, Cancelled }

/// <summary>Where a recorded fact comes from: the feed, its department, the source's own number, and the document's, where there is one.</summary>
[GenerateSerializer, Immutable, Alias("fact-source")]
public sealed record FactSource(string Feed, string Department, long Offset, string? Document)
{
    /// <summary>Such as （来源编号 7，文号 证1号）.</summary>
    public string InWords() => $"（来源编号 {Offset}{(Document is null ? "" : $"，文号 {Document}")}）";
}

/// <summary>One checklist task as its readers see it.</summary>
/// <param name="Group">True when it has sub-tasks; its percent is then theirs by weight.</param>
/// <param name="Reported">Percent reported.</param>
/// <param name="Verified">Percent verified.</param>
/// <param name="Light">Null while there is no baseline, and for groups and cancelled tasks.</param>
/// <param name="Rejections">How often a report of completion was rejected.</param>
/// <param name="Reopened">How often it was reopened after verification.</param>
/// <param name="Suspension">What is asked for while <paramref name="SuspensionRequested"/>.</param>
/// <param name="OverdueDays">Days on which the plan's clock stood still for it do not count.</param>
/// <param name="Source">Where the last report comes from, when it is a fact of a department's feed and not a person's.</param>
[GenerateSerializer, Immutable, Alias("task-view")]
public sealed record TaskView(
    int Number, string Title, TaskKind Kind, int? Parent, bool Group, string Goal, string? Department, ImmutableArray<string> People,
    DateOnly Start, DateOnly Due, decimal Weight, ImmutableArray<int> After, ImmutableArray<string> Criteria, bool Optional,
    TaskStage Stage, decimal Reported, decimal Verified, Light? Light, LightReasons? LightReasons,
    DateTimeOffset? LastReportAt, string? LastReporter, string? LastNote, DateOnly? DoneOn, bool BackDated,
    string? VerifiedBy, DateTimeOffset? VerifiedAt, int Rejections, int Reopened, bool SuspensionRequested, ImmutableArray<Evidence> Evidence,
    SuspensionView? Suspension = null, FactSource? Source = null, int OverdueDays = 0);

/// <summary>A request for suspension that waits for the office.</summary>
/// <param name="Requester">Id of the person who asked and so may not decide; null where the account belongs to none.</param>
[GenerateSerializer, Immutable, Alias("suspension-view")]
public sealed record SuspensionView(string Reason, bool Exempt, string RequestedBy, string? Requester = null);

/// <summary>A question to the task list of a plan. Every member narrows; null does not.</summary>
/// <param name="Search">Words of title, initiative, department, people, last note, evidence; or pinyin initials.</param>
/// <param name="Sort"><c>due</c>, <c>-due</c>, <c>percent</c>, <c>-percent</c>, <c>light</c> (red first), <c>title</c>, <c>initiative</c>.</param>
/// <param name="Cursor">From the page before; null: the first page.</param>
/// <param name="Limit">1 to 200.</param>
[GenerateSerializer, Immutable, Alias("task-query")]
public sealed record TaskQuery(
    InitiativeKind? Kind = null, string? Initiative = null, Light? Light = null, TaskStage? Stage = null, string? Department = null, string? Person = null,
    DateOnly? DueFrom = null, DateOnly? DueTo = null, bool? Overdue = null, string? Search = null,
    string Sort = "due", string? Cursor = null, int Limit = 50) : IListQuery<TaskLine>;

/// <summary>A line of the task list across initiatives.</summary>
[GenerateSerializer, Immutable, Alias("task-line")]
public sealed record TaskLine(
    string Id, string Initiative, string InitiativeName, int Number, string Title, TaskKind Kind, string? Department, string? DepartmentName,
    ImmutableArray<string> People, DateOnly Start, DateOnly Due, decimal Weight, TaskStage Stage, decimal Reported, decimal Percent, Light? Light, int OverdueDays);

/// <summary>Stages in Chinese.</summary>
public static class TaskStageWords
{
    public static string InWords(this TaskStage stage) => stage switch
    {
        TaskStage.NotStarted => "未启动",
        TaskStage.InProgress => "推进中",
        TaskStage.ReportedDone => "已报完成",
        TaskStage.Verified => "已核验",
        TaskStage.StruckOff => "销号",
        TaskStage.Suspended => "暂停",
        _ => "取消",
    };
}
