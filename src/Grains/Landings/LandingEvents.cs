using FuyangPlan.Journal;
using static FuyangPlan.Journal.Classification;

namespace FuyangPlan.Landings;

/// <summary>Something happened to one landing of a chain.</summary>
internal abstract record LandingEvent(int Landing, Classification Classification) : JournalEvent(Classification);

[JournalName("landing.added")]
internal sealed record LandingAdded(int Landing, string Name, LandingKind Kind, bool LeadEnterprise) : LandingEvent(Landing, Internal)
{
    internal override string Sentence => $"增补落地项目 {Landing}“{Name}”{(LeadEnterprise ? "（龙头企业）" : "")}";

    internal override int? Made => Landing;
}

/// <param name="BackDated">The day lies further before the report than the plan lets pass unmarked: a mark for the inspector.</param>
[JournalName("landing.stage-reported")]
internal sealed record LandingStageReported(
    int Landing, LandingStage Stage, DateOnly ReachedOn, bool BackDated, ImmutableArray<Proof> Proofs, string? Note) : LandingEvent(Landing, Internal)
{
    internal override string Sentence => $"落地项目 {Landing} 报“{Stage.InWords()}”，日期 {ReachedOn:yyyy-MM-dd}{(BackDated ? "（补报）" : "")}，佐证 {Proofs.Length} 份{Phrase.Note(Note)}";
}

[JournalName("landing.stage-verified")]
internal sealed record LandingStageVerified(int Landing, LandingStage Stage, string? Note) : LandingEvent(Landing, Internal)
{
    internal override string Sentence => $"落地项目 {Landing} “{Stage.InWords()}”核验通过{Phrase.Note(Note)}";
}

[JournalName("landing.stage-rejected")]
internal sealed record LandingStageRejected(int Landing, LandingStage Stage, string Reason) : LandingEvent(Landing, Internal)
{
    internal override string Sentence => $"落地项目 {Landing} “{Stage.InWords()}”核验退回：{Reason}";
}

[JournalName("landing.regressed")]
internal sealed record LandingRegressed(int Landing, LandingStage From, LandingStage To, string Reason) : LandingEvent(Landing, Internal)
{
    internal override string Sentence => $"落地项目 {Landing} 由“{From.InWords()}”回退到“{To.InWords()}”：{Reason}";
}

[JournalName("landing.stopped")]
internal sealed record LandingStopped(int Landing, string Reason) : LandingEvent(Landing, Internal)
{
    internal override string Sentence => $"落地项目 {Landing} 停缓建：{Reason}";
}

[JournalName("landing.resumed")]
internal sealed record LandingResumed(int Landing, string Reason) : LandingEvent(Landing, Internal)
{
    internal override string Sentence => $"落地项目 {Landing} 复工：{Reason}";
}

[JournalName("landing.lead-marked")]
internal sealed record LeadEnterpriseMarked(int Landing, string Reason) : LandingEvent(Landing, Internal)
{
    internal override string Sentence => $"落地项目 {Landing} 列为龙头企业：{Reason}";
}

[JournalName("landing.lead-unmarked")]
internal sealed record LeadEnterpriseUnmarked(int Landing, string Reason) : LandingEvent(Landing, Internal)
{
    internal override string Sentence => $"落地项目 {Landing} 不再列为龙头企业：{Reason}";
}

[JournalName("landing.linked")]
internal sealed record LandingLinked(int Landing, ImmutableArray<string> Tasks, string? Note) : LandingEvent(Landing, Internal)
{
    internal override string Sentence => $"落地项目 {Landing} 关联任务：{(Tasks.IsEmpty ? "无" : string.Join('、', Tasks))}{Phrase.Note(Note)}";
}

[JournalName("landing.promise-recorded")]
internal sealed record PromiseRecorded(int Landing, int Promise, string Text, PromiseSide By, DateOnly Due) : LandingEvent(Landing, Internal)
{
    internal override string Sentence => $"落地项目 {Landing} 第 {Promise} 号承诺（{(By == PromiseSide.Ours ? "我方" : "企业")}，{Due:yyyy-MM-dd} 前）：{Text}";

    internal override int? Made => Promise;
}

[JournalName("landing.promise-kept")]
internal sealed record PromiseKept(int Landing, int Promise, string? Note) : LandingEvent(Landing, Internal)
{
    internal override string Sentence => $"落地项目 {Landing} 第 {Promise} 号承诺已兑现{Phrase.Note(Note)}";
}

[JournalName("landing.promise-broken")]
internal sealed record PromiseBroken(int Landing, int Promise, string Reason) : LandingEvent(Landing, Internal)
{
    internal override string Sentence => $"落地项目 {Landing} 第 {Promise} 号承诺未兑现：{Reason}";
}

[JournalName("landing.contact-recorded")]
internal sealed record ContactRecorded(int Landing, DateOnly On, string With, string Summary) : LandingEvent(Landing, Internal)
{
    internal override string Sentence => $"落地项目 {Landing} 联系记录，{On:yyyy-MM-dd}，{With}：{Summary}";
}
