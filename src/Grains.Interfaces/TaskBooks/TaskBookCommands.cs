namespace FuyangPlan.TaskBooks;

/// <summary>A command to an initiative’s task book.</summary>
[GenerateSerializer, Immutable, Alias("task-book.command")]
public abstract record TaskBookCommand : Command;

/// <summary>Write or rewrite the draft. By the office. It may be incomplete; contradictions are refused (<c>task-book-invalid</c>, <c>dependency-cycle</c>).</summary>
[GenerateSerializer, Immutable, Alias("task-book.draft")]
public sealed record DraftTaskBook(TaskBookContent Content) : TaskBookCommand;

/// <summary>
/// Submit the draft for review. By the office. Refused with every fault named: a goal without completion standard, metric or deadline,
/// a task without its one department or a person, weights that do not sum to 100 (<c>weights-not-100</c>).
/// </summary>
[GenerateSerializer, Immutable, Alias("task-book.submit")]
public sealed record SubmitTaskBook() : TaskBookCommand;

/// <summary>Send it back to the drafters. By the leading group or the office; the reason has at least 10 characters.</summary>
[GenerateSerializer, Immutable, Alias("task-book.return")]
public sealed record ReturnTaskBook([Lines] string Reason) : TaskBookCommand;

/// <summary>Issue it (颁发任务书). By the leading group; the position may still be vacant. The content's SHA-256 is fixed and nothing in it can be edited any more.</summary>
/// <param name="Document">Number of the task book.</param>
[GenerateSerializer, Immutable, Alias("task-book.issue")]
public sealed record IssueTaskBook(string Document) : TaskBookCommand;

/// <summary>Accept it. By the appointed leader, who signs exactly the issued hash. Freezes baseline 1: dates, weights, trajectory.</summary>
/// <param name="ContentHash">SHA-256 of the content that is signed, lower-case hexadecimal.</param>
[GenerateSerializer, Immutable, Alias("task-book.accept")]
public sealed record AcceptTaskBook(string ContentHash) : TaskBookCommand;

/// <summary>Object to the standard. By the appointed leader, once, within the plan's working days after issue. It returns to review.</summary>
[GenerateSerializer, Immutable, Alias("task-book.contest")]
public sealed record ContestTaskBook([Lines] string Reason) : TaskBookCommand;

/// <summary>Propose a change of the accepted content. By the office, the leader, or a liaison of a department that is in it.</summary>
/// <param name="Content">The whole content as it should become. Tasks that have begun keep their number and cannot disappear; others are cancelled.</param>
/// <param name="Reason">At least 10 characters.</param>
/// <param name="Impact">What it does to the date and the score.</param>
/// <param name="Exempt">True when the change is without fault (免责变更): the scoring baseline then moves too.</param>
[GenerateSerializer, Immutable, Alias("task-book.propose-amendment")]
public sealed record ProposeAmendment(TaskBookContent Content, [Lines] string Reason, [Lines] string Impact, bool Exempt = false) : TaskBookCommand;

/// <summary>Approve the proposal: the next baseline. By the office up to the slip that the plan names, by the leading group above; never by the proposer.</summary>
[GenerateSerializer, Immutable, Alias("task-book.approve-amendment")]
public sealed record ApproveAmendment() : TaskBookCommand;

/// <summary>Reject the proposal; the baseline stays.</summary>
[GenerateSerializer, Immutable, Alias("task-book.reject-amendment")]
public sealed record RejectAmendment([Lines] string Reason) : TaskBookCommand;

/// <summary>Ask for closure (办结). By the leader or the office, when every task that is not optional is struck off.</summary>
/// <param name="CloseOut">The close-out statement (圆满闭环).</param>
[GenerateSerializer, Immutable, Alias("task-book.request-closure")]
public sealed record RequestClosure([Lines] string CloseOut) : TaskBookCommand;

/// <summary>Close it. By the leading group, and another person than the one who asked.</summary>
[GenerateSerializer, Immutable, Alias("task-book.approve-closure")]
public sealed record ApproveClosure() : TaskBookCommand;

/// <summary>Do not close it yet; it is active again. By the leading group, and another person than the one who asked.</summary>
[GenerateSerializer, Immutable, Alias("task-book.refuse-closure")]
public sealed record RefuseClosure([Lines] string Reason) : TaskBookCommand;

/// <summary>Withdraw it by a resolution of the leading group. History is kept; a new draft may follow.</summary>
[GenerateSerializer, Immutable, Alias("task-book.withdraw")]
public sealed record WithdrawTaskBook([Lines] string Resolution) : TaskBookCommand;
