using FuyangPlan.Lights;
using FuyangPlan.Tables;
using Microsoft.AspNetCore.Components;

namespace FuyangPlan.Checklists;

/// <summary>The task list across initiatives; its address is the question, named as in the API.</summary>
public partial class TasksPage
{
    private static readonly int[] Sizes = [50, 100, 200];
    private static readonly (string, string)[] Kinds = [.. Enum.GetValues<InitiativeKind>().Select(k => (Words.Camel(k), k.InWords()))];
    private static readonly (string, string)[] Lights = [.. Enum.GetValues<Light>().Reverse().Select(l => (Words.Camel(l), LightWords.InWords(l)))];
    private static readonly (string, string)[] Stages = [.. Enum.GetValues<TaskStage>().Select(s => (Words.Camel(s), s.InWords()))];

    private static readonly string[] Asked = ["kind", "initiative", "light", "stage", "department", "person", "dueFrom", "dueTo", "overdue", "q", "sort", "limit"];

    private string? fault;
    private TaskQuery query = new();
    private ListPage<TaskLine> found = new([], null, 0);
    private IEnumerable<(string, string)> initiativeNames = [];

    [SupplyParameterFromQuery] public string? Kind { get; set; }
    [SupplyParameterFromQuery] public string? Initiative { get; set; }
    [SupplyParameterFromQuery] public string? Light { get; set; }
    [SupplyParameterFromQuery] public string? Stage { get; set; }
    [SupplyParameterFromQuery] public string? Department { get; set; }
    [SupplyParameterFromQuery] public string? Person { get; set; }
    [SupplyParameterFromQuery] public string? DueFrom { get; set; }
    [SupplyParameterFromQuery] public string? DueTo { get; set; }
    [SupplyParameterFromQuery] public string? Overdue { get; set; }
    [SupplyParameterFromQuery] public string? Q { get; set; }
    [SupplyParameterFromQuery] public string? Sort { get; set; }
    [SupplyParameterFromQuery] public string? Cursor { get; set; }
    [SupplyParameterFromQuery] public string? Limit { get; set; }

    private bool Filtered => query with { Sort = "due", Cursor = null, Limit = 50 } != new TaskQuery();

    private string SortName => query.Sort.TrimStart('-') switch
    {
        "percent" => "核验进度",
        "light" => "灯（红灯在前）",
        "title" => "任务名称",
        "initiative" => "事项",
        _ => "到期日",
    };

    [Inject] private ListReader Lists { get; init; } = null!;

    protected override async Task<bool> Load(Frame frame)
    {
        var asked = new Parameters();
        query = new(
            Kind: asked.Choice<InitiativeKind>("kind", Words.Blank(Kind)),
            Initiative: asked.Initiative("initiative", Words.Blank(Initiative))?.ToString(), Light: asked.Choice<Light>("light", Words.Blank(Light)),
            Stage: asked.Choice<TaskStage>("stage", Words.Blank(Stage)), Department: asked.Code("department", Words.Blank(Department)),
            Person: asked.Code("person", Words.Blank(Person)), DueFrom: asked.Day("dueFrom", Words.Blank(DueFrom)),
            DueTo: asked.Day("dueTo", Words.Blank(DueTo)), Overdue: asked.Flag("overdue", Words.Blank(Overdue)), Search: asked.Search(Words.Blank(Q)),
            Sort: asked.OneOf("sort", Words.Blank(Sort), "due", "-due", "percent", "-percent", "light", "title", "initiative") ?? "due",
            Cursor: Words.Blank(Cursor), Limit: asked.Limit(Words.Blank(Limit), otherwise: Sizes[0]));
        initiativeNames = frame.Plan.Initiatives.Select(one => (one.Id, one.Name));
        try
        {
            if (await Lists.Find(Plan, query, frame.Actor, frame.AsOf) is not { } page) return false;
            found = page;
        }
        catch (FormatException)
        {
            asked.BadCursor();
            found = await Lists.Find(Plan, query = query with { Cursor = null }, frame.Actor, frame.AsOf) ?? found;
        }
        fault = asked.Refusal?.Detail;
        return true;
    }

    private string SortLink(string sort) => Here(("sort", sort), ("cursor", null));
}
