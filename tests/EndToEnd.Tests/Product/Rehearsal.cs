using System.Globalization;
using System.Net.Http.Headers;

namespace FuyangPlan.EndToEnd;

/// <summary>A small plan of a test's own, with what is done in it. Its clock starts on 15 January 2021 at noon.</summary>
public sealed class Rehearsal
{
    private static int count;

    private Rehearsal(Staff staff, string id) => (Staff, Id) = (staff, id);

    public Staff Staff { get; }

    public string Id { get; }

    public string Address => $"/api/v1/plans/{Id}";

    public static async Task<Rehearsal> Begin(Staff staff, Action<JsonObject>? change = null)
    {
        var document = Document($"t-{Interlocked.Increment(ref count)}-{Guid.NewGuid():N}"[..20]);
        change?.Invoke(document);
        await staff["admin"].Do("/api/v1/plans", document.ToJsonString());
        return new(staff, (string)document["id"]!);
    }

    /// <summary>A plan file with three initiatives.</summary>
    public static JsonObject Document(string id) => new()
    {
        ["id"] = id,
        ["name"] = "演练行动",
        ["fullName"] = new JsonObject { ["printed"] = "演练行动（演示数据）" },
        ["label"] = "演示数据",
        ["clock"] = new JsonObject { ["kind"] = "startsAt", ["at"] = "2021-01-15T12:00:00+08:00" },
        ["startsOn"] = "2021-01-15",
        ["event"] = new JsonObject { ["name"] = "演练赛事", ["date"] = "2022-09-10" },
        ["families"] = new JsonArray(
            Family("city", "project", "九大工程", "城市", "项目长"), Family("industry", "industryChain", "八大产业", "产业", "链长"),
            Family("environment", "campaign", "五大提升行动", "环境", "指挥长")),
        ["initiatives"] = new JsonArray(Initiative("project-4", "演练靓眼工程"), Chain("chain-2", "演练产业链"), Initiative("campaign-1", "演练提升行动")),
        ["departments"] = Staff.Departments(),
        ["persons"] = Staff.Persons(),
    };

    public string Of(string initiative = "project-4") => $"{Address}/initiatives/{initiative}";

    public string Task(int number, string initiative = "project-4") => $"{Of(initiative)}/tasks/{number}";

    /// <summary>A complete task book: two tasks of 50 that need no visit on site, and one that starts after the first.</summary>
    public static JsonObject Content() => new()
    {
        ["goals"] = new JsonArray(new JsonObject
        {
            ["id"] = "G1",
            ["text"] = "演练目标雏形初现",
            ["standard"] = "主体完成并通过验收",
            ["metric"] = "完成栋数",
            ["deadline"] = "2022-06-30",
        }),
        ["tasks"] = new JsonArray(
            Planned(1, "湿地一期栈道贯通", "2021-01-18", "2021-06-20", 60, "d-housing", "p-liaison"),
            Planned(2, "道路绿化", "2021-02-01", "2021-09-30", 30, "d-traffic", "p-liaison-2"),
            Planned(3, "竣工验收", "2021-07-01", "2021-12-31", 10, "d-housing", "p-liaison", after: [1])),
    };

    public static JsonObject Planned(int number, string title, string start, string due, decimal weight, string department, string person, int[]? after = null)
    {
        var task = new JsonObject
        {
            ["number"] = number,
            ["title"] = title,
            ["goal"] = "G1",
            ["start"] = start,
            ["due"] = due,
            ["weight"] = weight,
            ["department"] = department,
            ["people"] = new JsonArray(person),
            ["criteria"] = new JsonArray("按图完成", "验收通过"),
        };
        if (after is not null) task["after"] = new JsonArray([.. after.Select(each => (JsonNode)each)]);
        return task;
    }

    /// <summary>Appointed, drafted, submitted, issued, accepted: baseline 1 stands.</summary>
    public async Task<string> Accept(string initiative = "project-4", JsonObject? content = null)
    {
        var at = Of(initiative);
        await Staff["office"].Do($"{at}/appointments", Appoint());
        await Staff["office"].Do($"{at}/task-book/drafts", new JsonObject { ["content"] = content ?? Content() }.ToJsonString());
        await Staff["office"].Do($"{at}/task-book/submission", "{}");
        await Staff["group"].Do($"{at}/task-book/issue", new { document = "演示任务书〔2021〕4号" });
        var hash = (string)(await Staff["office"].Read($"{at}/task-book"))["contentHash"]!;
        await Staff["leader"].Do($"{at}/task-book/acceptance", new { contentHash = hash });
        return hash;
    }

    public static object Appoint(string person = "p-leader", string on = "2021-01-15") =>
        new { person, document = "演示〔2021〕1号", appointer = "演示领导小组", effectiveOn = on };

    /// <summary>A fact of the feed <c>permits</c> about a task, as of the plan's first day.</summary>
    public object Fact(int offset, decimal percent, int task = 3, string initiative = "project-4") => new
    {
        plan = Id,
        feed = "permits",
        offset,
        kind = "progress",
        initiative,
        task,
        percent,
        happenedAt = "2021-01-15T12:00:00+08:00",
        sentAt = "2021-01-15T12:00:05+08:00",
    };

    /// <summary>A request for land.</summary>
    public static object Land(decimal amount, string purpose = "演练用地", string needBy = "2021-09-30", string initiative = "project-4") =>
        new { amount, initiative, needBy, purpose, space = new { plot = "演练地块" } };

    /// <summary>A pool of land in the hands of the desk, with requests that wait for a decision.</summary>
    public async Task<string> Pool(decimal capacity, int year, params decimal[] wanted)
    {
        var pool = $"{Address}/pools/space-{year}";
        await Staff["office"].Do($"{Address}/pools", new { type = "space", year, capacity, department = "d-resources" });
        foreach (var (i, amount) in wanted.Index())
        {
            await Staff["liaison"].Do($"{pool}/requests", Land(amount, $"演练第 {i + 1} 件"));
            await Staff["desk"].Do($"{pool}/requests/{i + 1}/pre-check", new { });
        }
        return pool;
    }

    public Task<Answer> AdvanceTo(string instant) => Staff["admin"].Do($"{Address}/clock", new { to = instant, confirm = Day(instant) });

    /// <summary>The clock's day, which it asks for twice.</summary>
    public static string Day(string instant) =>
        DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture).ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Uploads a picture that nobody else has.</summary>
    public async Task<object> Picture(string name = "现场.png")
    {
        var picture = new ByteArrayContent([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, .. Guid.NewGuid().ToByteArray()]);
        picture.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        var stored = await Staff["liaison"].Send(HttpMethod.Post, $"{Address}/evidence?name={Uri.EscapeDataString(name)}", picture);
        Assert.True(stored.Status == 201, stored.ToString());
        return new { hash = (string)stored.Json["hash"]!, name };
    }

    /// <summary>A proof of a kind, under a picture that nobody else has.</summary>
    public async Task<object> Proof(string kind) => new { kind, evidence = await Picture() };

    /// <summary>The head of the plan's journal.</summary>
    public async Task<long> Position() => (long)(await Staff["auditor"].Read($"{Address}/journal?limit=1"))["items"]![0]!["position"]!;

    /// <summary>Every line of the journal, oldest first.</summary>
    public async Task<JsonNode[]> Journal(string? initiative = null)
    {
        var lines = new List<JsonNode>();
        string? cursor = null;
        do
        {
            var page = await Staff["auditor"].Read($"{(initiative is null ? Address : Of(initiative))}/journal?limit=200{(cursor is null ? "" : $"&cursor={cursor}")}");
            lines.AddRange(page["items"]!.AsArray().Select(line => line!));
            cursor = (string?)page["nextCursor"];
        }
        while (cursor is not null);
        lines.Reverse();
        return [.. lines];
    }

    public async Task<JsonNode> View(string initiative = "project-4") => await Staff["auditor"].Read(Of(initiative));

    /// <summary>What the plan's clock reads.</summary>
    public async Task<DateTimeOffset> Now() => DateTimeOffset.Parse((string)(await Staff["auditor"].Read(Address))["clock"]!["now"]!, CultureInfo.InvariantCulture);

    private static JsonObject Family(string id, string kind, string name, string standsUp, string leader) => new()
    {
        ["id"] = id,
        ["kind"] = kind,
        ["name"] = name,
        ["standsUp"] = standsUp,
        ["target"] = $"{standsUp}新面貌",
        ["leaderTitle"] = leader,
        ["duties"] = new JsonArray("统筹协调"),
    };

    // Three phases of a park, a lead enterprise, and what does not land; the list ends in 等.
    private static JsonObject Chain(string id, string name)
    {
        var chain = Initiative(id, name);
        chain["carriers"] = new JsonArray([.. new[]
        {
            ("演示产业园一期", "project"), ("演示产业园二期", "project"), ("演示产业园三期", "project"), ("演示龙头企业", "leadEnterprise"), ("演示小镇", "platform"),
        }.Select(carrier => (JsonNode)new JsonObject { ["name"] = carrier.Item1, ["kind"] = carrier.Item2 })]);
        chain["openEnded"] = true;
        return chain;
    }

    private static JsonObject Initiative(string id, string name) => new()
    {
        ["id"] = id,
        ["name"] = new JsonObject { ["printed"] = name },
        ["goal"] = new JsonObject { ["printed"] = $"{name}雏形初现" },
    };
}
