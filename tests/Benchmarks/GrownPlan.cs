using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using FuyangPlan.Initiatives;
using FuyangPlan.Journal;
using FuyangPlan.Plans;
using FuyangPlan.Samples;
using Microsoft.Extensions.DependencyInjection;

namespace FuyangPlan.Benchmarks;

/// <summary>A year of one plan of 22 initiatives in a folder of its own, made of so many entries, and the product that works on it.</summary>
internal sealed class GrownPlan : IDisposable
{
    public const string Plan = "grown";
    private const string Liaison = "grown-liaison";
    private const int Initiatives = 22, Tasks = 20, Append = 20;

    private static readonly DateTimeOffset Begin = new(2021, 1, 15, 9, 0, 0, China.Offset);

    private readonly string folder = Directory.CreateTempSubdirectory("fuyang-bench-").FullName;
    private readonly Dictionary<string, HttpClient> clients = [];
    private decimal percent;

    private GrownPlan(int entries) => (Entries, Gateway) = (entries, new(folder));

    public int Entries { get; }

    public GatewayProcess Gateway { get; }

    public static DateTimeOffset End { get; } = Begin.AddYears(1);

    public static string Api => $"/api/v1/plans/{Plan}";

    public string Size => $"{new DirectoryInfo(folder).EnumerateFiles("fuyang.db*").Sum(file => file.Length) / 1048576.0:#,0} MiB";

    private static DateTimeOffset At(double part) => Begin.AddHours(1) + (End - Begin.AddHours(1)) * part;

    public static async Task<GrownPlan> Make(int entries)
    {
        var plan = new GrownPlan(entries);
        var host = await SiloHost.Start(plan.folder);
        var sample = SamplePlan.Document(Plan, Initiatives);
        var document = sample with { Clock = sample.Clock with { At = Begin } };
        await SamplePlan.Import(host.Grains(), document);
        foreach (var charter in document.Initiatives) await SamplePlan.Begin(host.Grains().Initiative(Plan, InitiativeId.Parse(charter.Id)), Tasks);
        // No grain may record what time brings while its stream is grown; the import at the end reminds it again.
        host.Sql("DELETE FROM OrleansRemindersTable");
        await host.Stop();
        host = await SiloHost.Start(plan.folder);
        ImmutableArray<IInitiativeGrain> grains = [.. document.Initiatives.Select(charter => host.Grains().Initiative(Plan, InitiativeId.Parse(charter.Id)))];
        var journal = host.Services.GetRequiredService<IJournal>();
        var streams = await Task.WhenAll(document.Initiatives.Select(charter => GrowingStream.Of(journal, $"{Plan}/{charter.Id}")));
        var (all, grown) = (Math.Max(Append * Initiatives, entries - await journal.Position(Plan)), 0L);
        for (var month = 1; month <= 12; month++)
        {
            await Task.WhenAll(grains.Select(Seeding.SendAway));
            await Task.WhenAll(streams.Select(stream => stream.Follow()));
            while (grown < all * month / 12)
            {
                List<Task> round = [];
                foreach (var stream in streams)
                {
                    // In the order of their positions, over the year.
                    var before = grown;
                    round.Add(stream.Grow(Append, i => At((before + i) / (double)(all + Append * Initiatives))));
                    grown += Append;
                }
                await Task.WhenAll(round);
            }
            // What a month brings by itself is recorded when it is over.
            await Seeding.Patiently(async () => SamplePlan.Accepted(
                await host.Grains().GetGrain<IPlanGrain>(Plan).Do(SamplePlan.Admin, $"month-{month}", AdvanceClock.Surely(At(month / 12d)))));
        }
        await Seeding.Patiently(() => SamplePlan.Import(host.Grains(), document));
        plan.percent = streams[0].Reported;
        await host.Stop();
        return plan;
    }

    /// <summary>Starts the product for the first time.</summary>
    public async Task Open()
    {
        Gateway.Start();
        await Gateway.Ready();
        var admin = clients["admin"] = await Client("admin");
        await Post(admin, "/api/v1/accounts", new
        {
            name = Liaison,
            displayName = "联络员",
            password = GatewayProcess.Password,
            memberships = new[] { new { plan = Plan, roles = new[] { "liaison" }, person = SamplePlan.LiaisonPerson, department = SamplePlan.Department } },
        });
        clients["liaison"] = await Client(Liaison);
    }

    /// <summary>One report of the liaison.</summary>
    public Task Report() => Post(clients["liaison"], $"{Api}/initiatives/project-1/tasks/1/progress", new { percent = percent += 0.01m });

    /// <summary>Asks as an administrator; answers the length of what came back, null when it was turned away as too much.</summary>
    public async Task<int?> Get(string path)
    {
        using var answer = await clients["admin"].GetAsync(path);
        if (answer.StatusCode == HttpStatusCode.ServiceUnavailable) return null;
        return (await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync()).Length;
    }

    public double Resident() => System.Diagnostics.Process.GetProcessById(Gateway.Id).WorkingSet64 / 1048576.0;

    public void Dispose()
    {
        foreach (var client in clients.Values) client.Dispose();
        Gateway.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<HttpClient> Client(string name)
    {
        var http = new HttpClient { BaseAddress = Gateway.Address, Timeout = TimeSpan.FromMinutes(2) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await SignIn.Token(Gateway.Address, name));
        return http;
    }

    private static async Task Post(HttpClient http, string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
        using var answer = await http.SendAsync(request);
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{path}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }
}
