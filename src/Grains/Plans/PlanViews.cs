using FuyangPlan.EventSourcing;
using FuyangPlan.Initiatives;
using FuyangPlan.Leaders;
using FuyangPlan.Lights;

namespace FuyangPlan.Plans;

/// <summary>Phrases a plan for its readers.</summary>
internal static class PlanViews
{
    private const string RollUpRule =
        "进度取本族全部事项已核验进度的平均（未签收任务书的按 0 计）；灯按已亮灯事项的平均差距用同一阈值判定，其中有红灯的不高于黄灯；没有事项亮灯时不亮。";

    public static PlanView Of(PlanState plan, DateTimeOffset now, ImmutableArray<InitiativeSummary> initiatives)
    {
        var facts = plan.Document!;
        var days = DaysToEvent(plan, now);
        return new(
            Id: facts.Id, Name: facts.Name, FullName: facts.FullName.Shown, Label: facts.Label, Clock: new(facts.Clock.Kind, now),
            StartsOn: facts.StartsOn, EventName: facts.Event.Name, EventDate: plan.EventDate, DaysToEvent: days, Countdown: Countdown(days),
            Baselines: plan.Baselines,
            Families: [.. facts.Families.Select(family => Of(family, [.. initiatives.Where(initiative => initiative.Kind == family.Kind)], plan.Rules))],
            Departments: [.. plan.Departments.Values], Persons: [.. plan.Persons.Values], CompletionStandards: facts.CompletionStandards ?? [],
            Rules: plan.Rules, Source: facts.Source, InitiativeIds: plan.Initiatives, Version: plan.Version);
    }

    /// <param name="names">Of initiatives, by their ids.</param>
    public static PlanFacts Facts(PlanState plan, DateTimeOffset now, ImmutableDictionary<string, string> names, long position)
    {
        var facts = plan.Document!;
        var days = DaysToEvent(plan, now);
        return new(
            Id: facts.Id, Name: facts.Name, FullName: facts.FullName.Shown, Label: facts.Label, Clock: new(facts.Clock.Kind, now),
            StartsOn: facts.StartsOn, EventName: facts.Event.Name, EventDate: plan.EventDate, DaysToEvent: days, Countdown: Countdown(days),
            Departments: [.. plan.Departments.Values], Persons: [.. plan.Persons.Values], Rules: plan.Rules, Source: facts.Source,
            Initiatives: [.. plan.Initiatives.Select(id => new InitiativeName(id, names.GetValueOrDefault(id, id)))], Position: position);
    }

    public static IEnumerable<Statement> Says(PlanView plan) =>
    [
        new("name", "名称", plan.Name), new("eventDate", "赛事日期", plan.EventDate is { } date ? Statement.Day(date) : "延期，待定"),
        new("initiatives", "事项", Statement.Number(plan.InitiativeIds.Length)),
        .. plan.Departments.Select(department => new Statement($"departments/{department.Code}", $"单位 {department.Code}", department.Name)),
        .. plan.Persons.Select(person => new Statement($"persons/{person.Id}", $"人员 {person.Id}", $"{person.Name}{(person.Title is { } title ? $"，{title}" : "")}")),
    ];

    private static int? DaysToEvent(PlanState plan, DateTimeOffset now) => plan.EventDate?.DayNumber - now.Day().DayNumber;

    private static string Countdown(int? days) => days switch
    {
        null => "延期，待定",
        0 => "今天开幕",
        > 0 => $"距开幕 {days} 天",
        _ => $"已开幕 {-days} 天",
    };

    private static FamilyView Of(Family family, ImmutableArray<InitiativeSummary> members, RuleSet rules)
    {
        int Count(Light light) => members.Count(member => member.Light == light);
        ImmutableArray<InitiativeSummary> lit = [.. members.Where(member => member.Light is not null)];
        return new(
            Id: family.Id, Kind: family.Kind, Name: family.Name, StandsUp: family.StandsUp, Target: family.Target, LeaderTitle: family.LeaderTitle,
            Duties: family.Duties, DutyOutcome: family.DutyOutcome, Wordings: family.Wordings ?? [], Initiatives: members.Length,
            Vacancies: members.Count(member => member.Leader is null),
            Percent: members.IsEmpty ? 0 : Math.Round(members.Average(member => member.Percent), 2), Light: lit.IsEmpty ? null : RollUp(lit, rules),
            Blue: Count(Light.Blue), Green: Count(Light.Green), Yellow: Count(Light.Yellow), Red: Count(Light.Red), Rule: RollUpRule);
    }

    private static Light RollUp(ImmutableArray<InitiativeSummary> lit, RuleSet rules)
    {
        if (lit.All(member => member.Light == Light.Blue)) return Light.Blue;
        var average = LightRules.OfGap(lit.Average(member => Math.Max(0, member.Planned - member.Percent)), rules);
        return average == Light.Green && lit.Any(member => member.Light == Light.Red) ? Light.Yellow : average;
    }
}
