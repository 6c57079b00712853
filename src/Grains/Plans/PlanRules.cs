using System.Text.Json;
using FuyangPlan.EventSourcing;
using FuyangPlan.Journal;
using static FuyangPlan.EventSourcing.Decision;

namespace FuyangPlan.Plans;

/// <summary>What may happen to a plan.</summary>
internal static class PlanRules
{
    public static Decision Decide(PlanState plan, PlanCommand command, Moment moment) => command switch
    {
        ImportPlan c => On(plan, c, moment),
        PostponeEvent c => On(plan, c, moment),
        RescheduleEvent c => On(plan, c, moment),
        AdvanceClock c => On(plan, c, moment),
        RegisterDepartment c => On(plan, c, moment),
        RegisterPerson c => On(plan, c, moment),
        SealDay c => On(plan, c, moment),
        _ => throw NoRule.For(command),
    };

    private static Decision On(PlanState plan, ImportPlan command, Moment moment)
    {
        if (PlanAuthority.ToImport(moment.Actor) is { } refusal) return refusal;
        if (PlanDocumentRules.Check(command.Document) is { IsEmpty: false } faults)
            return Refuse(Problems.PlanInvalid, $"行动文件有 {faults.Length} 处错误，请按位置改正后再导入。", faults);

        ImmutableArray<string> ids = [.. command.Document.Initiatives.Select(initiative => initiative.Id)];
        var facts = command.Document with { Initiatives = [], Schema = null };
        if (plan.Document is not { } known) return Record(new PlanImported(facts, ids, moment.Real));
        if (facts.Clock != known.Clock || facts.StartsOn != known.StartsOn || facts.Event.Date != known.Event.Date)
            return Refuse(Problems.PlanExists, "行动已存在：时钟、开始日期和赛事首个日期不能由再次导入改变；赛事改期请用赛事日期命令。");
        if (plan.Initiatives.Except(ids).ToArray() is { Length: > 0 } missing)
            return Refuse(Problems.PlanInvalid, $"已建立的事项不能从文件中去掉：{string.Join('、', missing)}。", [new("/initiatives", "缺少已建立的事项")]);
        return Same(facts, known) && ids.SequenceEqual(plan.Initiatives) ? Nothing : Record(new PlanRevised(facts, ids));
    }

    private static Decision On(PlanState plan, PostponeEvent command, Moment moment)
    {
        if ((Imported(plan) ?? moment.Actor.MustHaveRole(Role.LeadingGroup)
            ?? Guard.MustBeText("/document", command.Document, 100) ?? Guard.MustBeText("/reason", command.Reason, 500)) is { } refusal) return refusal;
        return plan.EventDate is null
            ? Refuse(Problems.EventAlreadyPostponed, "赛事已是延期待定，请在新日期确定后登记新日期。")
            : Record(new EventPostponed(command.Document, command.Reason));
    }

    private static Decision On(PlanState plan, RescheduleEvent command, Moment moment)
    {
        if ((Imported(plan) ?? moment.Actor.MustHaveRole(Role.LeadingGroup)
            ?? Guard.MustBeText("/document", command.Document, 100) ?? Guard.MustLieInPlan("/date", command.Date, moment)) is { } refusal) return refusal;
        return command.Date == plan.EventDate
            ? Nothing
            : Record(new EventRescheduled(plan.Baselines.Max(baseline => baseline.Number) + 1, command.Date, command.Document));
    }

    private static Decision On(PlanState plan, AdvanceClock command, Moment moment)
    {
        if ((Imported(plan) ?? moment.Actor.MustHaveRole(Role.Admin)) is { } refusal) return refusal;
        if (plan.Document!.Clock.Kind == ClockKind.Real) return Refuse(Problems.ClockIsReal, "本行动使用真实时间，不能拨钟。");
        if (!Years.Include(command.To.Day())) return Refuse(Problems.InvalidDate, $"日期须在 {Years.InWords} 年之间。", [new("/to", "超出范围")]);
        if (command.To <= moment.Now) return Refuse(Problems.ClockBackwards, $"时钟只能向前拨；现在是 {moment.Now:yyyy-MM-dd HH:mm}。", [new("/to", "不晚于现在")]);
        if (command.To > moment.Now.AddDays(AdvanceClock.MostDays))
            return Refuse(
                Problems.ClockTooFar, $"一次最多向前拨 {AdvanceClock.MostDays} 天，即到 {moment.Now.AddDays(AdvanceClock.MostDays):yyyy-MM-dd HH:mm}。", [new("/to", "太远")]);
        // A month is what a rehearsal goes by; what is further may be a slip of the hand.
        var isFar = command.To > moment.Now.AddDays(AdvanceClock.UnaskedDays);
        return (command.Confirm is { } confirmed ? confirmed != command.To.Day() : isFar)
            ? Refuse(
                Problems.ClockUnconfirmed, $"拨钟不能撤回。确要从 {moment.Today:yyyy-MM-dd} 拨到 {command.To.Day():yyyy-MM-dd}，请在 confirm 中再写一遍这一天。",
                [new("/confirm", $"须为 {command.To.Day():yyyy-MM-dd}")])
            : Record(new ClockAdvanced(command.To, moment.Real));
    }

    private static Decision On(PlanState plan, RegisterDepartment command, Moment moment)
    {
        if ((Imported(plan) ?? moment.Actor.MustHaveRole(Role.Office, Role.Admin)
            ?? Guard.MustBeSlug("/code", command.Code) ?? Guard.MustBeText("/name", command.Name, 100)) is { } refusal) return refusal;
        var department = new Department(command.Code, command.Name);
        return plan.Departments.GetValueOrDefault(command.Code) == department ? Nothing : Record(new DepartmentRegistered(department));
    }

    private static Decision On(PlanState plan, RegisterPerson command, Moment moment)
    {
        if ((Imported(plan) ?? moment.Actor.MustHaveRole(Role.Office, Role.Admin)
            ?? Guard.MustBeSlug("/id", command.Id) ?? Guard.MustBeText("/name", command.Name, 100)
            ?? Guard.MustBeTextIfAny("/title", command.Title, 100)) is { } refusal) return refusal;
        if (command.Department is { } code && !plan.Departments.ContainsKey(code))
            return Refuse(Problems.DepartmentNotFound, $"单位 {code} 未登记，请先登记单位。", [new("/department", "未登记")]);
        var known = plan.Persons.GetValueOrDefault(command.Id);
        if (plan.Document!.Persons?.FirstOrDefault(person => person.Id == command.Id) is { } fact && fact.Name != command.Name)
            return Refuse(Problems.PersonIsFact, $"{command.Id} 是行动文件中的 {fact.Name}，姓名不能改；请用新的编号登记。", [new("/id", "行动文件中的人员")]);
        var person = new Person(command.Id, command.Name, command.Title, known?.Roles, command.Department);
        return known is not null && Same(known, person) ? Nothing : Record(new PersonRegistered(person));
    }

    private static Decision On(PlanState plan, SealDay command, Moment moment) =>
        moment.Actor != Actor.System ? Refuse(Problems.Forbidden, "流水由系统封存。")
        : plan.LastSeal?.Covers(command.Day) is true ? Nothing
        : plan.LastSeal?.Root != command.Previous ? Refuse(Problems.VersionMoved, "上一次日封已更新，请按新的根重新封存。")
        : Record(new DaySigned(command.Day, command.Position, command.Root, command.Previous, command.Signature, command.KeyId));

    private static Refusal? Imported(PlanState plan) => plan.IsImported ? null : Refuse(Problems.PlanNotFound, "没有这个行动。");

    private static bool Same<T>(T one, T other) => JsonSerializer.Serialize(one, StrictJson.Options) == JsonSerializer.Serialize(other, StrictJson.Options);
}
