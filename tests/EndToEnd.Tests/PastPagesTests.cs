using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace FuyangPlan.EndToEnd;

/// <summary>What pages show of an instant is of that instant, down to the names that everything had then.</summary>
[Collection(OneProduct.Name), InOneProcess]
public sealed partial class PastPagesTests(SharedProduct shared)
{
    private const string Later = "后来的名称";

    [Fact]
    public async Task Pages_OfAnInstant_CallNothingByALaterName()
    {
        var plan = await Rehearsal.Begin(shared.Staff);
        await Life.Live(plan);
        var then = await plan.Now();
        await plan.AdvanceTo(then.AddDays(2).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture));
        await Rename(plan);

        var home = $"/plans/{plan.Id}";
        foreach (var reader in (string[])["auditor", "office", "investment", "desk", "service"])
        {
            Assert.Contains(Later, (await Page(reader, home)).Text, StringComparison.Ordinal);
            var (seen, next) = (new HashSet<string>(), new Queue<string>([$"{home}?asOf={then.AddMinutes(1):yyyy-MM-ddTHH:mm}%2B08:00"]));
            while (next.TryDequeue(out var address) && seen.Count < 60)
            {
                if (!seen.Add(address)) continue;
                var page = await Page(reader, address);
                Assert.False(page.Text.Contains(Later, StringComparison.Ordinal), $"{reader}: {address} names by what came later: {Around(page.Text)}");
                foreach (var link in Link().Matches(page.Text).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value).Split('#')[0]))
                    if (link.StartsWith(home, StringComparison.Ordinal) && link.Contains("asOf=", StringComparison.Ordinal)) next.Enqueue(link);
            }
            Assert.True(seen.Count > 10, $"{reader} saw {seen.Count} pages.");
        }

        Task<Answer> Page(string reader, string address) => shared.Staff[reader].Get(address, ("Accept", "text/html"));
    }

    /// <summary>Everything that has a name: the plan, its event and families, initiatives, departments and persons.</summary>
    private static async Task Rename(Rehearsal plan)
    {
        var document = Rehearsal.Document(plan.Id);
        document["name"] = $"{Later}·行动";
        document["event"]!["name"] = $"{Later}·赛事";
        foreach (var family in document["families"]!.AsArray()) family!["name"] = $"{Later}·{family["id"]}";
        foreach (var initiative in document["initiatives"]!.AsArray()) initiative!["name"]!["printed"] = $"{Later}·{initiative["id"]}";
        foreach (var department in document["departments"]!.AsArray()) department!["name"] = $"{Later}·{department["code"]}";
        foreach (var person in document["persons"]!.AsArray()) person!["name"] = $"{Later}·{person["id"]}";
        await plan.Staff["admin"].Do("/api/v1/plans", document.ToJsonString());
        await plan.Staff["office"].Do($"{plan.Address}/departments", new { code = "d-new", name = $"{Later}·d-new" });
        await plan.Staff["office"].Do($"{plan.Address}/persons", new { id = "p-new", name = $"{Later}·p-new", department = "d-new" });
    }

    private static string Around(string text) => text.IndexOf(Later, StringComparison.Ordinal) is var at ? text[Math.Max(0, at - 200)..Math.Min(text.Length, at + 60)] : "";

    [GeneratedRegex("href=\"([^\"]+)\"")]
    private static partial Regex Link();
}
