namespace FuyangPlan.TaskBooks;

/// <summary>Where a task book stands (草拟、会审、已签发、执行、变更中、待办结、已办结、撤销).</summary>
public enum TaskBookStatus { None, Draft, UnderReview, Issued, Active, Amending, Closing, Closed, Withdrawn }

/// <summary>A task book as its readers see it.</summary>
/// <param name="Status">Where it stands; the commands that the state allows are in <paramref name="Allowed"/>.</param>
/// <param name="ContentHash">SHA-256 of the issued content; null before issue.</param>
/// <param name="Baselines">Every frozen baseline; the last is the one lights are judged by.</param>
/// <param name="ScoringBaseline">Number of the baseline that scores are judged by; 0 before acceptance.</param>
[GenerateSerializer, Immutable, Alias("task-book-view")]
public sealed record TaskBookView(
    TaskBookStatus Status, TaskBookContent? Content, string? ContentHash, string? Document,
    DateTimeOffset? IssuedAt, string? IssuedBy, DateTimeOffset? AcceptedAt, string? AcceptedBy, bool Contested,
    AmendmentView? Amendment, ImmutableArray<Baseline> Baselines, int ScoringBaseline, ImmutableArray<string> Allowed, ClosureView? Closure = null);

/// <summary>A proposed amendment that waits for a decision.</summary>
/// <param name="SlipDays">How much later than first promised the latest of what is put off is then, calendar days; earlier amendments count.</param>
/// <param name="Proposer">Id of the person who proposed and so may not decide; null where the account belongs to none.</param>
[GenerateSerializer, Immutable, Alias("amendment-view")]
public sealed record AmendmentView(
    TaskBookContent Content, string Reason, string Impact, bool Exempt, int SlipDays, string ProposedBy, DateTimeOffset ProposedAt, string? Proposer = null);

/// <summary>A request for closure: what those who decide it have before them. It stays with a closed task book.</summary>
/// <param name="CloseOut">The close-out statement (圆满闭环).</param>
/// <param name="Requester">Id of the person who asked and so may not decide; null where the account belongs to none.</param>
[GenerateSerializer, Immutable, Alias("closure-view")]
public sealed record ClosureView(string CloseOut, string RequestedBy, DateTimeOffset RequestedAt, string? Requester = null);

/// <summary>Dates and weights as they were frozen; never changed afterwards.</summary>
[GenerateSerializer, Immutable, Alias("baseline")]
public sealed record Baseline(int Number, DateTimeOffset FrozenAt, string ContentHash, ImmutableArray<BaselineTask> Tasks);

/// <summary>One task of a baseline that has a weight.</summary>
[GenerateSerializer, Immutable, Alias("baseline-task")]
public sealed record BaselineTask(int Number, DateOnly Start, DateOnly Due, decimal Weight);

/// <summary>Statuses in Chinese.</summary>
public static class TaskBookStatusWords
{
    public static string InWords(this TaskBookStatus status) => status switch
    {
        TaskBookStatus.None => "未起草",
        TaskBookStatus.Draft => "草拟",
        TaskBookStatus.UnderReview => "会审",
        TaskBookStatus.Issued => "已签发",
        TaskBookStatus.Active => "执行",
        TaskBookStatus.Amending => "变更中",
        TaskBookStatus.Closing => "待办结",
        TaskBookStatus.Closed => "已办结",
        _ => "撤销",
    };
}
