using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using FuyangPlan.Initiatives;
using FuyangPlan.Leaders;
using FuyangPlan.Plans;
using FuyangPlan.Samples;
using FuyangPlan.TaskBooks;

namespace FuyangPlan.Faults;

/// <summary>An answer that a caller has in its hands.</summary>
internal sealed record Acknowledgement(int Caller, string Command, string Stream, int Version);

/// <summary>A command on its way: sent again with the same key until it is answered.</summary>
internal sealed record Sending(string Account, string Key, string Stream, string Path, object Body, bool Twice)
{
    public string Command => $"{Account}:{Key}";
}

/// <summary>The callers of a trial and their own record of what they sent and what they were told; the system's word is not taken for it.</summary>
internal sealed class KillTrial
{
    private const int Tasks = 8;

    private readonly Uri address;
    private readonly string plan;
    private readonly ImmutableArray<InitiativeId> initiatives;
    private readonly Dictionary<string, HttpClient> accounts = [];
    private readonly ImmutableArray<Caller> callers;

    private KillTrial(Uri address, string plan, ImmutableArray<InitiativeId> initiatives, int callers, int seed)
    {
        (this.address, this.plan, this.initiatives) = (address, plan, initiatives);
        this.callers = [.. Enumerable.Range(0, callers).Select(number => new Caller(this, number, new Random(seed + number + 1)))];
    }

    /// <summary>Every command that was sent, and the stream it is for.</summary>
    public ConcurrentDictionary<string, string> Sent { get; } = new();

    public ConcurrentQueue<Acknowledgement> Acknowledged { get; } = new();

    /// <summary>Answers that no kill explains.</summary>
    public ConcurrentQueue<string> Accidents { get; } = new();

    public int Pending => callers.Count(caller => caller.IsInDoubt);

    public HttpClient Reader => accounts["admin"];

    /// <summary>Accounts, plan, leaders and accepted task books, all through HTTP.</summary>
    public static async Task<KillTrial> Prepare(GatewayProcess gateway, string plan, int callers, int seed)
    {
        var document = SamplePlan.Document(plan);
        var trial = new KillTrial(gateway.Address, plan, [.. document.Initiatives.Select(each => InitiativeId.Parse(each.Id))], callers, seed);
        await trial.SignIn("admin", GatewayProcess.Password);
        await trial.Done("admin", "/api/v1/plans", document);
        await trial.Open("trial-leader", new(plan, [], SamplePlan.LeaderPerson));
        await trial.Open("trial-liaison", new(plan, [Role.Liaison], SamplePlan.LiaisonPerson, SamplePlan.Department));
        await trial.Open("trial-inspector", new(plan, [Role.Inspector], SamplePlan.InspectorPerson));
        await Parallel.ForEachAsync(trial.initiatives, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (id, _) => await trial.Begin(id));
        return trial;
    }

    /// <summary>All callers send, one command after the other each, until the end.</summary>
    public Task Load(CancellationToken end) => Task.WhenAll(callers.Select(caller => Task.Run(() => caller.Run(end), CancellationToken.None)));

    /// <summary>Everything in doubt is sent again until answered, and one initiative grows to so many versions.</summary>
    public async Task Settle(int versions)
    {
        foreach (var caller in callers) await caller.Settle();
        while (Acknowledged.Max(answer => answer.Version) < versions) await callers[0].Settle(first: true);
    }

    /// <summary>Every initiative as its readers see it, but for the instant of reading.</summary>
    public async Task<ImmutableArray<JsonNode>> Views()
    {
        var views = ImmutableArray.CreateBuilder<JsonNode>();
        foreach (var id in initiatives)
        {
            var view = (await Reader.GetFromJsonAsync<JsonObject>(Initiative(id)))!;
            view.Remove("asOf");
            views.Add(view);
        }
        return views.ToImmutable();
    }

    /// <summary>The plan's last position, from its ledger.</summary>
    public async Task<long> Position() =>
        (long)(await Reader.GetFromJsonAsync<JsonObject>($"/api/v1/plans/{plan}/journal?limit=1"))!["items"]![0]!["position"]!;

    private string Initiative(InitiativeId id) => $"/api/v1/plans/{plan}/initiatives/{id}";

    private async Task Begin(InitiativeId id)
    {
        var path = Initiative(id);
        await Done("admin", $"{path}/appointments", new AppointLeader(SamplePlan.LeaderPerson, "任〔2021〕1号", "领导小组", new(2021, 1, 15)));
        await Done("admin", $"{path}/task-book/drafts", new DraftTaskBook(SamplePlan.Content(Tasks)));
        await Done("admin", $"{path}/task-book/submission", new SubmitTaskBook());
        await Done("admin", $"{path}/task-book/issue", new IssueTaskBook("任务书〔2021〕1号"));
        var hash = (string)(await Reader.GetFromJsonAsync<JsonObject>($"{path}/task-book"))!["contentHash"]!;
        await Done("trial-leader", $"{path}/task-book/acceptance", new AcceptTaskBook(hash));
        for (var task = 1; task <= Tasks; task++) await Done("trial-liaison", $"{path}/tasks/{task}/start", new Checklists.StartTask());
    }

    private async Task Open(string name, Accounts.Membership membership)
    {
        await Done("admin", "/api/v1/accounts", new Accounts.OpenAccount(name, name, GatewayProcess.Password, [membership]));
        await SignIn(name, GatewayProcess.Password);
    }

    private async Task SignIn(string name, string password)
    {
        var http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(20) };
        var answer = await http.PostAsJsonAsync("/api/v1/tokens", new { name, password });
        answer.EnsureSuccessStatusCode();
        var token = (string)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["token"]!;
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        accounts[name] = http;
    }

    private async Task Done(string account, string path, object body)
    {
        var answer = await Post(account, Guid.NewGuid().ToString("N"), path, body);
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{path}: {await answer.Content.ReadAsStringAsync()}");
    }

    private async Task<HttpResponseMessage> Post(string account, string key, string path, object body, CancellationToken end = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body, body.GetType(), options: StrictJson.Options) };
        request.Headers.Add("Idempotency-Key", key);
        return await accounts[account].SendAsync(request, end);
    }

    /// <summary>Sends; null when it is in doubt whether it was done.</summary>
    private async Task<int?> Version(Sending sending, CancellationToken end)
    {
        try
        {
            using var answer = await Post(sending.Account, sending.Key, sending.Path, sending.Body, end);
            if (answer.IsSuccessStatusCode) return (int)(await answer.Content.ReadFromJsonAsync<JsonObject>(end))!["version"]!;
            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable)
                Accidents.Enqueue($"{sending.Command}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(end)}");
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
        {
        }
        return null;
    }

    /// <summary>Sends one command after the other; owns one task of every initiative, so that its reports only grow.</summary>
    private sealed class Caller(KillTrial trial, int number, Random random)
    {
        private readonly Dictionary<InitiativeId, (decimal Reported, decimal Verified)> percents = [];
        private Sending? pending;
        private int count;

        public bool IsInDoubt => pending is not null;

        public async Task Run(CancellationToken end)
        {
            while (!end.IsCancellationRequested)
                if (!await Send(pending ?? Next(), end)) await Task.Delay(20, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        public async Task Settle(bool first = false)
        {
            while (pending is not null || first)
            {
                await Send(pending ?? Report(trial.initiatives[0]), CancellationToken.None);
                first = false;
                if (trial.Accidents.Count > 100) return;
            }
        }

        private async Task<bool> Send(Sending sending, CancellationToken end)
        {
            pending = sending;
            trial.Sent[sending.Command] = sending.Stream;
            var answers = await Task.WhenAll(Enumerable.Range(0, sending.Twice ? 2 : 1).Select(_ => trial.Version(sending, end)));
            var versions = answers.OfType<int>().Distinct().ToArray();
            if (versions.Length > 1) trial.Accidents.Enqueue($"{sending.Command}: answered with versions {string.Join(" and ", versions)}");
            if (versions.Length == 0) return false;
            trial.Acknowledged.Enqueue(new(number, sending.Command, sending.Stream, versions[0]));
            pending = null;
            return true;
        }

        private Sending Next()
        {
            // Half of the load on one initiative: a hot stream, and snapshots.
            var id = trial.initiatives[random.Next(2) == 0 ? 0 : random.Next(trial.initiatives.Length)];
            return random.Next(16) == 0 ? Register()
                : percents.GetValueOrDefault(id) is { Reported: > 0 } at && at.Reported > at.Verified && random.Next(6) == 0 ? Verify(id)
                : Report(id);
        }

        private Sending Report(InitiativeId id)
        {
            var at = percents.GetValueOrDefault(id);
            percents[id] = at with { Reported = at.Reported + 0.01m };
            return Of("trial-liaison", $"{id}", $"{trial.Initiative(id)}/tasks/{number + 1}/progress", new Checklists.ReportProgress(at.Reported + 0.01m));
        }

        private Sending Verify(InitiativeId id)
        {
            var reported = percents[id].Reported;
            percents[id] = (reported, reported);
            return Of("trial-inspector", $"{id}", $"{trial.Initiative(id)}/tasks/{number + 1}/progress-verification", new Checklists.VerifyProgress(reported));
        }

        private Sending Register() => Of("admin", "plan", $"/api/v1/plans/{trial.plan}/departments", new RegisterDepartment($"k{number}-{count}", $"新单位 {number}-{count}"));

        private Sending Of(string account, string stream, string path, object body) =>
            new(account, string.Create(CultureInfo.InvariantCulture, $"c{number}-{count++}"), $"{trial.plan}/{stream}", path, body, Twice: random.Next(10) == 0);
    }
}
