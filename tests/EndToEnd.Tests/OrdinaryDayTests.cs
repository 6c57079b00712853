using System.Globalization;
using System.Text.RegularExpressions;

namespace FuyangPlan.EndToEnd;

/// <summary>
/// What people do with it all day: look, register, appoint, issue, report, verify, while a rehearsal's clock moves on. Whatever is shown is what the
/// journal says of this moment, whoever shows it, before a restart and after it. It begins with the first start, of one process or of all of a cluster at once.
/// </summary>
public sealed partial class OrdinaryDayTests
{
    private const int Plans = 4, Initiatives = 22, Rounds = 5, Readers = 2, LooksPerRound = 20;

    private const string NoPassword = "--Fuyang:AdminPassword=";

    private static readonly DateTimeOffset Morning = new(2021, 1, 18, 9, 0, 0, TimeSpan.FromHours(8));

    private int requests;

    [Fact]
    public async Task FirstDay_OfManyPeople_ShowsOneTruthEverywhere()
    {
        await using var product = new Product();
        var staff = await Staff.Come(product, await FirstStart(product));
        var plans = await Task.WhenAll(Enumerable.Range(0, Plans).Select(_ => Rehearsal.Begin(
            staff, document => document["initiatives"] = new JsonArray([.. Enumerable.Range(1, Initiatives).Select(Named)]))));
        for (var round = 1; round <= Rounds; round++) await Task.WhenAll(plans.Select(plan => Live(plan, round)));
        Assert.True(requests > 2000, $"{requests} requests");

        var shown = await Task.WhenAll(plans.Select(Everything));
        await product.Stop();
        Assert.Single(Password().Matches(product.Output));
        await product.Start(NoPassword);
        foreach (var (before, after) in shown.Zip(await Task.WhenAll(plans.Select(Everything))))
            foreach (var (address, now) in after) Assert.True(before[address] == now, $"{address} differs after a restart:\n{before[address]}\n{now}");
        foreach (var plan in plans) await Agrees(plan);
        Assert.DoesNotMatch(Password(), product.Output);
        Assert.Single(Keys(product));
    }

    /// <summary>Tells one password and makes one key, however many start at once; answers the password.</summary>
    private static async Task<string> FirstStart(Product product)
    {
        await product.Start(NoPassword);
        Assert.Single(Keys(product));
        var told = Password().Matches(product.Output);
        for (var patience = 0; told.Count == 0 && patience < 100; patience++, told = Password().Matches(product.Output)) await Task.Delay(100);
        var password = Assert.Single(told).Groups[1].Value;
        var admin = await Visitor.SignIn(product, "admin", password);
        // Wherever it was signed in, every gateway knows it.
        for (var i = 0; i < 2 * product.Gateways; i++) Assert.Equal("admin", (string?)(await admin.Read("/api/v1/sessions/current"))["name"]);
        return password;
    }

    private static string[] Keys(Product product) => Directory.GetFiles(Path.Combine(product.Folder, "keys"), "*.xml");

    private async Task Live(Rehearsal plan, int round)
    {
        var clock = Morning.AddDays(25 * round);
        await plan.AdvanceTo(clock.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture));
        var before = await plan.Position();
        await Task.WhenAll([Work(plan, round), .. Enumerable.Range(0, Readers).Select(reader => Look(plan, reader))]);
        await Agrees(plan);
        // No decision was made on an earlier day than the one that the clock had been moved to.
        Assert.All((await plan.Journal()).Where(line => (long)line["position"]! > before), line =>
            Assert.True(DateTimeOffset.Parse((string)line["recordedAt"]!, CultureInfo.InvariantCulture) >= clock, line.ToJsonString()));
    }

    private static string Id(int number) => (number % 3) switch { 0 => $"campaign-{number}", 1 => $"project-{number}", _ => $"chain-{number}" };

    private static JsonNode Named(int number) => new JsonObject
    {
        ["id"] = Id(number),
        ["name"] = new JsonObject { ["printed"] = $"演练事项{number}" },
        ["goal"] = new JsonObject { ["printed"] = "雏形初现" },
        ["openEnded"] = true,
    };

    /// <summary>Somebody new who is appointed at once, a task book, and a step forward in every book that stands.</summary>
    private async Task Work(Rehearsal plan, int round)
    {
        var staff = plan.Staff;
        await staff["office"].Do($"{plan.Address}/departments", new { code = $"d-day-{round}", name = $"当日单位{round}" });
        await staff["office"].Do($"{plan.Address}/persons", new { id = $"p-day-{round}", name = $"当日人员{round}", department = $"d-day-{round}" });
        await staff["office"].Do($"{plan.Of(Id(Initiatives - round))}/appointments", Rehearsal.Appoint($"p-day-{round}", $"{await plan.Now():yyyy-MM-dd}"));
        await plan.Accept(Id(round));
        await staff["liaison"].Do($"{plan.Task(1, Id(round))}/start", "{}");
        await Serve(plan, round);
        Interlocked.Add(ref requests, 19);
        for (var number = 1; number <= round; number++)
        {
            var percent = 10 * (1 + round - number);
            await staff["liaison"].Do($"{plan.Task(1, Id(number))}/progress", new { percent });
            await staff["inspector"].Do($"{plan.Task(1, Id(number))}/progress-verification", new { percent });
            Interlocked.Add(ref requests, 2);
        }
    }

    /// <summary>An enterprise with a request and a promise, a lead, a landing, and land that is asked for: what waits, and what runs out by itself.</summary>
    private static async Task Serve(Rehearsal plan, int round)
    {
        var (staff, chain) = (plan.Staff, plan.Of(Id(2)));
        var enterprise = $"{plan.Address}/enterprises/e-day-{round}";
        if (round == 1)
        {
            await plan.Pool(300, 2021, 30);
            await staff["office"].Do($"{chain}/team", new { person = "p-investment", duty = "招商" });
        }
        await staff["service"].Do($"{plan.Address}/enterprises", new { code = $"e-day-{round}", name = $"演练企业{round}", chain = Id(2) });
        await staff["service"].Do($"{enterprise}/requests", new { category = "housing", text = $"员工公寓 {round} 间" });
        await staff["service"].Do($"{enterprise}/promises", new { text = "通公交", due = $"{(await plan.Now()).AddDays(40):yyyy-MM-dd}" });
        await staff["investment"].Do($"{chain}/leads", new { investor = $"演练投资方{round}", amount = 10_000 * round, source = "fair", confidential = round % 2 == 0 });
        await staff["office"].Do($"{chain}/landings", new { name = $"演练落地{round}", kind = "project" });
        await staff["office"].Do($"{chain}/landings/{round}/promises", new { text = "接通双回路供电", by = "ours", due = $"{(await plan.Now()).AddDays(30):yyyy-MM-dd}" });
    }

    private async Task Look(Rehearsal plan, int reader)
    {
        for (var i = 0; i < LooksPerRound; i++)
            await Read(plan, (i % 5) switch
            {
                0 => $"{plan.Address}/initiatives",
                1 => plan.Address,
                2 => $"{plan.Address}/tasks?limit=200",
                _ => plan.Of(Id((((reader * LooksPerRound) + i) % Initiatives) + 1)),
            });
    }

    private async Task<JsonNode> Read(Rehearsal plan, string address)
    {
        Interlocked.Increment(ref requests);
        return await plan.Staff["auditor"].Read(address);
    }

    /// <summary>Now is what it is as of now, the lists are what the initiatives are, and the overview is their sum.</summary>
    private async Task Agrees(Rehearsal plan)
    {
        var faults = await Disagreements(plan).ToArrayAsync();
        Assert.True(faults.Length == 0, string.Join('\n', faults));
    }

    private async IAsyncEnumerable<string> Disagreements(Rehearsal plan)
    {
        var (overview, list) = (await Read(plan, plan.Address), await Read(plan, $"{plan.Address}/initiatives"));
        var asOf = $"asOf={Uri.EscapeDataString((string)overview["clock"]!["now"]!)}";
        if (Differ(overview, await Read(plan, $"{plan.Address}?{asOf}"))) yield return "The overview differs from the same as of now.";
        if (Differ(list, await Read(plan, $"{plan.Address}/initiatives?{asOf}"))) yield return "The list of initiatives differs from the same as of now.";

        foreach (var address in Lists(plan))
            if (await Read(plan, address) is var shown && await Read(plan, $"{address}{(address.Contains('?') ? '&' : '?')}{asOf}") is var then && Differ(shown, then))
                yield return $"{address} differs from the same as of now:\n{shown.ToJsonString()}\n{then.ToJsonString()}";

        JsonNode[] summaries = [.. list["items"]!.AsArray().Select(item => item!)];
        foreach (var family in overview["families"]!.AsArray().Select(family => family!))
        {
            JsonNode[] members = [.. summaries.Where(summary => (string?)summary["kind"] == (string?)family["kind"])];
            string[] colours = ["blue", "green", "yellow", "red"];
            if ((int)family["initiatives"]! != members.Length || (int)family["vacancies"]! != members.Count(member => member["leader"] is null)
                || (decimal)family["percent"]! != Math.Round(members.Average(member => (decimal)member["percent"]!), 2)
                || colours.Any(colour => (int)family[colour]! != members.Count(member => (string?)member["light"] == colour)))
                yield return $"The overview's family is not the sum of its initiatives: {family.ToJsonString()}";
        }

        var tasks = (await Read(plan, $"{plan.Address}/tasks?limit=200"))["items"]!.AsArray().ToLookup(task => (string)task!["initiative"]!, Line);
        foreach (var summary in summaries)
        {
            var at = plan.Of((string)summary["id"]!);
            var view = await Read(plan, at);
            var then = await Read(plan, $"{at}?{asOf}");
            if (Differ(view, then)) yield return $"{at} differs from the same as of now:\n{view.ToJsonString()}\n{then.ToJsonString()}";
            if (Differ(summary, view["summary"]!)) yield return $"{at} is listed otherwise than it is shown:\n{summary.ToJsonString()}\n{view["summary"]!.ToJsonString()}";
            if (!view["tasks"]!.AsArray().Select(Line).Order().SequenceEqual(tasks[(string)summary["id"]!].Order())) yield return $"The tasks of {at} are listed otherwise than they are shown.";
        }

        static string Line(JsonNode? task) => $"{task!["number"]} {task["stage"]} {task["light"]} {task["reported"]} {task["due"]}";
    }

    private async Task<SortedDictionary<string, string>> Everything(Rehearsal plan)
    {
        var all = new SortedDictionary<string, string>(StringComparer.Ordinal);
        string[] addresses = [plan.Address, $"{plan.Address}/initiatives", .. Lists(plan), .. Enumerable.Range(1, Initiatives).Select(number => plan.Of(Id(number)))];
        foreach (var address in addresses)
        {
            var shown = await Read(plan, address);
            // A start seals the day before.
            shown[address == plan.Address ? "version" : "planVersion"] = 0;
            all[address] = Still(shown);
        }
        return all;
    }

    private static IEnumerable<string> Lists(Rehearsal plan) => ((string[])
        ["tasks?limit=200", "landings", "enterprises", "open-requests", "common-requests", "enterprises/e-day-1/requests",
            "enterprises/e-day-1/requests/1", "pools", "pools/space-2021/queue", "pools/space-2021/requests", "pools/space-2021/requests/1", "leads"]).Select(list => $"{plan.Address}/{list}");

    private static bool Differ(JsonNode one, JsonNode other) => Still(one) != Still(other);

    /// <summary>Without what the clock says at each reading.</summary>
    private static string Still(JsonNode shown)
    {
        var still = shown.DeepClone();
        if (still is JsonObject { } view)
        {
            if (view["asOf"] is not null) view["asOf"] = "";
            if (view["clock"] is JsonObject clock) clock["now"] = "";
        }
        return still.ToJsonString();
    }

    [GeneratedRegex("password (\\S+) \\(shown only once\\)")]
    private static partial Regex Password();
}
