using System.Text.Json;
using FuyangPlan.Initiatives;

namespace FuyangPlan.Plans;

/// <summary>What a plan must satisfy beyond its shape. Pure; a document without faults can be imported.</summary>
public static partial class PlanDocumentRules
{
    public const int MaxInitiatives = 500, MaxText = 2000, MaxName = 100, MaxFaults = 100;

    /// <summary>Every fault with a JSON pointer and a Chinese sentence, the first <see cref="MaxFaults"/> of them; empty: nothing is wrong.</summary>
    public static ImmutableArray<Fault> Check(PlanDocument plan)
    {
        ImmutableArray<Fault> texts = [.. Texts(JsonSerializer.SerializeToElement(plan, StrictJson.Options), "").Take(MaxFaults)];

        // The other rules look into the entries of lists, so a null there comes first and alone.
        if (texts.Any(fault => fault.Message == NullEntry)) return texts;
        return [.. texts.Concat(Head(plan)).Concat(Families(plan)).Concat(Initiatives(plan)).Concat(Register(plan))
            .Concat(Thresholds(plan.Rules ?? new())).Concat(Calendar(plan.Calendar)).Concat(Source(plan.Source)).Take(MaxFaults)];
    }

    private static IEnumerable<Fault> Head(PlanDocument plan)
    {
        foreach (var fault in Slugs("/id", plan.Id)) yield return fault;
        foreach (var fault in Names(("/name", plan.Name), ("/label", plan.Label), ("/event/name", plan.Event.Name))) yield return fault;
        foreach (var fault in Dates(("/startsOn", plan.StartsOn), ("/event/date", plan.Event.Date))) yield return fault;
        if (plan.Event.Date < plan.StartsOn) yield return new("/event/date", $"早于行动开始之日 {plan.StartsOn:yyyy-MM-dd}。");

        switch (plan.Clock)
        {
            case { Kind: ClockKind.StartsAt, At: null }: yield return new("/clock/at", "演练时钟须写明起始时刻 at。"); break;
            case { Kind: ClockKind.Real, At: not null }: yield return new("/clock/at", "真实时钟没有起始时刻。"); break;
            case { At: { } at } when at.Offset != China.Offset: yield return new("/clock/at", "须写明北京时间，以 +08:00 结尾。"); break;
            case { At: { } at } when at.Day() < plan.StartsOn || at.Year > Years.Last:
                yield return new("/clock/at", $"须在行动开始之日 {plan.StartsOn:yyyy-MM-dd} 到 {Years.Last}-12-31 之间。");
                break;
        }
    }

    private static IEnumerable<Fault> Families(PlanDocument plan) =>
        Slugs("/families", plan.Families.Select(family => family.Id), "id")
            .Concat(Unique("/families", plan.Families.Select(family => Named(family.Kind)), "kind"));

    private static string Named(InitiativeKind kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());

    private static IEnumerable<Fault> Initiatives(PlanDocument plan)
    {
        if (plan.Initiatives.Length is 0 or > MaxInitiatives)
            yield return new("/initiatives", $"须有 1 到 {MaxInitiatives} 个事项。");
        foreach (var fault in Unique("/initiatives", plan.Initiatives.Select(initiative => initiative.Id), "id")) yield return fault;

        for (var i = 0; i < plan.Initiatives.Length; i++)
        {
            var (charter, at) = (plan.Initiatives[i], $"/initiatives/{i}");
            if (!InitiativeId.TryParse(charter.Id, out var id))
                yield return new($"{at}/id", "须形如 project-4、chain-5、campaign-2，编号 1 到 9999。");
            else if (!plan.Families.Any(family => family.Kind == id.Kind))
                yield return new($"{at}/id", $"families 里没有“{Named(id.Kind)}”一类。");
            foreach (var fault in Names(($"{at}/name/printed", charter.Name.Printed), ($"{at}/name/restored", charter.Name.Restored))) yield return fault;
            foreach (var fault in Unique($"{at}/carriers", (charter.Carriers ?? []).Select(carrier => carrier.Name), "name")) yield return fault;
            if (charter.SpeechOrder is < 1 or > MaxInitiatives) yield return new($"{at}/speechOrder", $"须为 1 到 {MaxInitiatives}。");
        }
    }

    private static IEnumerable<Fault> Register(PlanDocument plan)
    {
        var (departments, persons) = (plan.Departments ?? [], plan.Persons ?? []);
        var codes = departments.Select(department => department.Code).ToHashSet(StringComparer.Ordinal);
        return Slugs("/departments", departments.Select(department => department.Code), "code")
            .Concat(departments.SelectMany((department, i) => Names(($"/departments/{i}/name", department.Name))))
            .Concat(Slugs("/persons", persons.Select(person => person.Id), "id"))
            .Concat(persons.SelectMany((person, i) => Names(($"/persons/{i}/name", person.Name), ($"/persons/{i}/title", person.Title))))
            .Concat(persons.SelectMany<Person, Fault>((person, i) => person.Department is { } code && !codes.Contains(code)
                ? [new($"/persons/{i}/department", $"departments 里没有“{code}”。")] : []))
            .Concat(Unique("/completionStandards", (plan.CompletionStandards ?? []).Select(template => template.Verb), "verb"));
    }

    private static IEnumerable<Fault> Calendar(WorkCalendar? calendar)
    {
        if (calendar is null) yield break;
        var holidays = calendar.Holidays.ToHashSet();
        foreach (var fault in Days("/calendar/holidays", calendar.Holidays).Concat(Days("/calendar/workdays", calendar.Workdays))) yield return fault;
        for (var i = 0; i < calendar.Workdays.Length; i++)
            if (holidays.Contains(calendar.Workdays[i])) yield return new($"/calendar/workdays/{i}", "同一天又放假又上班。");
            else if (calendar.Workdays[i].DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                yield return new($"/calendar/workdays/{i}", "只写调休上班的周末。");
    }

    private static IEnumerable<Fault> Source(PlanSource? source)
    {
        if (source is null) yield break;
        if (source.Meeting is { } meeting)
            foreach (var fault in Dates(("/source/meeting/date", meeting.Date))) yield return fault;
        foreach (var (key, text) in source.Statements ?? ImmutableSortedDictionary<string, PrintedText>.Empty)
            if (text is null) yield return new($"/source/statements/{Escape(key)}", NullEntry);
        var dates = source.Dates ?? [];
        for (var i = 0; i < dates.Length; i++)
        {
            foreach (var fault in Dates(($"/source/dates/{i}/date", dates[i].Date), ($"/source/dates/{i}/until", dates[i].Until ?? dates[i].Date)))
                yield return fault;
            if (dates[i].Until < dates[i].Date) yield return new($"/source/dates/{i}/until", "早于起始日。");
        }
    }
}
