using FuyangPlan.Initiatives;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using FuyangPlan.EventSourcing;
using FuyangPlan.Journal;

namespace FuyangPlan.TaskBooks;

/// <summary>The mandate: what was drafted, issued, accepted, amended.</summary>
internal sealed record TaskBookState(
    TaskBookStatus Status, TaskBookContent? Content, string? ContentHash, string? Document, DateTimeOffset? IssuedAt, Actor? IssuedBy,
    DateTimeOffset? AcceptedAt, Actor? AcceptedBy, bool Contested, Amendment? Amendment, ImmutableArray<Baseline> Baselines, int ScoringBaseline,
    ClosureRequest? Closure) : IPart<TaskBookState>
{
    public static TaskBookState Initial { get; } =
        new(
            Status: TaskBookStatus.None, Content: null, ContentHash: null, Document: null, IssuedAt: null, IssuedBy: null, AcceptedAt: null,
            AcceptedBy: null, Contested: false, Amendment: null, Baselines: [], ScoringBaseline: 0, Closure: null);

    public FirstPromises First { get; init; } = FirstPromises.None;

    /// <summary>Who wrote what is to be accepted; null: nothing has been drafted yet.</summary>
    public Actor? Drafter { get; init; }

    /// <summary>The baseline that lights are judged by; null while no task book is in force.</summary>
    [JsonIgnore]
    public Baseline? Current => IsInForce && Baselines is [.., var last] ? last : null;

    [JsonIgnore]
    public bool IsInForce => Status is TaskBookStatus.Active or TaskBookStatus.Amending or TaskBookStatus.Closing or TaskBookStatus.Closed;

    public static string HashOf(TaskBookContent content) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(content, StrictJson.Options)));

    public TaskBookState Apply(InitiativeState initiative, Entry entry) => entry.Event switch
    {
        TaskBookDrafted e => Initial with
        {
            Status = TaskBookStatus.Draft,
            Content = e.Content,
            Contested = Contested && Status != TaskBookStatus.Withdrawn,
            Baselines = Baselines,
            ScoringBaseline = ScoringBaseline,
            First = First,
            Drafter = entry.Actor,
        },
        TaskBookSubmitted => this with { Status = TaskBookStatus.UnderReview },
        TaskBookReturned => this with { Status = TaskBookStatus.Draft },
        TaskBookIssued e => this with
        {
            Status = TaskBookStatus.Issued,
            Document = e.Document,
            ContentHash = e.ContentHash,
            IssuedAt = entry.RecordedAt,
            IssuedBy = entry.Actor,
        },
        TaskBookContested => this with
        {
            Status = TaskBookStatus.UnderReview,
            Contested = true,
            ContentHash = null,
            Document = null,
            IssuedAt = null,
            IssuedBy = null,
        },
        TaskBookAccepted => this with { Status = TaskBookStatus.Active, AcceptedAt = entry.RecordedAt, AcceptedBy = entry.Actor, First = First.With(Content!) },
        BaselineFrozen e => this with
        {
            Baselines = Baselines.Add(new(e.Number, entry.RecordedAt, e.ContentHash, e.Tasks)),
            ScoringBaseline = e.Scoring ? e.Number : ScoringBaseline,
        },
        AmendmentProposed e => this with
        {
            Status = TaskBookStatus.Amending,
            Amendment = new(e.Content, e.Reason, e.Impact, e.Exempt, e.SlipDays, entry.Actor, entry.RecordedAt),
        },
        AmendmentApproved e => this with
        {
            Status = TaskBookStatus.Active,
            Content = Amendment!.Content,
            ContentHash = e.ContentHash,
            Amendment = null,
            First = First.With(Amendment.Content),
        },
        AmendmentRejected => this with { Status = TaskBookStatus.Active, Amendment = null },
        ClosureRequested e => this with { Status = TaskBookStatus.Closing, Closure = new(e.CloseOut, entry.Actor, entry.RecordedAt) },
        ClosureRefused => this with { Status = TaskBookStatus.Active, Closure = null },
        TaskBookClosed => this with { Status = TaskBookStatus.Closed },
        TaskBookWithdrawn => this with { Status = TaskBookStatus.Withdrawn, Amendment = null },
        _ => throw NoFold.For(entry),
    };

    public InitiativeView Show(InitiativeView view, InitiativeState initiative, Seen seen) => view with { TaskBook = ToView() };

    public IEnumerable<Statement> Says(InitiativeView view) =>
        [new("taskBook.status", "任务书状态", view.TaskBook.Status.InWords()), new("taskBook.contentHash", "任务书指纹", view.TaskBook.ContentHash)];

    private TaskBookView ToView() => new(
        Status: Status, Content: Content, ContentHash: ContentHash, Document: Document, IssuedAt: IssuedAt?.ToOffset(China.Offset),
        IssuedBy: IssuedBy?.Name, AcceptedAt: AcceptedAt?.ToOffset(China.Offset), AcceptedBy: AcceptedBy?.Name, Contested: Contested,
        Amendment: Amendment is { } a ? new(a.Content, a.Reason, a.Impact, a.Exempt, a.SlipDays, a.ProposedBy.Name, a.ProposedAt.ToOffset(China.Offset),
            a.ProposedBy.Person) : null,
        Baselines: Baselines, ScoringBaseline: ScoringBaseline, Allowed: TaskBookTransitions.From(Status),
        Closure: Closure is { } c ? new(c.CloseOut, c.By.Name, c.At.ToOffset(China.Offset), c.By.Person) : null);
}

/// <summary>A proposed amendment.</summary>
internal sealed record Amendment(
    TaskBookContent Content, string Reason, string Impact, bool Exempt, int SlipDays, Actor ProposedBy, DateTimeOffset ProposedAt);

/// <summary>Somebody asks for closure; it stays with a closed task book.</summary>
internal sealed record ClosureRequest(string CloseOut, Actor By, DateTimeOffset At);

/// <summary>Which command each state allows (domain: 任务书 state machine).</summary>
internal static class TaskBookTransitions
{
    private static readonly (string Command, string Words, ImmutableArray<TaskBookStatus> From)[] Table =
    [
        (nameof(DraftTaskBook), "起草", [TaskBookStatus.None, TaskBookStatus.Draft, TaskBookStatus.Withdrawn]),
        (nameof(SubmitTaskBook), "提交会审", [TaskBookStatus.Draft]),
        (nameof(ReturnTaskBook), "退回", [TaskBookStatus.UnderReview]),
        (nameof(IssueTaskBook), "签发", [TaskBookStatus.UnderReview]),
        (nameof(AcceptTaskBook), "签收", [TaskBookStatus.Issued]),
        (nameof(ContestTaskBook), "提出异议", [TaskBookStatus.Issued]),
        (nameof(ProposeAmendment), "申请变更", [TaskBookStatus.Active]),
        (nameof(ApproveAmendment), "批准变更", [TaskBookStatus.Amending]),
        (nameof(RejectAmendment), "不同意变更", [TaskBookStatus.Amending]),
        (nameof(RequestClosure), "申请办结", [TaskBookStatus.Active]),
        (nameof(ApproveClosure), "批准办结", [TaskBookStatus.Closing]),
        (nameof(RefuseClosure), "不同意办结", [TaskBookStatus.Closing]),
        (nameof(WithdrawTaskBook), "撤销", [TaskBookStatus.Draft, TaskBookStatus.UnderReview, TaskBookStatus.Issued, TaskBookStatus.Active]),
    ];

    public static ImmutableArray<string> From(TaskBookStatus status) => [.. Table.Where(row => row.From.Contains(status)).Select(row => row.Command)];

    public static Refusal? Check(string command, TaskBookStatus status) => Table.First(row => row.Command == command).From.Contains(status)
        ? null
        : Decision.Refuse(
            status is TaskBookStatus.Closed ? Problems.SubjectClosed : Problems.IllegalTransition,
            $"任务书现为“{status.InWords()}”，可办理："
            + $"{(Table.Where(row => row.From.Contains(status)).Select(row => row.Words).ToArray() is { Length: > 0 } allowed ? string.Join('、', allowed) : "无")}。");
}

/// <summary>What this room adds to an initiative.</summary>
internal static class TaskBookPart
{
    extension(InitiativeState initiative)
    {
        public TaskBookState TaskBook => initiative.Part<TaskBookState>();
    }
}
