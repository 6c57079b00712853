using System.Net;

namespace FuyangPlan.EndToEnd;

/// <summary>Roots of sealed days: who reads them, what they say, and what they prove when somebody has kept them.</summary>
public sealed class DaySealTests
{
    private static readonly string[] Members = ["day", "keyId", "position", "previous", "root", "signature"];

    [Fact]
    public async Task Seals_KeptElsewhere_ProveThatNothingBeforeThemWasRewritten()
    {
        await using var product = new Product { Size = 1 };
        await product.Start();
        var staff = await Staff.Come(product);
        var plan = await Rehearsal.Begin(staff);
        var none = await staff["auditor"].Read($"{plan.Address}/seals");
        Assert.Empty(none["items"]!.AsArray());

        async Task<JsonNode> SealedUntil(string day, int seals)
        {
            await staff["admin"].Do($"{plan.Address}/clock", new { to = $"{day}T09:00:00+08:00" });
            await product.Stop();
            await product.Start();
            var auditor = new Visitor(product, staff["auditor"].Token) { IsPatient = true };
            for (var patience = 0; ; patience++)
            {
                var answer = await auditor.Read($"{plan.Address}/seals");
                if (answer["items"]!.AsArray().Count == seals) return answer;
                Assert.True(patience < 300, $"{answer}");
                await Task.Delay(100);
            }
        }
        var first = await SealedUntil("2021-01-17", 1);
        var both = await SealedUntil("2021-01-20", 2);
        var (newest, oldest) = (both["items"]![0]!, both["items"]![1]!);
        Assert.Equal(first["items"]![0]!.ToJsonString(), oldest.ToJsonString());
        Assert.Equal(("2021-01-19", "2021-01-16"), ((string?)newest["day"], (string?)oldest["day"]));
        Assert.Equal((string?)oldest["root"], (string?)newest["previous"]);
        Assert.Null(oldest["previous"]);
        foreach (var seal in both["items"]!.AsArray())
        {
            Assert.Equal(Members, seal!.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal));
            Assert.Contains(both["keys"]!.AsArray(), key => (string?)key!["keyId"] == (string?)seal["keyId"]);
        }

        var auditor = new Visitor(product, staff["auditor"].Token);
        var now = Uri.EscapeDataString((string)(await auditor.Read(plan.Address))["clock"]!["now"]!);
        Assert.Equal(both.ToJsonString(), (await auditor.Read($"{plan.Address}/seals?asOf={now}")).ToJsonString());
        Assert.Equal(first.ToJsonString(), (await auditor.Read($"{plan.Address}/seals?asOf=2021-01-17")).ToJsonString());
        (await auditor.Get($"{plan.Address}/seals?asOf=2020-12-01")).IsRefused(404, "not-yet-then");
        (await auditor.Get($"{plan.Address}/seals?asOf=2031-12-01")).IsRefused(422, "as-of-in-future");
        (await auditor.Get($"{plan.Address}/seals?limit=0")).IsRefused(400, "bad-parameter");
        (await auditor.Get($"{plan.Address}/seals?cursor=x")).IsRefused(400, "bad-cursor");
        var page = await auditor.Read($"{plan.Address}/seals?limit=1");
        Assert.Equal(newest.ToJsonString(), Assert.Single(page["items"]!.AsArray())!.ToJsonString());
        Assert.Equal(oldest.ToJsonString(), (await auditor.Read($"{plan.Address}/seals?limit=1&cursor={page["nextCursor"]}"))["items"]![0]!.ToJsonString());

        var printed = (await auditor.Get($"/plans/{plan.Id}/seals", ("Accept", "text/html"))).Text;
        Assert.Contains(string.Join(' ', ((string)newest["root"]!).Chunk(4).Select(four => new string(four))), WebUtility.HtmlDecode(printed), StringComparison.Ordinal);

        foreach (var name in Staff.Names)
            foreach (var address in (string[])["/seals", "/seals/check"])
            {
                var answer = await new Visitor(product, staff[name].Token).Get($"{plan.Address}{address}");
                if (name == "ops") answer.IsRefused(403, "forbidden");
                else Assert.Equal(200, answer.Status);
            }
        for (var patience = 0; (bool?)(await auditor.Read($"{plan.Address}/seals/check"))["whole"] is not true; patience++)
        {
            Assert.True(patience < 300, $"{await auditor.Read($"{plan.Address}/seals/check")}");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
        Assert.Contains("每日核验", (await auditor.Get($"/plans/{plan.Id}/seals", ("Accept", "text/html"))).Text, StringComparison.Ordinal);
        Assert.Equal(404, (await new Visitor(product, staff["ops"].Token).Get($"/plans/{plan.Id}/seals", ("Accept", "text/html"))).Status);

        string File(string name, JsonNode content)
        {
            var path = Path.Combine(product.Folder, name);
            System.IO.File.WriteAllText(path, content.ToJsonString());
            return path;
        }
        var (kept, earlier) = (File("kept.json", both), File("earlier.json", first));
        oldest["root"] = new string('0', 64);
        var other = File("other.json", both);
        var keys = Path.Combine(product.Folder, "keys.pem");
        await System.IO.File.WriteAllTextAsync(keys, (string)both["keys"]![0]!["publicKey"]!, TestContext.Current.CancellationToken);
        await product.Stop();
        (int ExitCode, string[] Arguments)[] trials =
        [
            (0, []), (0, ["--against", kept]), (0, ["--against", earlier, "--against", kept]), (0, ["--key", keys]),
            (1, ["--against", kept, "--against", other]), (65, ["--against", keys]), (66, ["--against", "no-such-file"]),
        ];
        foreach (var (expected, arguments) in trials)
        {
            var verified = await product.Offline(["verify", .. arguments]);
            Assert.True(expected == verified.ExitCode, $"{string.Join(' ', arguments)}: {verified.Output}");
        }
    }

    [Fact, InOneProcess]
    public async Task Start_WithAKeyThatIsNone_EndsWith78()
    {
        await using var product = new Product { Size = 1 };
        var (exitCode, output) = await product.Offline("--Fuyang:SealKey=/no/such/file");
        Assert.Equal(78, exitCode);
        Assert.Contains("Fuyang:SealKey", output, StringComparison.Ordinal);
    }
}
