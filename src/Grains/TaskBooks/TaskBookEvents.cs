using FuyangPlan.Journal;

namespace FuyangPlan.TaskBooks;

[JournalName("task-book.drafted")]
internal sealed record TaskBookDrafted(TaskBookContent Content) : JournalEvent;

[JournalName("task-book.submitted")]
internal sealed record TaskBookSubmitted : JournalEvent;

[JournalName("task-book.returned")]
internal sealed record TaskBookReturned(string Reason) : JournalEvent;

/// <param name="ContentHash">SHA-256 of the content as the API writes it.</param>
[JournalName("task-book.issued")]
internal sealed record TaskBookIssued(string Document, string ContentHash) : JournalEvent;

[JournalName("task-book.accepted")]
internal sealed record TaskBookAccepted(string ContentHash) : JournalEvent;

[JournalName("task-book.contested")]
internal sealed record TaskBookContested(string Reason) : JournalEvent;

/// <summary>Dates and weights are frozen; from now on they are what progress is judged by.</summary>
/// <param name="Scoring">True when scores are judged by it from now on too.</param>
[JournalName("task-book.baseline-frozen")]
internal sealed record BaselineFrozen(int Number, string ContentHash, ImmutableArray<BaselineTask> Tasks, bool Scoring) : JournalEvent;

[JournalName("task-book.amendment-proposed")]
internal sealed record AmendmentProposed(TaskBookContent Content, string Reason, string Impact, bool Exempt, int SlipDays) : JournalEvent;

[JournalName("task-book.amendment-approved")]
internal sealed record AmendmentApproved(string ContentHash) : JournalEvent;

[JournalName("task-book.amendment-rejected")]
internal sealed record AmendmentRejected(string Reason) : JournalEvent;

[JournalName("task-book.closure-requested")]
internal sealed record ClosureRequested(string CloseOut) : JournalEvent;

[JournalName("task-book.closed")]
internal sealed record TaskBookClosed : JournalEvent;

[JournalName("task-book.closure-refused")]
internal sealed record ClosureRefused(string Reason) : JournalEvent;

[JournalName("task-book.withdrawn")]
internal sealed record TaskBookWithdrawn(string Resolution) : JournalEvent;
