using FuyangPlan.EventSourcing;
using FuyangPlan.Initiatives;
using FuyangPlan.Teams;
using static FuyangPlan.EventSourcing.Decision;

namespace FuyangPlan.Landings;

/// <summary>What a landing hangs on, and what was agreed with its enterprise.</summary>
internal static class LeadEnterpriseRules
{
    private const int MostTasks = 100;

    public static Decision Decide(InitiativeState chain, int number, LinkLanding command, Moment moment)
    {
        if ((LandingRules.Find(chain, number, out var landing) ?? TeamRules.Working(chain, moment) ?? Guard.MustBeTextIfAny("/note", command.Note, 500)) is { } refusal)
            return refusal;
        if (command.Tasks.Length > MostTasks) return Refuse(Problems.OutOfRange, $"最多关联 {MostTasks} 项任务。", [new("/tasks", $"最多 {MostTasks} 项")]);
        for (var i = 0; i < command.Tasks.Length; i++)
            if (Task($"/tasks/{i}", command.Tasks[i], moment) is { } bad) return bad;
        ImmutableArray<string> tasks = [.. command.Tasks.Distinct(StringComparer.Ordinal)];
        return tasks.SequenceEqual(landing.Tasks) && command.Note == landing.LinkNote ? Nothing : Record(new LandingLinked(number, tasks, command.Note));
    }

    public static Decision Decide(InitiativeState chain, int number, RecordPromise command, Moment moment)
    {
        if ((LandingRules.Find(chain, number, out var landing) ?? TeamRules.Working(chain, moment) ?? Guard.MustBeText("/text", command.Text, 500)
            ?? Guard.MustLieInPlan("/due", command.Due, moment)) is { } refusal) return refusal;
        return landing.Promises.Any(known => (known.Text, known.By, known.Due, known.Status) == (command.Text, command.By, command.Due, PromiseStatus.Open))
            ? Nothing
            : Record(new PromiseRecorded(number, landing.Promises.Length + 1, command.Text, command.By, command.Due));
    }

    public static Decision Decide(InitiativeState chain, int number, KeepPromise command, Moment moment)
    {
        if ((Open(chain, number, command.Promise, moment) ?? Guard.MustBeTextIfAny("/note", command.Note, 500)) is { } refusal) return refusal;
        return Record(new PromiseKept(number, command.Promise, command.Note));
    }

    public static Decision Decide(InitiativeState chain, int number, BreakPromise command, Moment moment)
    {
        if ((Open(chain, number, command.Promise, moment) ?? Guard.MustBeReason("/reason", command.Reason)) is { } refusal) return refusal;
        return Record(new PromiseBroken(number, command.Promise, command.Reason));
    }

    public static Decision Decide(InitiativeState chain, int number, RecordContact command, Moment moment)
    {
        if ((LandingRules.Find(chain, number, out var landing) ?? TeamRules.Working(chain, moment) ?? Guard.MustLieInPlan("/on", command.On, moment)
            ?? Guard.MustBeText("/with", command.With, 100) ?? Guard.MustBeText("/summary", command.Summary, 1000)) is { } refusal) return refusal;
        if (command.On > moment.Today) return Refuse(Problems.InFuture, "联系日期不能在将来。", [new("/on", "在将来")]);
        return landing.Contacts.Any(known => (known.On, known.With, known.Summary) == (command.On, command.With, command.Summary))
            ? Nothing
            : Record(new ContactRecorded(number, command.On, command.With, command.Summary));
    }

    private static Refusal? Open(InitiativeState chain, int number, int promise, Moment moment) =>
        LandingRules.Find(chain, number, out var landing) ?? TeamRules.Working(chain, moment)
        ?? (landing.Promises.FirstOrDefault(known => known.Number == promise) is not { } found
                ? Refuse(Problems.PromiseNotFound, $"第 {number} 项没有第 {promise} 号承诺。", [new("/promise", "没有这个编号")])
            : found.Status != PromiseStatus.Open ? Refuse(Problems.IllegalTransition, "这个承诺已有结果，不能再改。", [new("/promise", "已有结果")])
            : null);

    /// <summary>An initiative of the plan and a number. Whether it has that task, no other grain is asked.</summary>
    private static Refusal? Task(string pointer, string text, Moment moment) =>
        text.Split('/') is not [var initiative, var digits] || !InitiativeId.TryParse(initiative, out _)
            || digits.Length is 0 or > 4 || digits[0] == '0' || !digits.All(char.IsAsciiDigit)
                ? Refuse(Problems.TextInvalid, "关联的任务写作 project-4/3：事项编号、斜杠、任务序号。", [new(pointer, "须写作 project-4/3")])
            : moment.Plan.Initiatives.Contains(initiative) ? null
            : Refuse(Problems.InitiativeNotFound, $"本行动没有事项 {initiative}。", [new(pointer, "没有这个事项")]);
}
