using System.Text;
using FuyangPlan.Accounts;

namespace FuyangPlan.Benchmarks;

/// <summary>From an accepted command until its event is at a crowd of live feeds of one gateway, beside a bare fan-out of the same bytes.</summary>
internal static class LiveCrowd
{
    private const int Clients = 3_000, PerAccount = 8, PerSecond = 20;

    /// <param name="line">What a listener is sent of an entry.</param>
    public static async Task Run(Report report, City city, string line)
    {
        var (plan, department) = (City.Plan(0), city.Departments[0]);
        using var ears = await Ears.Open(department.Gateway, $"/api/v1/plans/{plan}/feed", await Tokens(city, plan, department.Gateway));
        using var bare = await BareProcess.Start("fan");
        using var bareEars = await Ears.Open(bare.Address, "/feed", Enumerable.Repeat("", Clients));
        using Wire sender = await Wire.Open(department.Gateway), bareSender = await Wire.Open(bare.Address);
        var (events, pace, pushed, lost) = (PerSecond * (report.Quick ? 3 : 10), TimeSpan.FromSeconds(1.0 / PerSecond), 0L, 0);
        var (ours, theirs) = await report.InterleaveMany(
            () => Round(async () => await city.Cluster.Journal.Position(plan) + 1, ears, () => sender.Answered(department.Report())),
            () => Round(() => Task.FromResult(pushed + 1), bareEars, () => bareSender.Answered(
                Wire.Post(bare.Address, "/push", null, null, Encoding.UTF8.GetBytes($"event: changed\ndata: {line}\nid: {++pushed}\n\n")))),
            rounds: 5);
        var what = $"accepted command to {Clients:#,0} live feeds at one gateway, {PerSecond} a second";
        report.Below($"{what} ({ours[3]} were reached), p99", ours[1].Median, $" [..{Figure.Short(ours[1].Rounds.Max())}]", aim: 500);
        report.Compare("the same (limit: bare fan-out), p50", "ms", (ours[0], theirs[0]));
        report.Compare("the same, p99", "ms", (ours[1], theirs[1]));
        report.Compare("the same, last", "ms", (ours[2], theirs[2]));
        report.Compare("the command's own answer meanwhile, p99", "ms", (ours[4], theirs[4]));
        report.Add("events that a listener did not get", Bare.Text(lost), "", "", "0", lost == 0 ? "reached" : "missed");

        async Task<double[]> Round(Func<Task<long>> first, Ears who, Func<Task> send)
        {
            await who.Expect(await first(), events);
            var (answered, times, perSecond) = await Pace.Keep(events, pace, send);
            var heard = await who.Heard(answered);
            if (who == ears) lost += heard.Lost;
            return [heard.P50, heard.P99, heard.Last, perSecond, Pages.Percentile(times, 0.99)];
        }
    }

    /// <summary>One for each listener; an account may listen only so often.</summary>
    private static async Task<IEnumerable<string>> Tokens(City city, string plan, Uri gateway)
    {
        var tokens = new string[(Clients + PerAccount - 1) / PerAccount];
        await Parallel.ForEachAsync(Enumerable.Range(0, tokens.Length), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (number, _) =>
        {
            await Seeding.Account(city.Cluster.Grains, $"listener-{number}", new Membership(plan, [Role.Auditor]));
            tokens[number] = await SignIn.Token(gateway, $"listener-{number}");
        });
        return Enumerable.Range(0, Clients).Select(number => tokens[number / PerAccount]);
    }
}
