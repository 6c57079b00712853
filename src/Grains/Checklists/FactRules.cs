using FuyangPlan.DepartmentFeeds;
using FuyangPlan.DepartmentFeeds.V1;
using FuyangPlan.EventSourcing;
using FuyangPlan.Initiatives;
using FuyangPlan.Journal;
using static FuyangPlan.EventSourcing.Decision;

namespace FuyangPlan.Checklists;

/// <summary>
/// What a fact does to its task. Of all that a feed sends about a task the one that is furthest ahead stands, and of equals the one with the
/// highest offset, so that the order in which they come makes no difference. Nothing that comes late overrules what a person said since.
/// </summary>
internal static class FactRules
{
    public static Decision Decide(InitiativeState initiative, RecordFact command, Moment moment)
    {
        var fact = command.Fact;
        if ((ChecklistRules.Find(initiative, fact.Task ?? 0, out var task) ?? DepartmentFeedRules.Sender(fact.Feed, command.Department, moment)) is { } refusal) return refusal;
        if (task.Planned.Department != command.Department) return Refuse(Problems.NotYours, "不是本单位的任务，数据接口只能报送本单位的任务。");
        var stands = task.Facts.GetValueOrDefault(fact.Feed);
        var isDone = DepartmentFeedRules.KindOf(fact) == FactKind.Completion;
        var claim = new StandingFact(fact.Offset, isDone ? 100 : fact.Percent ?? 0, isDone, false, fact.Offset, 0);
        if (stands is not null && claim with { Latest = 0 } == stands with { BackDated = false, Latest = 0, Floor = 0 }) return Superseded(stands);
        var late = command.Reason is null && stands is not null && fact.Offset <= stands.Latest;
        if (late && !(fact.Offset > stands!.Floor && claim.IsAhead(stands) && TaskState.IsFeed(task.Reporter))) return Superseded(stands!);
        var again = isDone && task.Stage == TaskStage.ReportedDone && task.Source?.Feed == fact.Feed;
        if ((again ? null : ChecklistRules.Stage(task, TaskStage.NotStarted, TaskStage.InProgress)) is { } elsewhere) return elsewhere;
        var source = new FactSource(fact.Feed, command.Department, fact.Offset, fact.DocumentNumber);
        var (recorded, refused) = isDone
            ? Completion(command, source, moment)
            : Progress(command, source, task, late ? stands : null);
        if (refused is not null) return refused;
        if (task.Stage != TaskStage.NotStarted) return Record(recorded!);
        var open = initiative.Checklist.Awaited(task);
        return command.Reason is null && !open.IsEmpty
            ? Refuse(Problems.PredecessorOpen, $"前置任务 {string.Join('、', open)} 尚未核验完成；确需先行启动的，请放行并写明理由。")
            : Record(new TaskStarted(task.Number, open.IsEmpty ? null : command.Reason), recorded!);
    }

    private static (JournalEvent?, Refusal?) Progress(RecordFact command, FactSource source, TaskState task, StandingFact? laterFact)
    {
        var percent = command.Fact.Percent ?? 0;
        if (percent >= task.Reported || command.Reason is not null)
            return (new ProgressFactRecorded(task.Number, source, percent, command.Fact.Note, percent < task.Reported ? command.Reason : null), null);
        return (null, laterFact is not null
            ? Superseded(laterFact)
            : Refuse(Problems.ProgressWentBackwards, $"上次已报 {task.Reported:0.##}%，报来 {percent:0.##}%，低于上次；确属更正的，请放行并写明理由。", [new("/percent", "低于上次报送")]));
    }

    private static (JournalEvent?, Refusal?) Completion(RecordFact command, FactSource source, Moment moment)
    {
        var done = command.Fact.DoneOn!.Value;
        if (Guard.MustLieInPlan("/doneOn", done, moment) is { } refusal) return (null, refusal);
        return done > moment.Today
            ? (null, Refuse(Problems.InFuture, "完成日期不能在将来。", [new("/doneOn", "在将来")]))
            : (new CompletionFactRecorded(
                command.Fact.Task!.Value, source, done, Guard.IsBackDated(done, moment), command.Fact.Note), null);
    }

    private static Refusal Superseded(StandingFact stands) => Refuse(Problems.FactSuperseded, $"来源编号 {stands.Offset} 的数据更新，本条不再计入。");
}
