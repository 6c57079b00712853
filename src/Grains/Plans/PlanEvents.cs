using FuyangPlan.DaySeals;
using FuyangPlan.EventSourcing;
using FuyangPlan.Journal;
using static FuyangPlan.Journal.Classification;

namespace FuyangPlan.Plans;

/// <summary>Something happened to the plan itself.</summary>
internal abstract record PlanEvent(Classification Classification) : JournalEvent(Classification);

/// <summary>The plan came into being. The charters of its initiatives are in their own streams; here are their ids.</summary>
/// <param name="Document">The plan file without its initiatives.</param>
/// <param name="Anchor">The real instant at which a rehearsal's clock began to run.</param>
[JournalName("plan.imported")]
internal sealed record PlanImported(PlanDocument Document, ImmutableArray<string> Initiatives, DateTimeOffset Anchor) : PlanEvent(Public)
{
    internal override string Sentence => $"导入行动“{Document.Name}”，共 {Initiatives.Length} 个事项";
}

/// <summary>A changed plan file was imported; clock, first day and baseline 1 are as they were.</summary>
[JournalName("plan.revised")]
internal sealed record PlanRevised(PlanDocument Document, ImmutableArray<string> Initiatives) : PlanEvent(Public)
{
    internal override string Sentence => $"再次导入行动“{Document.Name}”，内容有更新";
}

[JournalName("plan.event-postponed")]
internal sealed record EventPostponed(string Document, string Reason) : PlanEvent(Public)
{
    internal override string Sentence => $"{Document}：赛事延期，日期待定。{Reason}";
}

[JournalName("plan.event-rescheduled")]
internal sealed record EventRescheduled(int Baseline, DateOnly Date, string Document) : PlanEvent(Public)
{
    internal override string Sentence => $"{Document}：赛事日期定为 {Date:yyyy-MM-dd}（第 {Baseline} 版）";
}

/// <param name="To">What the clock reads at <paramref name="Anchor"/>, a real instant.</param>
[JournalName("plan.clock-advanced")]
internal sealed record ClockAdvanced(DateTimeOffset To, DateTimeOffset Anchor) : PlanEvent(Internal)
{
    internal override string Sentence => $"推演时钟拨到 {To.ToOffset(China.Offset):yyyy-MM-dd HH:mm}";
}

[JournalName("plan.department-registered")]
internal sealed record DepartmentRegistered(Department Department) : PlanEvent(Internal)
{
    internal override string Sentence => $"登记单位 {Department.Name}（{Department.Code}）";
}

[JournalName("plan.person-registered")]
internal sealed record PersonRegistered(Person Person) : PlanEvent(Internal)
{
    internal override string Sentence => $"登记人员 {Person.Name}（{Person.Id}）";
}

/// <summary>A seal from before seals were signed: one root over the heads of all streams of the plan, as they were at a position.</summary>
[JournalName("plan.day-sealed")]
internal sealed record DaySealed(DateOnly Day, long Position, string Root) : PlanEvent(Internal), ISeal
{
    DaySealView ISeal.View => new(Day, Position, Root);

    internal override string Sentence => $"封存 {Day:yyyy-MM-dd} 流水，至第 {Position} 条";
}

/// <summary>One root over the heads of all streams of the plan, as they were at a position, and over the root before; signed.</summary>
/// <param name="Previous">The root of the seal before; null: there was none.</param>
[JournalName("plan.day-signed")]
internal sealed record DaySigned(DateOnly Day, long Position, string Root, string? Previous, string Signature, string KeyId) : PlanEvent(Internal), ISeal
{
    DaySealView ISeal.View => new(Day, Position, Root, Previous, Signature, KeyId);

    internal override string Sentence => $"封存 {Day:yyyy-MM-dd} 流水，至第 {Position} 条，已签名";
}
