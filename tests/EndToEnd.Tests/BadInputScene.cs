using System.Net.Http.Headers;
using System.Text;

namespace FuyangPlan.EndToEnd;

/// <summary>A plan with a task book in force, one task begun, and a draft: the state that no bad input may change.</summary>
public sealed class BadInputScene(SharedProduct shared) : IAsyncLifetime
{
    private string state = "";

    public Product Product => shared.Product;

    public Staff Staff => shared.Staff;

    public Rehearsal Plan { get; private set; } = null!;

    public string Picture { get; private set; } = "";

    /// <summary>Where an enterprise comes in by itself.</summary>
    public string Link { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Plan = await Rehearsal.Begin(Staff);
        await Plan.Accept();
        await Plan.AdvanceTo("2021-02-20T09:00:00+08:00");
        await Staff["liaison"].Do($"{Plan.Task(1)}/start", "{}");
        await Staff["liaison"].Do($"{Plan.Task(1)}/progress", new { percent = 10 });
        await Staff["office"].Do($"{Plan.Of("chain-2")}/task-book/drafts", new JsonObject { ["content"] = Rehearsal.Content() }.ToJsonString());
        await Plan.Pool(300, 2021, 30);
        await Staff["office"].Do($"{Plan.Of("chain-2")}/team", new { person = "p-investment", duty = "招商" });
        await Staff["investment"].Do($"{Plan.Of("chain-2")}/leads", new { investor = "演练企业", amount = 120_000, source = "fair", confidential = false });
        await Staff["investment"].Do($"{Plan.Of("chain-2")}/leads", new { investor = "演练机密企业", amount = 5_000, source = "fair", confidential = true });
        await Staff["service"].Do($"{Plan.Address}/enterprises", new { code = "demo-a", name = "演示企业A", chain = "chain-2" });
        await Staff["office"].Do($"{Plan.Address}/enterprises/demo-a/links", new { recipient = "演示联系人" });
        await Staff["service"].Do($"{Plan.Address}/enterprises/demo-a/requests", new { category = "housing", text = "员工公寓 40 间" });
        await Staff["service"].Do($"{Plan.Address}/enterprises/demo-a/promises", new { text = "通公交", due = "2021-03-31" });
        Link = $"/api/v1/enterprise-links/{((string)(await Staff["office"].Read($"{Plan.Address}/enterprises/demo-a/links/1"))["address"]!)["/e/".Length..]}";
        var indicators = $"{Plan.Of("campaign-1")}/indicators";
        await Staff["office"].Do(indicators, CampaignLife.Indicator());
        await Staff["office"].Do($"{indicators}/1/baseline", new { period = "2020", value = 82.4m });
        await Staff["liaison"].Do($"{indicators}/1/baseline-confirmation", new { value = 82.4m });
        await Staff["liaison"].Do($"{indicators}/1/points", new { period = "2020-Q3", value = 82m });
        await Staff["inspector"].Do($"{indicators}/1/points/confirmation", new { period = "2020-Q3", value = 82m });
        await Staff["liaison"].Do($"{indicators}/1/points", new { period = "2020-Q4", value = 82.5m });
        Picture = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(await Plan.Picture()))!["hash"]!.ToString();
        state = await State();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Since it was asked before, or since the scene was set.</summary>
    public async Task IsUnchanged()
    {
        var (before, now) = (state, await State());
        // What one input changes is not laid to the next.
        state = now;
        Assert.Equal(before, now);
    }

    // Everything that a refused request must leave as it was.
    private async Task<string> State()
    {
        var initiatives = (await Staff["auditor"].Read($"{Plan.Address}/initiatives")).ToJsonString();
        var accounts = (await Staff["admin"].Read("/api/v1/accounts?limit=200")).ToJsonString();
        var files = Directory.GetFiles(Path.Combine(Product.Folder, "evidence"), "*", SearchOption.AllDirectories).Length;
        // A day is sealed when its time has come, whatever is sent meanwhile.
        var last = (await Staff["auditor"].Read($"{Plan.Address}/journal?limit=5"))["items"]!.AsArray().First(line => !((string)line!["text"]!).StartsWith("封存", StringComparison.Ordinal))!;
        return $"{last["position"]} {files} {accounts} {initiatives}";
    }

    public Task<Answer> Command(string path, byte[] body, string who = "office", string contentType = "application/json", params (string, string)[] headers)
    {
        var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return Staff[who].Send(HttpMethod.Post, Address(path), content, headers.Length > 0 ? headers : [("Idempotency-Key", $"{Guid.NewGuid():N}")]);
    }

    public Task<Answer> Command(string path, string body, string who = "office") => Command(path, Encoding.UTF8.GetBytes(body), who);

    /// <summary>The path as it is, or under the plan when it begins with <c>~</c>.</summary>
    public string Address(string path) => path.StartsWith('~') ? Plan.Address + path[1..] : path;

    public Task<Answer> Form(string path, string who = "liaison")
    {
        var file = new ByteArrayContent(Encoding.UTF8.GetBytes("MZ not a picture"));
        file.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        return Staff[who].Send(HttpMethod.Post, Address(path), new MultipartFormDataContent { { file, "file", "a.png" } });
    }
}
