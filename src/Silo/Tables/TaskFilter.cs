using System.Data.Common;
using System.Globalization;
using FuyangPlan.Checklists;
using FuyangPlan.Initiatives;
using FuyangPlan.Lights;
using FuyangPlan.Storage;


namespace FuyangPlan.Tables;

/// <summary>What a question asks for, as SQL: only the parts that narrow, so that each index can serve.</summary>
internal sealed class TaskFilter
{
    // More is no search any more; each word costs a look into every row.
    private const int MostWords = 16;

    private readonly List<string> parts = ["plan = @plan"];
    private readonly List<(string Name, object Value)> values = [];

    /// <param name="find">The database's function that looks for a part of a text.</param>
    public TaskFilter(string plan, TaskQuery query, DateOnly today, string find)
    {
        values.Add(("@plan", plan));
        values.Add(("@today", Day(today)));
        if (query.Stage is { } stage) Add("stage = @stage", "@stage", stage.ToString());
        else parts.Add("stage <> 'Cancelled'");
        if (query.Kind is { } kind) Add("kind = @kind", "@kind", kind);
        if (query.Initiative is { } initiative)
            Add("initiative_order = @initiative", "@initiative", InitiativeId.TryParse(initiative, out var id) ? Order(id) : -1);
        if (query.Light is { } light) Add($"{TaskSort.LightRank} = @light", "@light", Light.Red - light);
        if (query.Department is { } department) Add("department = @department", "@department", department);
        if (query.Person is { } person) Add($"{find}(people, @person) > 0", "@person", $"\n{person}\n");
        if (query.DueFrom is { } from) Add("due >= @from", "@from", Day(from));
        if (query.DueTo is { } to) Add("due <= @to", "@to", Day(to));
        if (query.Overdue is { } overdue) parts.Add(overdue ? "open = 1 AND due < @today" : "NOT (open = 1 AND due < @today)");
        var words = Text.Normalize(query.Search ?? "").ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        foreach (var (i, word) in words.Distinct().Take(MostWords).Index()) Add($"{find}(search_text, @word{i}) > 0", $"@word{i}", word);
    }

    public string Where => string.Join(" AND ", parts);

    public void Bind(DbCommand command)
    {
        foreach (var (name, value) in values) command.Add(name, value);
    }

    public void Add(string part, params ReadOnlySpan<(string, object)> with)
    {
        parts.Add(part);
        values.AddRange(with);
    }

    /// <summary>Projects, then chains, then campaigns, each by number.</summary>
    public static int Order(InitiativeId id) => (int)id.Kind * 10_000 + id.Number;

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private void Add(string part, string name, object value) => Add(part, (name, value));
}
