using System.Data.Common;
using System.Text;
using System.Text.Json;
using Dapper;
using FuyangPlan.Checklists;
using FuyangPlan.Commands;
using FuyangPlan.Initiatives;
using FuyangPlan.Lights;
using FuyangPlan.TaskBooks;

namespace FuyangPlan.Tables;

/// <summary>What read tables promise, whatever stores them; shown on the table of tasks.</summary>
public abstract class TablesContract : IAsyncLifetime
{
    private const string Next = "0123456789";
    private static readonly DateOnly Today = new(2021, 8, 2);
    private static readonly string[] Titles = ["完成征迁", "启动招商", "安装 100% 验收", "a_b 登记", "道路 [提升]", "\\反斜杠"];
    private static readonly string[] ByPinyin = ["a_b 登记", "安装 100% 验收", "道路 [提升]", "\\反斜杠", "启动招商", "完成征迁"];
    private static readonly string[] Orders = ["due", "percent", "light", "title", "initiative"];
    private static readonly string[] Departments = ["zjj", "jxj", "fgj"];

    private readonly ImmutableArray<TaskRow> rows = [.. Rows()];
    private readonly IListTable<TaskLine> list = ReadTables.Of(new TaskQuery());
    private DbDataSource source = null!;
    private SqlTables tables = null!;

    private Table Table => (Table)list;

    /// <summary>A source of an empty database.</summary>
    private protected abstract Task<DbDataSource> Open();

    private protected abstract Task Close();

    public static TheoryData<string> Sorts => ["due", "-due", "percent", "-percent", "light", "title", "initiative"];

    public async ValueTask InitializeAsync()
    {
        tables = new(source = await Open());
        await tables.Open([]);
        Assert.True(await Save("p", 0, 7, [.. rows]));
        Assert.True(await Save("other", 0, 1, [rows[0] with { Title = "别的计划" }]));
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
    [InlineData(InitiativeKind.Project)]
    [InlineData(InitiativeKind.IndustryChain)]
    [InlineData(InitiativeKind.Campaign)]
    public Task Query_ByKind(InitiativeKind kind) => Same(new(Kind: kind), row => InitiativeId.Parse(row.Initiative).Kind == kind);

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
    [InlineData("initiative", "project-77")]
    [InlineData("initiative", "nonsense")]
    [InlineData("department", "z%")]
    [InlineData("person", "p")]
    [InlineData("person", "p1\np2")]
    public async Task Query_ForWhatIsNotThere_IsEmpty(string member, string value)
    {
        var query = member switch
        {
            "initiative" => new TaskQuery(Initiative: value),
            "department" => new(Department: value),
            _ => new(Person: value),
        };
        var page = await Ask("p", query);
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
    [InlineData("征")]
    [InlineData("ｚｑ")]
    [InlineData("ZQ")]
    [InlineData("１００％")]
    [InlineData("  征迁   完成 ")]
    [InlineData("完成 招商")]
    [InlineData("'; DROP TABLE tasks; --")]
    public Task Query_BySearch_EveryWordOccursLiterally(string search) => Same(
        new(Search: search),
        row => search.Normalize(NormalizationForm.FormKC).ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .All(word => (Words(row) + " " + Initials(row.Title)).ToLowerInvariant().Contains(word, StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(Sorts))]
    public async Task Query_BySort_PagesCoverEverythingOnceInOrder(string sort)
    {
        List<TaskLine> lines = [];
        var query = new TaskQuery(Sort: sort, Limit: 7);
        do
        {
            var page = await Ask("p", query);
            Assert.Equal(rows.Count(row => row.Stage != TaskStage.Cancelled), page.Total);
            lines.AddRange(page.Items);
            query = query with { Cursor = page.NextCursor, Limit = 7 + lines.Count % 3 };
        }
        while (query.Cursor is not null);

        Assert.Equal(lines.Count, lines.Select(line => line.Id).Distinct().Count());
        Assert.Equal(rows.Where(row => row.Stage != TaskStage.Cancelled).Select(Id).Order(), lines.Select(line => line.Id).Order());
        var expected = sort switch
        {
            "due" => lines.OrderBy(line => line.Due),
            "-due" => lines.OrderByDescending(line => line.Due),
            "percent" => lines.OrderBy(line => line.Percent),
            "-percent" => lines.OrderByDescending(line => line.Percent),
            "light" => lines.OrderByDescending(line => line.Light is { } light ? (int)light : -1),
            "title" => lines.OrderBy(line => Array.IndexOf(ByPinyin, line.Title[..^1])).ThenBy(line => line.Title[^1]),
            _ => lines.OrderBy(line => InitiativeId.Parse(line.Initiative).Kind).ThenBy(line => InitiativeId.Parse(line.Initiative).Number).ThenBy(line => line.Number),
        };
        Assert.Equal(expected, lines);
    }

    [Fact]
    public async Task Query_Line_SaysWhatTheRowSays()
    {
        var row = rows.First(Late);
        var line = Assert.Single((await Ask("p", new(Initiative: row.Initiative, Limit: 200))).Items, line => line.Number == row.Number);
        Assert.Equal(row.People, line.People);
        Assert.Equal(
            new TaskLine(
                Id(row), row.Initiative, row.InitiativeName, row.Number, row.Title, row.Kind, row.Department, row.DepartmentName, line.People, row.Start,
                row.Due, row.Weight, row.Stage, row.Reported, row.Verified, LightOf(row), Today.DayNumber - row.Deadline!.Due.DayNumber),
            line);
    }

    [Fact]
    public async Task Query_WithAForeignCursor_IsAFormatException()
    {
        var cursor = (await Ask("p", new(Limit: 5))).NextCursor!;
        var number = (await Ask("p", new(Sort: "percent", Limit: 5))).NextCursor!;
        foreach (var query in (TaskQuery[])[
            new(Cursor: cursor, Sort: "-due"), new(Cursor: cursor, Sort: "percent"), new(Cursor: number, Sort: "light"), new(Cursor: cursor, Search: "征迁"),
            new(Cursor: ""), new(Cursor: "x"), new(Cursor: cursor[..^1]), new(Cursor: cursor + "AAAA"), new(Cursor: " " + cursor), new(Cursor: "征迁"),
            new(Cursor: new string('A', 5000)), new(Sort: "nothing"), new(Sort: "due; DROP TABLE tasks")])
            await Assert.ThrowsAsync<FormatException>(() => Ask("p", query));
        await Assert.ThrowsAsync<FormatException>(() => Ask("other", new(Cursor: cursor)));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Ask("p", new(Limit: 0)));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Ask("p", new(Limit: 10_001)));
        Assert.NotEmpty((await Ask("p", new(Cursor: cursor, Limit: 9))).Items);
    }

    [Fact]
    public async Task Save_FromAnotherCheckpoint_StoresNothing()
    {
        var before = await tables.Dump("p");
        Assert.False(await Save("p", 6, 9, [rows[0] with { Title = "改了" }], rows[1]));
        Assert.Equal(before, await tables.Dump("p"));
        Assert.Equal(7, await tables.Checkpoint("p"));
    }

    [Fact]
    public async Task Save_BeforeAnythingFromAnotherCheckpoint_StoresNothing()
    {
        Assert.False(await Save("new", 3, 9, [rows[0]]));
        Assert.Equal(0, await tables.Checkpoint("new"));
        Assert.Empty(await tables.Dump("new"));
    }

    [Fact]
    public async Task Save_ByManyFeedsAtOnceWhileCleared_EachStepIsStoredByOne()
    {
        var saved = await Task.WhenAll(Enumerable.Range(0, 8).Select(feed => Task.Run(async () =>
        {
            var mine = 0;
            for (var i = 0; i < 30; i++)
            {
                var at = await tables.Checkpoint("many");
                // One row for each step: as many as the checkpoint says, or a step was stored twice or in part.
                if (await Save("many", at, at + 1, [rows[0] with { Number = (int)at + 1 }])) mine++;
                if (feed == 0 && i % 10 == 9) await tables.Clear("many");
            }
            return mine;
        })));
        Assert.All(saved, mine => Assert.InRange(mine, 0, 30));
        Assert.Equal(await tables.Checkpoint("many"), (await tables.Dump("many")).Count);
        Assert.True(saved.Sum() >= await tables.Checkpoint("many"));
    }

    [Fact]
    public async Task Save_ReplacesAndRemoves()
    {
        Assert.True(await Save("p", 7, 9, [rows[0] with { Title = "改了" }], rows[1], rows[1] with { Number = 9999 }));
        Assert.Equal(9, await tables.Checkpoint("p"));
        var dump = await tables.Dump("p");
        Assert.Equal(rows.Length - 1, dump.Count);
        Assert.Contains(dump, line => line.Contains("改了", StringComparison.Ordinal));
        Assert.Single((await Ask("other", new())).Items);
    }

    [Fact]
    public async Task Dump_OfARebuild_IsEqual()
    {
        var before = await tables.Dump("p");
        Assert.Equal(rows.Length, before.Count);
        Assert.Equal(before.Count, before.Distinct().Count());
        await tables.Clear("p");
        Assert.Equal(0, await tables.Checkpoint("p"));
        Assert.Empty(await tables.Dump("p"));
        Assert.True(await Save("p", 0, 3, [.. rows.Take(50)]));
        Assert.True(await Save("p", 3, 7, [.. rows.Skip(50).Reverse()]));
        Assert.Equal(before, await tables.Dump("p"));
    }

    [Fact]
    public async Task Ask_SaysHowTheTablesStand_AndNothingWhenTheyAreGone()
    {
        var question = list.Ask(new TaskQuery(), "p", Actor.System, Today);
        Assert.Equal(new Standing(0, 7, null), await tables.Stand("p"));
        await using (var connection = await source.OpenConnectionAsync()) await connection.ExecuteAsync("INSERT INTO plan_head (plan, position) VALUES ('p', 9), ('q', 3)");
        DateTimeOffset soon = new(2021, 9, 1, 0, 0, 0, TimeSpan.Zero);
        DueRow[] due = [new("project-1", soon.AddDays(1)), new("project-2", soon), new("project-3", null)];
        Assert.True(await tables.Save("p", 7, 8, [new(DueTable.Declared, [.. due.Select(row => DueTable.Declared.Store(new(row, () => "")))], [])]));
        Assert.Equal(new Standing(9, 8, soon), await tables.Stand("p"));
        foreach (var asked in (Question[])[question, question with { Where = [Term.Today.IsNot(Today)] }])
            Assert.Equal(new Standing(9, 8, soon), (await tables.Ask("p", asked))!.Value.Standing);
        Assert.Equal(new Standing(3, 0, null), await tables.Stand("q"));
        await tables.Drop();
        Assert.Null(await tables.Stand("p"));
        Assert.Null(await tables.Ask("p", question));
    }

    [Fact]
    public async Task Open_TheOtherBuildStillRuns_EachHasItsOwn_AndWhenItIsGoneItsTablesAre()
    {
        var (before, next) = (await tables.Dump("p"), new SqlTables(source, Next));
        await next.Open([tables.Build]);
        Assert.Equal(0, await next.Checkpoint("p"));
        Assert.Empty(await next.Dump("p"));
        Assert.True(await next.Save("p", 0, 5, [Change([rows[0]])]));
        Assert.Equal(before, await tables.Dump("p"));
        Assert.Equal(7, await tables.Checkpoint("p"));

        await next.Open([]);
        await next.Open([]);
        Assert.Single(await next.Dump("p"));
        Assert.Equal(0, await tables.Checkpoint("p"));
        await Assert.ThrowsAnyAsync<DbException>(() => tables.Dump("p"));
        await tables.Open([Next]);
        Assert.Empty(await tables.Dump("p"));
        Assert.False(await Save("p", 7, 9, [rows[0]]));
    }

    [Fact]
    public async Task Ask_EveryNarrowingInEveryOrder_AnswersAsMemoryDoes()
    {
        var random = new Random(3);
        T? Perhaps<T>(params T[] values) => random.Next(3) == 0 ? values[random.Next(values.Length)] : default;
        var kept = rows.Select(Kept).ToArray();
        for (var i = 0; i < 400; i++)
        {
            var query = new TaskQuery(
                random.Next(4) == 0 ? Enum.GetValues<InitiativeKind>()[random.Next(3)] : null, Perhaps("chain-2", "project-10"),
                random.Next(4) == 0 ? Enum.GetValues<Light>()[random.Next(4)] : null,
                random.Next(4) == 0 ? Enum.GetValues<TaskStage>()[random.Next(7)] : null, Perhaps(Departments), Perhaps("p1", "p12"),
                random.Next(4) == 0 ? Today.AddDays(random.Next(-60, 60)) : null, random.Next(4) == 0 ? Today.AddDays(random.Next(-60, 60)) : null,
                random.Next(3) == 0 ? random.Next(2) == 0 : null, Perhaps("征", "0", "jd", "事项 2"), (random.Next(2) == 0 ? "-" : "") + Orders[random.Next(Orders.Length)],
                Limit: random.Next(1, 40));
            var today = Today.AddDays(random.Next(-100, 100));
            var (asked, remembered) = (list.Ask(query, "p", Actor.System, today), list.Ask(query, "p", Actor.System, today));
            while (true)
            {
                var one = list.Page(query, "p", (await tables.Ask("p", asked))!.Value.Found, Actor.System, today);
                var other = list.Page(query, "p", Answer.From(kept, remembered), Actor.System, today);
                Assert.Equal(JsonSerializer.Serialize(other, StrictJson.Options), JsonSerializer.Serialize(one, StrictJson.Options));
                if (one.NextCursor is not { } next) break;
                query = query with { Cursor = next };
                (asked, remembered) = (list.Ask(query, "p", Actor.System, today), list.Ask(query, "p", Actor.System, today));
            }
        }
    }

    private async Task<ListPage<TaskLine>> Ask(string plan, TaskQuery query) =>
        list.Page(query, plan, (await tables.Ask(plan, list.Ask(query, plan, Actor.System, Today)))!.Value.Found, Actor.System, Today);

    private Task<bool> Save(string plan, long from, long to, TaskRow[] changed, params TaskRow[] removed) => tables.Save(plan, from, to, [Change(changed, removed)]);

    private TableChange Change(TaskRow[] changed, params TaskRow[] removed) =>
        new(Table, [.. changed.Select(row => Table.Store(Kept(row)))], [.. removed.Select(row => Table.Store(Kept(row)).Cells[..Table.Key.Length])]);

    private static Row Kept(TaskRow row) => new(row, () => SearchText.Of([row.Title], [Words(row)]));

    private static string Words(TaskRow row) => $"{row.Title} 事项 {row.Initiative}";

    private static string Initials(string title) => title[..^1] switch
    {
        "完成征迁" => "wczq",
        "启动招商" => "qdzs",
        "道路 [提升]" => "dlts",
        "安装 100% 验收" => "az100ys",
        "a_b 登记" => "abdj",
        _ => "fxg",
    } + title[^1];

    private static string Id(TaskRow row) => $"{row.Initiative}/{row.Number}";

    private static bool Late(TaskRow row) => row.Deadline is { } deadline && deadline.Due < Today && !(deadline.StillSince <= deadline.Due);

    private static Light? LightOf(TaskRow row) => row switch
    {
        { HasLight: false } => null,
        { Stage: TaskStage.StruckOff } => Light.Blue,
        _ when row.RedFrom <= Today => Light.Red,
        _ when row.YellowFrom <= Today => Light.Yellow,
        _ => Light.Green,
    };

    private async Task Same(TaskQuery query, Func<TaskRow, bool> expected)
    {
        var page = await Ask("p", query with { Limit = 200 });
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
                    initiative, "事项 " + initiative, number, title, number % 5 == 0 ? TaskKind.Milestone : TaskKind.Task, department,
                    department is null ? null : "单位 " + department, number % 4 == 0 ? [] : [$"p{number % 3}", "p12"], due.AddDays(-30), due, number * 25 / 100m, stage,
                    random.Next(0, 100), random.Next(0, 400) * 25 / 100m, number % 6 != 0,
                    number % 2 == 0 ? null : due.AddDays(random.Next(-9, 9)), number % 3 == 0 ? null : due.AddDays(random.Next(10, 30)),
                    stage is not (TaskStage.NotStarted or TaskStage.InProgress or TaskStage.Suspended) ? null
                        : new(due.AddDays(number % 3), stage == TaskStage.Suspended && number % 2 == 0 ? due.AddDays(random.Next(-20, 20)) : null));
            }
    }
}
