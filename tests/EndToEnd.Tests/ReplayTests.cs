using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace FuyangPlan.EndToEnd;

/// <summary>State, lists and screens are functions of the journal: what is lost beside it comes back, what is changed in it is found.</summary>
public sealed class ReplayTests
{
    private static readonly string[] Colours = ["blue", "green", "red", "yellow"];

    [Fact]
    public async Task Journal_IsTheOnlyTruth()
    {
        await using var product = new Product { Size = 1 };
        await product.StartWithDemo();
        var staff = await Staff.Come(product);
        var plan = await Rehearsal.Begin(staff);
        await Life.Live(plan);
        await plan.Accept("chain-2");
        // So many that a state is kept.
        for (var i = 0; i < 120; i++) await staff["office"].Do($"{plan.Address}/departments", new { code = "d-new", name = $"第 {i} 个名字" });
        string[] plans = ["fuyang", "fuyang-demo", plan.Id];

        await DemoIsWhatItClaims(staff["auditor"]);
        // A start records what came due before it; the starts that follow find nothing more.
        await product.Stop();
        await product.StartWithDemo();
        await AreSealed(staff["auditor"], plans);
        var day = await Days(staff["auditor"], plans);
        var before = await Everything(staff["auditor"], plans);
        var heads = await Heads(staff["auditor"], plans);

        async Task IsUnchanged(string after)
        {
            // The keys outlive the process, and so do the tokens.
            var auditor = new Visitor(product, staff["auditor"].Token) { IsPatient = true };
            Assert.Equal(day, await Days(auditor, plans));
            IsTheSame(before, await Everything(auditor, plans), after);
            Assert.Equal(heads, await Heads(auditor, plans));
        }

        await product.Stop();
        // Garbage in each of several ways.
        var (noJson, empty, wrong) = (product.Database.Bytes([0, 255, 19]), product.Database.Bytes(Packed("{}")), product.Database.Bytes(Packed("7")));
        var garbage = $"CASE version % 5 WHEN 0 THEN {noJson} WHEN 1 THEN {empty} WHEN 2 THEN {wrong} ELSE state END, hash = CASE version % 5 WHEN 3 THEN 'another' ELSE hash END, position = position - version % 5 / 4";
        Assert.True(product.Database.Change($"UPDATE kept_states SET state = {garbage}") > 0, "No states were kept.");
        // One table is gone, and a name in the checkpoints is the end of another table's.
        var tasks = product.Database.Table("tasks");
        product.Database.Change($"DROP TABLE {product.Database.Table("landings")}; INSERT INTO table_checkpoint VALUES ('head', 'fuyang', 1)");
        await product.StartWithDemo();
        await IsUnchanged("a restart, the corruption of kept states and the loss of a read table");

        product.Kill();
        Assert.True(product.Database.Change("DELETE FROM kept_states") > 0, "No states were kept.");
        product.Database.Change("UPDATE table_checkpoint SET position = position + 1000");
        await product.StartWithDemo();
        await IsUnchanged("a kill, the loss of all kept states and read tables that claim too much");

        product.Kill();
        Assert.True(product.Database.Change($"UPDATE {tasks} SET search = 'wrong', verified = 1; DELETE FROM {tasks} WHERE number = 2") > 0);
        var rebuilt = await product.Offline("rebuild");
        Assert.True(rebuilt.ExitCode == 0, rebuilt.Output);
        await product.Start();
        await IsUnchanged("a rebuild");

        product.Kill();
        var verified = await product.Offline("verify");
        Assert.True(verified.ExitCode == 0, verified.Output);
        Assert.Equal(1, product.Database.Change("UPDATE journal SET payload = replace(payload, '基础完成', '基础完工') WHERE payload LIKE '%基础完成%'"));
        verified = await product.Offline("verify");
        Assert.Equal(1, verified.ExitCode);
        Assert.Contains($"{plan.Id}/project-4", verified.Output, StringComparison.Ordinal);
    }

    /// <summary>A plan for each kind of garbage, so that one kill does for all.</summary>
    [Fact, InOneProcess]
    public async Task KeptStates_Corrupted_CostNothingButTime()
    {
        await using var product = new Product { Size = 1 };
        await product.Start();
        var staff = await Staff.Come(product);
        string[] garbage =
        [
            product.Database.Bytes([0, 255, 19]), product.Database.Bytes(Packed("{}")), product.Database.Bytes([]), product.Database.Bytes(Packed("null")),
            "substr(state, 1, length(state) / 2)",
        ];
        var plans = await Task.WhenAll(garbage.Select(_ => Rehearsal.Begin(staff)));
        string[] ids = [.. plans.Select(plan => plan.Id)];
        await Task.WhenAll(plans.Select(plan => Grow(staff["office"], plan, 130)));
        await Task.WhenAll(plans.Select(plan => plan.Accept()));
        var before = await Everything(staff["auditor"], ids);

        product.Kill();
        foreach (var (kind, id) in garbage.Zip(ids))
            Assert.True(product.Database.Change($"UPDATE kept_states SET state = {kind} WHERE stream = '{id}/plan'") > 0, kind);
        await product.Start();
        var (auditor, office) = (new Visitor(product, staff["auditor"].Token) { IsPatient = true }, new Visitor(product, staff["office"].Token));
        IsTheSame(before, await Everything(auditor, ids), "the corruption of kept states");
        Assert.Contains("is unreadable", product.Output, StringComparison.Ordinal);
        // It goes on from there, and keeps a sound state again.
        await Task.WhenAll(plans.Select(plan => Grow(office, plan, 101)));
        before = await Everything(auditor, ids);
        product.Kill();
        await product.Start();
        IsTheSame(before, await Everything(auditor, ids), "a kill");
        Assert.DoesNotContain("is unreadable", product.Output, StringComparison.Ordinal);

        static async Task Grow(Visitor office, Rehearsal plan, int commands)
        {
            for (var i = 0; i < commands; i++) await office.DoAfterAKill($"{plan.Address}/departments", new { code = $"d-{i}", name = $"单位 {i} 之 {commands}" });
        }
    }

    private static byte[] Packed(string json)
    {
        using var bytes = new MemoryStream();
        using (var packed = new BrotliStream(bytes, CompressionLevel.Fastest)) packed.Write(Encoding.UTF8.GetBytes(json));
        return bytes.ToArray();
    }

    private static void IsTheSame(SortedDictionary<string, string> before, SortedDictionary<string, string> now, string after)
    {
        Assert.Equal(before.Keys, now.Keys);
        foreach (var (address, shown) in before) Assert.True(shown == now[address], $"{address} differs after {after}:\n{shown}\n{now[address]}");
    }

    private static async Task DemoIsWhatItClaims(Visitor auditor)
    {
        var demo = await auditor.Read("/api/v1/plans/fuyang-demo");
        Assert.Equal("演示数据", (string?)demo["label"]);
        Assert.StartsWith("2021-08-02T09", (string?)demo["clock"]!["now"], StringComparison.Ordinal);
        var initiatives = (await auditor.Read("/api/v1/plans/fuyang-demo/initiatives"))["items"]!.AsArray();
        Assert.Equal(22, initiatives.Count);
        Assert.Equal(Colours, initiatives.Select(item => (string?)item!["light"]).OfType<string>().Distinct().Order(StringComparer.Ordinal));
        var tasks = (int)(await auditor.Read("/api/v1/plans/fuyang-demo/tasks?limit=1"))["total"]!;
        Assert.InRange(tasks, 300, 600);
        foreach (var colour in Colours)
            Assert.True((int)(await auditor.Read($"/api/v1/plans/fuyang-demo/tasks?light={colour}&limit=1"))["total"]! > 0, colour);
    }

    // All that a reader can see of a plan, but for what the clock says.
    private static async Task<SortedDictionary<string, string>> Everything(Visitor visitor, string[] plans)
    {
        var all = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var plan in plans)
        {
            var at = $"/api/v1/plans/{plan}";
            var shown = await visitor.Read(at);
            shown["clock"]!["now"] = "";
            all[at] = shown.ToJsonString();
            var initiatives = await visitor.Read($"{at}/initiatives");
            all[$"{at}/initiatives"] = initiatives.ToJsonString();
            foreach (var item in initiatives["items"]!.AsArray())
            {
                var view = await visitor.Read($"{at}/initiatives/{item!["id"]}");
                view["asOf"] = "";
                all[$"{at}/initiatives/{item["id"]}"] = view.ToJsonString();
            }
            foreach (var sort in (string[])["due", "-percent", "light", "title", "initiative"])
            {
                string? cursor = null;
                var lines = new List<string>();
                do
                {
                    var page = await visitor.Read($"{at}/tasks?limit=200&sort={sort}{(cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}");
                    lines.AddRange(page["items"]!.AsArray().Select(line => line!.ToJsonString()));
                    cursor = (string?)page["nextCursor"];
                }
                while (cursor is not null);
                all[$"{at}/tasks?sort={sort}"] = string.Join('\n', lines);
            }
            foreach (var list in (string[])["landings", "enterprises", "open-requests", "pools"])
                all[$"{at}/{list}"] = (await visitor.Read($"{at}/{list}?limit=200")).ToJsonString();
            all[$"{at}/journal"] = (await visitor.Read($"{at}/journal?limit=200")).ToJsonString();
        }
        return all;
    }

    private static async Task AreSealed(Visitor visitor, string[] plans)
    {
        foreach (var plan in plans)
        {
            var shown = await visitor.Read($"/api/v1/plans/{plan}");
            var yesterday = DateOnly.Parse((await Days(visitor, [plan]))[0], CultureInfo.InvariantCulture).AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            if (string.CompareOrdinal(yesterday, (string)shown["startsOn"]!) < 0) continue;
            for (var patience = 0; !(await visitor.Read($"/api/v1/plans/{plan}/journal?limit=50"))["items"]!.AsArray()
                .Any(line => (string?)line!["type"] == "plan.day-signed" && ((string)line["text"]!).Contains(yesterday, StringComparison.Ordinal)); patience++)
            {
                Assert.True(patience < 600, $"{plan} has not sealed {yesterday}.");
                await Task.Delay(100);
            }
        }
    }

    private static async Task<string[]> Days(Visitor visitor, string[] plans)
    {
        var days = new List<string>();
        foreach (var plan in plans)
            days.Add(DateTimeOffset.Parse((string)(await visitor.Read($"/api/v1/plans/{plan}"))["clock"]!["now"]!, CultureInfo.InvariantCulture).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        return [.. days];
    }

    private static async Task<long[]> Heads(Visitor visitor, string[] plans)
    {
        var heads = new List<long>();
        foreach (var plan in plans) heads.Add((long)(await visitor.Read($"/api/v1/plans/{plan}/journal?limit=1"))["items"]![0]!["position"]!);
        return [.. heads];
    }
}
