using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using FuyangPlan.Checklists;
using FuyangPlan.Commands;
using FuyangPlan.Feeds;
using FuyangPlan.Initiatives;
using FuyangPlan.Lights;
using FuyangPlan.TaskBooks;

namespace FuyangPlan.Tables;

/// <summary>What every task table promises, whatever stores it.</summary>
public abstract class TaskTableContract : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2021, 8, 2);
    private static readonly string[] Titles = ["完成征迁", "启动招商", "安装 100% 验收", "a_b 登记", "道路 [提升]", "\\反斜杠"];
    private static readonly string[] Departments = ["zjj", "jxj", "fgj"];

    private readonly ImmutableArray<TaskRow> rows = [.. Rows()];
    private SqlTaskTable table = null!;

    /// <summary>A source of an empty database.</summary>
    private protected abstract Task<DbDataSource> Open();

    private protected abstract Task Close();

    public static TheoryData<string> Sorts => ["due", "-due", "percent", "-percent", "light", "title", "initiative"];

    public async ValueTask InitializeAsync()
    {
        table = new(await Open());
        Assert.True(await table.Save("p", 0, 7, rows, []));
        Assert.True(await table.Save("other", 0, 1, [rows[0] with { Title = "别的计划" }], []));
    }

    public async ValueTask DisposeAsync()
    {
        await Close();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Query_WithoutFilter_ShowsAllButTheCancelled()
    {
        await Same(new(Limit: 200), row => true);
        await Same(new(Stage: TaskStage.Cancelled, Limit: 200), row => true);
    }

    [Theory]
    [InlineData("project")]
    [InlineData("industryChain")]
    [InlineData("campaign")]
    public Task Query_ByKind(string kind) =>
        Same(new(Kind: kind), row => JsonNamingPolicy.CamelCase.ConvertName(row.Kind.ToString()) == kind);

    [Theory]
    [InlineData(Light.Red)]
    [InlineData(Light.Yellow)]
    [InlineData(Light.Green)]
    [InlineData(Light.Blue)]
    public Task Query_ByLight(Light light) => Same(new(Light: light), row => LightOf(row) == light);

    [Fact]
    public async Task Query_ByTheOthers()
    {
        await Same(new(Initiative: "chain-2"), row => row.Initiative == "chain-2");
        await Same(new(Initiative: "chain-2", Light: Light.Red, Overdue: true), row => row.Initiative == "chain-2" && LightOf(row) == Light.Red && Late(row));
        foreach (var stage in Enum.GetValues<TaskStage>()) await Same(new(Stage: stage), row => row.Stage == stage);
        await Same(new(Department: "jxj"), row => row.Department == "jxj");
        await Same(new(Person: "p1"), row => row.People.Contains("p1"));
        await Same(new(DueFrom: new(2021, 7, 1)), row => row.Due >= new DateOnly(2021, 7, 1));
        await Same(new(DueTo: new(2021, 8, 1)), row => row.Due <= new DateOnly(2021, 8, 1));
        await Same(new(DueFrom: new(2021, 8, 1), DueTo: new(2021, 8, 31)), row => row.Due is { Year: 2021, Month: 8 });
        await Same(new(Overdue: true), Late);
        await Same(new(Overdue: false), row => !Late(row));
    }

    [Theory]
    [InlineData("kind", "nothing")]
    [InlineData("initiative", "project-77")]
    [InlineData("initiative", "nonsense")]
    [InlineData("department", "z%")]
    [InlineData("person", "p")]
    [InlineData("person", "p1\np2")]
    public async Task Query_ForWhatIsNotThere_IsEmpty(string member, string value)
    {
        var query = member switch
        {
            "kind" => new TaskQuery(Kind: value),
            "initiative" => new(Initiative: value),
            "department" => new(Department: value),
            _ => new(Person: value),
        };
        var page = await table.Query("p", query, Today);
        Assert.Equal((0, 0, null), (page.Items.Length, page.Total, page.NextCursor));
    }

    [Theory]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("100%")]
    [InlineData("a_b")]
    [InlineData("A_B")]
    [InlineData("\\")]
    [InlineData("[提升]")]
    [InlineData("征迁")]
    [InlineData("  征迁   完成 ")]
    [InlineData("完成 招商")]
    [InlineData("'; DROP TABLE tasks; --")]
    public Task Query_BySearch_EveryWordOccursLiterally(string search) => Same(
        new(Search: search),
        row => search.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word => row.SearchText.Contains(word, StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(Sorts))]
    public async Task Query_BySort_PagesCoverEverythingOnceInOrder(string sort)
    {
        List<TaskLine> lines = [];
        var query = new TaskQuery(Sort: sort, Limit: 7);
        do
        {
            var page = await table.Query("p", query, Today);
            Assert.Equal(rows.Count(row => row.Stage != TaskStage.Cancelled), page.Total);
            lines.AddRange(page.Items);
            query = query with { Cursor = page.NextCursor, Limit = 7 + lines.Count % 3 };
        }
        while (query.Cursor is not null);

        Assert.Equal(lines.Count, lines.Select(line => line.Id).Distinct().Count());
        Assert.Equal(rows.Where(row => row.Stage != TaskStage.Cancelled).Select(Id).Order(), lines.Select(line => line.Id).Order());
        var chinese = StringComparer.Create(CultureInfo.GetCultureInfo("zh-CN"), false);
        var expected = sort switch
        {
            "due" => lines.OrderBy(line => line.Due),
            "-due" => lines.OrderByDescending(line => line.Due),
            "percent" => lines.OrderBy(line => line.Percent),
            "-percent" => lines.OrderByDescending(line => line.Percent),
            "light" => lines.OrderByDescending(line => line.Light is { } light ? (int)light : -1),
            "title" => lines.OrderBy(line => line.Title, chinese),
            _ => lines.OrderBy(line => InitiativeId.Parse(line.Initiative).Kind).ThenBy(line => InitiativeId.Parse(line.Initiative).Number).ThenBy(line => line.Number),
        };
        Assert.Equal(expected, lines);
    }

    [Fact]
    public async Task Query_Line_SaysWhatTheRowSays()
    {
        var row = rows.First(Late);
        var line = Assert.Single((await table.Query("p", new(Initiative: row.Initiative, Limit: 200), Today)).Items, line => line.Number == row.Number);
        Assert.Equal(row.People, line.People);
        Assert.Equal(
            new TaskLine(
                Id(row), row.Initiative, row.InitiativeName, row.Number, row.Title, row.TaskKind, row.Department, row.DepartmentName, line.People, row.Start,
                row.Due, row.Weight, row.Stage, row.Reported, row.Verified, LightOf(row), Today.DayNumber - row.Due.DayNumber),
            line);
    }

    [Fact]
    public async Task Query_WithAForeignCursor_IsAFormatException()
    {
        var cursor = (await table.Query("p", new(Limit: 5), Today)).NextCursor!;
        var number = (await table.Query("p", new(Sort: "percent", Limit: 5), Today)).NextCursor!;
        foreach (var query in (TaskQuery[])[
            new(Cursor: cursor, Sort: "-due"), new(Cursor: cursor, Sort: "percent"), new(Cursor: number, Sort: "light"), new(Cursor: cursor, Search: "征迁"),
            new(Cursor: ""), new(Cursor: "x"), new(Cursor: cursor[..^1]), new(Cursor: cursor + "AAAA"), new(Cursor: " " + cursor), new(Cursor: "征迁"),
            new(Cursor: new string('A', 5000)), new(Sort: "nothing"), new(Sort: "due; DROP TABLE tasks")])
            await Assert.ThrowsAsync<FormatException>(() => table.Query("p", query, Today));
        await Assert.ThrowsAsync<FormatException>(() => table.Query("other", new(Cursor: cursor), Today));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => table.Query("p", new(Limit: 0), Today));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => table.Query("p", new(Limit: 201), Today));
        Assert.NotEmpty((await table.Query("p", new(Cursor: cursor, Limit: 9), Today)).Items);
    }

    [Fact]
    public async Task Save_FromAnotherCheckpoint_StoresNothing()
    {
        var before = await table.Dump("p");
        Assert.False(await table.Save("p", 6, 9, [rows[0] with { Title = "改了" }], [(rows[1].Initiative, rows[1].Number)]));
        Assert.Equal(before, await table.Dump("p"));
        Assert.Equal(7, await table.Checkpoint("p"));
    }

    [Fact]
    public async Task Save_BeforeAnythingFromAnotherCheckpoint_StoresNothing()
    {
        Assert.False(await table.Save("new", 3, 9, [rows[0]], []));
        Assert.Equal(0, await table.Checkpoint("new"));
        Assert.Empty(await table.Dump("new"));
    }

    [Fact]
    public async Task Save_ByManyFeedsAtOnceWhileCleared_EachStepIsStoredByOne()
    {
        var saved = await Task.WhenAll(Enumerable.Range(0, 8).Select(feed => Task.Run(async () =>
        {
            var mine = 0;
            for (var i = 0; i < 30; i++)
            {
                var at = await table.Checkpoint("many");
                // One row for each step: as many as the checkpoint says, or a step was stored twice or in part.
                if (await table.Save("many", at, at + 1, [rows[0] with { Number = (int)at + 1 }], [])) mine++;
                if (feed == 0 && i % 10 == 9) await table.Clear("many");
            }
            return mine;
        })));
        Assert.All(saved, mine => Assert.InRange(mine, 0, 30));
        Assert.Equal(await table.Checkpoint("many"), (await table.Dump("many")).Count);
        Assert.True(saved.Sum() >= await table.Checkpoint("many"));
    }

    [Fact]
    public async Task Save_ReplacesAndRemoves()
    {
        Assert.True(await table.Save("p", 7, 9, [rows[0] with { Title = "改了", SearchText = "改了" }], [(rows[1].Initiative, rows[1].Number), ("project-9", 9999)]));
        Assert.Equal(9, await table.Checkpoint("p"));
        var dump = await table.Dump("p");
        Assert.Equal(rows.Length - 1, dump.Count);
        Assert.Contains(dump, line => line.Contains("改了", StringComparison.Ordinal));
        Assert.Single((await table.Query("other", new(), Today)).Items);
    }

    [Fact]
    public async Task Dump_OfARebuild_IsEqualAndReadsBackAsTheRows()
    {
        var before = await table.Dump("p");
        Assert.Equal(
            rows.OrderBy(row => row.Kind).ThenBy(row => InitiativeId.Parse(row.Initiative).Number).ThenBy(row => row.Number)
                .Select(row => JsonSerializer.Serialize(row, StrictJson.Options)),
            before);
        await table.Clear("p");
        Assert.Equal(0, await table.Checkpoint("p"));
        Assert.Empty(await table.Dump("p"));
        Assert.True(await table.Save("p", 0, 3, [.. rows.Take(50)], []));
        Assert.True(await table.Save("p", 3, 7, [.. rows.Skip(50).Reverse()], []));
        Assert.Equal(before, await table.Dump("p"));
    }

    private static string Id(TaskRow row) => $"{row.Initiative}/{row.Number}";

    private static bool Late(TaskRow row) => row.Open && row.Due < Today;

    private static Light? LightOf(TaskRow row) => row switch
    {
        { HasLight: false } => null,
        { Blue: true } => Light.Blue,
        _ when row.RedFrom <= Today => Light.Red,
        _ when row.YellowFrom <= Today => Light.Yellow,
        _ => Light.Green,
    };

    private async Task Same(TaskQuery query, Func<TaskRow, bool> expected)
    {
        var page = await table.Query("p", query with { Limit = 200 }, Today);
        var ids = rows.Where(row => expected(row) && (query.Stage is { } stage ? row.Stage == stage : row.Stage != TaskStage.Cancelled)).Select(Id).ToList();
        Assert.Equal(ids.Order(), page.Items.Select(line => line.Id).Order());
        Assert.Equal(ids.Count, page.Total);
    }

    private static IEnumerable<TaskRow> Rows()
    {
        var random = new Random(5);
        foreach (var initiative in (string[])["project-1", "project-2", "project-9", "project-10", "chain-2", "chain-8", "campaign-1"])
            for (var number = 1; number <= 25; number++)
            {
                var id = InitiativeId.Parse(initiative);
                var title = Titles[random.Next(Titles.Length)] + number % 3;
                var stage = (TaskStage)random.Next(7);
                var due = Today.AddDays(random.Next(-60, 60));
                var department = number % 7 == 0 ? null : Departments[number % 3];
                yield return new(
                    initiative, id.Kind, "事项 " + initiative, number, title, number % 5 == 0 ? TaskKind.Milestone : TaskKind.Task, department,
                    department is null ? null : "单位 " + department, number % 4 == 0 ? [] : [$"p{number % 3}", "p12"], due.AddDays(-30), due, number * 25 / 100m, stage,
                    random.Next(0, 100), random.Next(0, 400) * 25 / 100m, number % 6 != 0, stage == TaskStage.StruckOff,
                    number % 2 == 0 ? null : due.AddDays(random.Next(-9, 9)), number % 3 == 0 ? null : due.AddDays(random.Next(10, 30)),
                    stage is TaskStage.NotStarted or TaskStage.InProgress or TaskStage.Suspended, $"{title} 事项 {initiative}".ToLowerInvariant());
            }
    }
}
