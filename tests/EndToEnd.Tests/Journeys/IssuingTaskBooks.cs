using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FuyangPlan.EndToEnd.Journeys;

/// <summary>Journey 1: the plan of Fuyang as imported, and a task book on its way to the first light.</summary>
[Collection(OneProduct.Name)]
public sealed class IssuingTaskBooks(SharedProduct shared)
{
    private Staff Staff => shared.Staff;

    [Fact]
    public async Task Import_OfTheRealPlan_ShowsItsFactsAndNothingInvented()
    {
        var plan = await Staff["auditor"].Read("/api/v1/plans/fuyang");
        Assert.Equal(603, (int)plan["daysToEvent"]!);
        Assert.Equal("2022-09-10", (string?)plan["eventDate"]);
        Assert.Equal(18, plan["persons"]!.AsArray().Count);
        Assert.Null(plan["label"]);
        Assert.Equal([1], plan["baselines"]!.AsArray().Select(baseline => (int)baseline!["number"]!));

        var items = (await Staff["auditor"].Read("/api/v1/plans/fuyang/initiatives"))["items"]!.AsArray();
        Assert.Equal(
            [.. Enumerable.Range(1, 9).Select(n => $"project-{n}"), .. Enumerable.Range(1, 8).Select(n => $"chain-{n}"), .. Enumerable.Range(1, 5).Select(n => $"campaign-{n}")],
            items.Select(item => (string)item!["id"]!));
        Assert.All(items, item =>
        {
            Assert.Null(item!["leader"]);
            Assert.Null(item["light"]);
            Assert.Equal("vacant", (string?)item["position"]);
            Assert.Equal(0, (decimal)item["percent"]!);
        });
        Assert.Equal(20, items.Sum(item => item!["carriers"]!.AsArray().Count));

        var file = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Product.Root, "plans", "fuyang.json")))!["initiatives"]!.AsArray();
        foreach (var (said, shown) in file.Zip(items))
        {
            Assert.Equal((string?)said!["name"]!["printed"], (string?)shown!["nameAsPrinted"]);
            Assert.Equal((string?)(said["name"]!["restored"] ?? said["name"]!["printed"]), (string?)shown["name"]);
            Assert.Equal((string?)said["goal"]!["printed"], (string?)shown["goalAsPrinted"]);
            Assert.Equal((string?)(said["goal"]!["restored"] ?? said["goal"]!["printed"]), (string?)shown["goal"]);
            Assert.Empty((await Staff["auditor"].Read($"/api/v1/plans/fuyang/initiatives/{said["id"]}/appointments"))["items"]!.AsArray());
        }
        var golden = await Staff["auditor"].Read("/api/v1/plans/fuyang/initiatives/project-3");
        Assert.Equal(("黄金轴线工程", "*金轴线工程"), ((string?)golden["name"], (string?)golden["nameAsPrinted"]));
    }

    [Theory]
    [InlineData("*金轴线")]
    [InlineData("黄金轴线")]
    [InlineData("hjzx")]
    public async Task Search_PrintedRestoredOrInitials_FindsTheInitiative(string words)
    {
        var found = await Staff["auditor"].Read($"/api/v1/plans/fuyang/initiatives?q={Uri.EscapeDataString(words)}");
        Assert.Contains("project-3", found["items"]!.AsArray().Select(item => (string)item!["id"]!));
    }

    [Fact]
    public async Task TaskBook_FromDraftToFirstLight()
    {
        // A copy of the plan, so that nobody is appointed in the real one.
        var copy = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Product.Root, "plans", "fuyang.json")))!.AsObject();
        var plan = await Rehearsal.Begin(Staff, document =>
        {
            var id = (string)document["id"]!;
            document.Clear();
            foreach (var (name, value) in copy) document[name] = value?.DeepClone();
            (document["id"], document["label"], document["departments"], document["persons"]) = (id, "演示数据", Staff.Departments(), Staff.Persons());
        });
        var at = plan.Of();
        var content = Rehearsal.Content();
        content["goals"] = new JsonArray(Goal("G1", "秦望“城市眼”雏形初现"), Goal("G2", "江南“门户眼”雏形初现", standard: null), Goal("G3", "江南中轴“城市心”启动建设"));

        await Staff["office"].Do($"{at}/task-book/drafts", new JsonObject { ["content"] = content.DeepClone() }.ToJsonString());
        var refused = await Staff["office"].Post($"{at}/task-book/submission", "{}");
        refused.IsRefused(422, "task-book-incomplete");
        var fault = Assert.Single(refused.Json["errors"]!.AsArray())!;
        Assert.Equal("/content/goals/1/standard", (string?)fault["pointer"]);
        Assert.Contains("江南“门户眼”雏形初现", (string?)fault["message"]);

        content["goals"]![1]!["standard"] = "主体结构封顶";
        content["tasks"]![0]!["weight"] = 50;
        await Staff["office"].Do($"{at}/task-book/drafts", new JsonObject { ["content"] = content.DeepClone() }.ToJsonString());
        (await Staff["office"].Post($"{at}/task-book/submission", "{}")).IsRefused(422, "weights-not-100");
        content["tasks"]![0]!["weight"] = 60;
        await Staff["office"].Do($"{at}/task-book/drafts", new JsonObject { ["content"] = content.DeepClone() }.ToJsonString());
        await Staff["office"].Do($"{at}/task-book/submission", "{}");
        await Staff["group"].Do($"{at}/task-book/issue", new { document = "演示任务书〔2021〕4号" });

        var issued = await Staff["auditor"].Read($"{at}/task-book");
        Assert.Equal("issued", (string?)issued["status"]);
        var hash = (string)issued["contentHash"]!;
        Assert.Equal(Sha256(issued["content"]!), hash);
        (await Staff["office"].Post($"{at}/task-book/drafts", new JsonObject { ["content"] = content.DeepClone() }.ToJsonString())).IsRefused(409, "illegal-transition");
        (await Staff["leader"].Post($"{at}/task-book/acceptance", new { contentHash = hash })).IsRefused(409, "leader-vacant");

        await Staff["office"].Do($"{at}/appointments", Rehearsal.Appoint());
        (await Staff["leader-2"].Post($"{at}/task-book/acceptance", new { contentHash = hash })).IsRefused(403, "not-the-leader");
        (await Staff["leader"].Post($"{at}/task-book/acceptance", new { contentHash = new string('0', 64) })).IsRefused(409, "hash-mismatch");
        Assert.Null((await plan.View())["light"]);
        await Staff["leader"].Do($"{at}/task-book/acceptance", new { contentHash = hash });

        var view = await plan.View();
        Assert.Equal("active", (string?)view["taskBook"]!["status"]);
        Assert.Equal("区领导甲", (string?)view["leader"]!["name"]);
        Assert.Equal("green", (string?)view["light"]);
        var baseline = Assert.Single(view["taskBook"]!["baselines"]!.AsArray())!;
        Assert.Equal((1, hash), ((int)baseline["number"]!, (string?)baseline["contentHash"]));
        (await Staff["office"].Post($"{at}/task-book/drafts", new JsonObject { ["content"] = content.DeepClone() }.ToJsonString())).IsRefused(409, "illegal-transition");

        var before = await plan.Position();
        copy["id"] = plan.Id;
        (copy["label"], copy["departments"], copy["persons"]) = ("演示数据", Staff.Departments(), Staff.Persons());
        await Staff["admin"].Do("/api/v1/plans", copy.ToJsonString());
        Assert.Equal(before, await plan.Position());
    }

    // What the API hands out is what was hashed: the same members in the same order, without white space.
    private static string Sha256(JsonNode content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        content.ToJsonString(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))));

    private static JsonObject Goal(string id, string text, string? standard = "通过验收") => new()
    {
        ["id"] = id,
        ["text"] = text,
        ["standard"] = standard,
        ["metric"] = "完成栋数",
        ["deadline"] = "2022-06-30",
    };
}
