using System.Collections.Concurrent;
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
internal sealed partial class KillTrial
{
    private const int Tasks = 8;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly ConcurrentDictionary<Uri, HttpClient> doors = new();
    private readonly string plan, people;
    private readonly ImmutableArray<InitiativeId> initiatives;
    private readonly Dictionary<string, AuthenticationHeaderValue> accounts = [];
    private readonly ImmutableArray<Caller> callers;
    private readonly int spared;

    private KillTrial(ImmutableArray<Uri> addresses, string plan, string people, ImmutableArray<InitiativeId> initiatives, int callers, int seed, int spared)
    {
        (Addresses, this.plan, this.people, this.initiatives, this.spared) = (addresses, plan, people, initiatives, spared);
        this.callers = [.. Enumerable.Range(0, callers).Select(number => new Caller(this, number, new Random(seed + number + 1)))];
    }

    /// <summary>The gateways. A caller that gets no answer sends the same key to the next one.</summary>
    public ImmutableArray<Uri> Addresses { get; set; }

    /// <summary>Every command that was sent, and the stream it is for.</summary>
    public ConcurrentDictionary<string, string> Sent { get; } = new();

    public ConcurrentQueue<Acknowledgement> Acknowledged { get; } = new();

    /// <summary>Answers that no kill explains.</summary>
    public ConcurrentQueue<string> Accidents { get; } = new();

    /// <summary>Whether a newer build has left events that the asked one cannot read: lists over all tasks are then refused with newer-data (ADR 20).</summary>
    public bool IsRolledBack { get; set; }

    public int Pending => callers.Count(caller => caller.IsInDoubt);

    public string Plan => plan;

    /// <summary>Initiatives that the callers leave alone.</summary>
    public ImmutableArray<InitiativeId> Spared => initiatives[^spared..];

    /// <summary>At the first of the gateways, as the administrator.</summary>
    public HttpClient Reader => ReaderAt(Addresses[0]);

    /// <summary>Accounts, plan, leaders and accepted task books, all through HTTP.</summary>
    /// <param name="people">What the names of the trial's own accounts begin with.</param>
    /// <param name="spared">So many of the last initiatives are left alone by the callers.</param>
    public static async Task<KillTrial> Prepare(ImmutableArray<Uri> addresses, PlanDocument document, int callers, int seed, string people = "trial", int spared = 0)
    {
        var plan = document.Id;
        var trial = new KillTrial(addresses, plan, people, [.. document.Initiatives.Select(each => InitiativeId.Parse(each.Id))], callers, seed, spared);
        await trial.SignIn("admin", GatewayProcess.Password);
        await trial.Done("admin", "/api/v1/plans", document);
        await trial.Open($"{people}-leader", new(plan, [], SamplePlan.LeaderPerson));
        await trial.Open($"{people}-liaison", new(plan, [Role.Liaison], SamplePlan.LiaisonPerson, SamplePlan.Department));
        await trial.Open($"{people}-inspector", new(plan, [Role.Inspector], SamplePlan.InspectorPerson));
        await Parallel.ForEachAsync(trial.initiatives, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (id, _) => await trial.Begin(id));
        return trial;
    }

    public static Task<KillTrial> Prepare(GatewayProcess gateway, string plan, int callers, int seed) =>
        Prepare([gateway.Address], SamplePlan.Document(plan), callers, seed);

    /// <summary>A client of one gateway that reads as the administrator.</summary>
    public HttpClient ReaderAt(Uri address)
    {
        var http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
        http.DefaultRequestHeaders.Authorization = accounts["admin"];
        return http;
    }

    /// <summary>All callers send, one command after the other each, until the end.</summary>
    public Task Load(CancellationToken end) => Task.WhenAll(callers.Select(caller => Task.Run(() => caller.Run(end), CancellationToken.None)));

    /// <summary>Everything in doubt is sent again until answered, and one initiative grows to so many versions.</summary>
    public async Task Settle(int versions = 1)
    {
        using var patience = new CancellationTokenSource(Patience);
        foreach (var caller in callers) await caller.Settle(patience.Token);
        while (Acknowledged.Max(answer => answer.Version) < versions) await callers[0].Settle(patience.Token, first: true);
    }

    /// <summary>Completes when so many more commands were acknowledged: the product works.</summary>
    public async Task Progress(int commands)
    {
        var wanted = Acknowledged.Count + commands;
        using var patience = new CancellationTokenSource(Patience);
        while (Acknowledged.Count < wanted)
        {
            if (patience.IsCancellationRequested) throw new TimeoutException($"It does not heal: {Acknowledged.Count} of {wanted} commands, {Pending} in doubt.");
            await Task.Delay(20);
        }
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

    public string Initiative(InitiativeId id) => $"/api/v1/plans/{plan}/initiatives/{id}";

    /// <summary>Sends once, to one of the gateways; answers what came back, and null when nothing did.</summary>
    public async Task<(HttpStatusCode Status, JsonObject? Body)?> Ask(string account, string key, string path, object? body, int door = 0)
    {
        try
        {
            using var answer = await Post(account, key, path, body, door);
            var json = await answer.Content.ReadAsStringAsync();
            return (answer.StatusCode, json.Length == 0 ? null : JsonNode.Parse(json) as JsonObject);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
        {
            return null;
        }
    }

    /// <summary>Sends as the administrator until it is accepted.</summary>
    public Task Done(string path, object body) => Done("admin", path, body);

    private async Task Begin(InitiativeId id)
    {
        var path = Initiative(id);
        await Done("admin", $"{path}/appointments", new AppointLeader(SamplePlan.LeaderPerson, "任〔2021〕1号", "领导小组", new(2021, 1, 15)));
        await Done("admin", $"{path}/task-book/drafts", new DraftTaskBook(SamplePlan.Content(Tasks)));
        await Done("admin", $"{path}/task-book/submission", new SubmitTaskBook());
        await Done("admin", $"{path}/task-book/issue", new IssueTaskBook("任务书〔2021〕1号"));
        var hash = (string)(await Reader.GetFromJsonAsync<JsonObject>($"{path}/task-book"))!["contentHash"]!;
        await Done($"{people}-leader", $"{path}/task-book/acceptance", new AcceptTaskBook(hash));
        for (var task = 1; task <= Tasks; task++) await Done($"{people}-liaison", $"{path}/tasks/{task}/start", new Checklists.StartTask());
    }

    private async Task Open(string name, Accounts.Membership membership)
    {
        await Done("admin", "/api/v1/accounts", new Accounts.OpenAccount(name, name, GatewayProcess.Password, [membership]));
        await SignIn(name, GatewayProcess.Password);
    }

    private async Task SignIn(string name, string password)
    {
        using var http = new HttpClient { BaseAddress = Addresses[0] };
        var answer = await http.PostAsJsonAsync("/api/v1/tokens", new { name, password });
        answer.EnsureSuccessStatusCode();
        accounts[name] = new AuthenticationHeaderValue("Bearer", (string)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["token"]!);
    }

    private async Task Done(string account, string path, object body)
    {
        var key = Guid.NewGuid().ToString("N");
        for (var tries = 0; tries < 50; tries++, await Task.Delay(200))
            if (await Ask(account, key, path, body, tries) is { Status: not HttpStatusCode.ServiceUnavailable and var status } answer)
                if ((int)status < 300) return;
                else throw new InvalidOperationException($"{path}: {status} {answer.Body}");
        throw new TimeoutException($"{path} is not answered.");
    }

    private async Task<HttpResponseMessage> Post(string account, string key, string path, object? body, int door, CancellationToken end = default)
    {
        using var request = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, path);
        request.Headers.Authorization = accounts[account];
        if (body is not null)
        {
            request.Content = JsonContent.Create(body, body.GetType(), options: StrictJson.Options);
            request.Headers.Add("Idempotency-Key", key);
        }
        return await Door(door).SendAsync(request, end);
    }

    // One gateway is waited for; where there are several, not for long.
    private HttpClient Door(int number) => doors.GetOrAdd(
        Addresses[number % Addresses.Length], address => new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(Addresses.Length > 1 ? 6 : 20) });

    /// <summary>Sends; null when it is in doubt whether it was done.</summary>
    private async Task<int?> Version(Sending sending, int door, CancellationToken end)
    {
        try
        {
            using var answer = await Post(sending.Account, sending.Key, sending.Path, sending.Body, door, end);
            if (answer.IsSuccessStatusCode) return (int)(await answer.Content.ReadFromJsonAsync<JsonObject>(end))!["version"]!;
            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable)
                Accidents.Enqueue($"{sending.Command}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(end)}");
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
        {
        }
        return null;
    }

    /// <summary>A question, which may be answered with 503 and with nothing else that is wrong.</summary>
    private async Task Look(string path, int door, CancellationToken end)
    {
        try
        {
            using var answer = await Post("admin", "", path, null, door, end);
            if (answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.ServiceUnavailable) return;
            var problem = await answer.Content.ReadAsStringAsync(end);
            if (!(IsRolledBack && path.Contains("/tasks?") && problem.Contains(":newer-data")))
                Accidents.Enqueue($"{path}: {(int)answer.StatusCode} {problem}");
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
        {
        }
    }
}
