using System.Text;
using FuyangPlan.Accounts;
using FuyangPlan.Checklists;
using FuyangPlan.Evidences;
using FuyangPlan.Initiatives;
using FuyangPlan.Leaders;
using FuyangPlan.Plans;
using FuyangPlan.TaskBooks;

namespace FuyangPlan.Demo;

/// <summary>
/// The demo plan (演示数据): a plan of its own, with made-up persons, departments and tasks, brought from January to 2 August 2021 through the same
/// commands that people use. Seeding again, or going on after a crash, repeats command ids and changes nothing twice.
/// </summary>
internal sealed class DemoPlan(IGrainFactory grains, EvidenceStore store, ILogger<DemoPlan> log)
{
    public const string Id = "fuyang-demo";
    public const string Password = "fuyang-demo-2021";

    private static readonly DateTimeOffset Ends = new(2021, 8, 2, 9, 0, 0, China.Offset);

    // How fast each initiative works, in parts of its plan: lights of every colour.
    private static readonly double[] Pace = [1.05, 1, 0.9, 1.02, 0.6, 1, 0.5, 1, 0.95, 1, 0.1, 1.03, 0.85, 1, 0.98, 0.6, 1, 1.05, 0.15, 1, 0.7, 1.02];

    // Two positions are vacant until the end, and campaign-3 was planned to be over by June.
    private static readonly HashSet<int> Vacant = [9, 16];
    private const int Finished = 19;

    private readonly List<string> refused = [];
    private DemoActors actors = null!;

    public async Task Seed(PlanDocument document)
    {
        actors = new(document);
        await OpenAccounts();
        var plan = grains.GetGrain<IPlanGrain>(Id);
        await Run(plan.Import(new(document), CommandContext.For(actors.Admin, "import", document)));
        if ((await plan.Get())!.Clock.Now >= Ends) return;

        await AdvanceTo(plan, new(2021, 1, 18, 9, 0, 0, China.Offset));
        var landings = new DemoLandings(grains.GetGrain<IIndustryChainGrain>($"{Id}/chain-1"), actors, Proof, Send);
        var leads = Enumerable.Range(1, 8).Select(chain => new DemoLeads(grains.GetGrain<IIndustryChainGrain>($"{Id}/chain-{chain}"), chain, actors, Proof, Send)).ToArray();
        var services = new DemoServices(grains, actors, Proof, Send);
        var indicators = new DemoIndicators(grains, actors, Send);
        var books = new Dictionary<int, TaskBookContent>();
        for (var i = 0; i < document.Initiatives.Length; i++)
            if (!Vacant.Contains(i)) books[i] = DemoTaskBook.Of(document.Initiatives[i], i, i == Finished ? new(2021, 6, 18) : i % 3 == 0 ? new(2022, 6, 30) : new(2021, 12, 31));

        await Task.WhenAll(books.Select(book => Begin(Initiative(document, book.Key), book.Key, book.Value)));
        for (var friday = new DateTimeOffset(2021, 1, 29, 16, 0, 0, China.Offset); friday < Ends; friday = friday.AddDays(7))
        {
            await AdvanceTo(plan, friday);
            await Task.WhenAll(books.Select(book => Week(Initiative(document, book.Key), book.Key, book.Value, DateOnly.FromDateTime(friday.DateTime))));
            await landings.Week(DateOnly.FromDateTime(friday.DateTime));
            await Task.WhenAll(leads.Select(chain => chain.Week(DateOnly.FromDateTime(friday.DateTime))));
            await services.Week(DateOnly.FromDateTime(friday.DateTime));
            await indicators.Week(DateOnly.FromDateTime(friday.DateTime));
        }
        await AdvanceTo(plan, Ends);
        if (refused.Count > 0) log.LogError("{Count} demo commands were refused, first: {First}", refused.Count, refused[0]);
    }

    private IInitiativeGrain Initiative(PlanDocument document, int index) => grains.Initiative(Id, InitiativeId.Parse(document.Initiatives[index].Id));

    private async Task Begin(IInitiativeGrain initiative, int index, TaskBookContent content)
    {
        var leader = actors.Leader(index + 1);
        var name = $"{index + 1}";
        AppointLeader appoint = new(leader.Person!, $"演示〔2021〕{index + 1}号", "演示领导小组", new(2021, 1, 18));
        await Send(initiative, actors.Office, $"appoint-{name}", appoint);
        DraftTaskBook draft = new(content);
        await Send(initiative, actors.Office, $"draft-{name}", draft);
        await Send(initiative, actors.Office, $"submit-{name}", new SubmitTaskBook());
        IssueTaskBook issue = new($"演示任务书〔2021〕{index + 1}号");
        await Send(initiative, actors.Group, $"issue-{name}", issue);
        AcceptTaskBook accept = new((await initiative.Get())!.TaskBook.ContentHash!);
        await Send(initiative, leader, $"accept-{name}", accept);
    }

    /// <summary>One initiative's week: liaisons start, report and finish what is due at the initiative's pace; the inspector verifies what was reported the week before.</summary>
    private async Task Week(IInitiativeGrain initiative, int index, TaskBookContent content, DateOnly today)
    {
        var tasks = (await initiative.Get())!.Tasks.ToDictionary(task => task.Number);
        foreach (var planned in content.Tasks.Where(task => task.Weight > 0))
        {
            var (task, key) = (tasks[planned.Number], $"{index + 1}-{planned.Number}-{today:yyyyMMdd}");
            var worked = (int)((today.DayNumber - planned.Start.DayNumber) * Pace[index]);
            var percent = Math.Clamp(100 * worked / (planned.Due.DayNumber - planned.Start.DayNumber), 0, 100) / 5 * 5;
            var liaison = actors.Liaison(planned.Department!);

            if (task.Stage == TaskStage.ReportedDone)
            {
                // Now and then a report does not hold.
                if ((index * 31 + planned.Number * 7) % 17 == 0 && task.Rejections == 0)
                {
                    RejectTask reject = new("资料不齐，请补齐后再报（演示）");
                    await Send(initiative, actors.Inspector, $"reject-{key}", reject, planned.Number);
                    continue;
                }
                VerifyTask verify = new(planned.Criteria, OnSite: true);
                await Send(initiative, actors.Inspector, $"verify-{key}", verify, planned.Number);
                continue;
            }
            if (task.Stage == TaskStage.InProgress && task.Reported > task.Verified)
            {
                VerifyProgress check = new(task.Reported);
                await Send(initiative, actors.Inspector, $"check-{key}", check, planned.Number);
            }
            if (worked <= 0 || task.Stage is not (TaskStage.NotStarted or TaskStage.InProgress)) continue;
            if (task.Stage == TaskStage.NotStarted)
            {
                StartTask start = new(OverrideReason: planned.After is null ? null : "与前置工作并行推进（演示）");
                await Send(initiative, liaison, $"start-{key}", start, planned.Number);
            }
            if (percent == 100)
            {
                var evidence = await Proof($"{planned.Title} 完成记录 {key}");
                ReportDone done = new(today, [new(evidence.Hash, evidence.Name)]);
                await Send(initiative, liaison, $"done-{key}", done, planned.Number, [evidence]);
            }
            else if (percent > task.Reported)
            {
                ImmutableArray<Evidence> evidence = percent - task.Reported >= 20 ? [await Proof($"{planned.Title} 进展记录 {key}")] : [];
                ReportProgress report = new(percent, Evidence: [.. evidence.Select(file => new EvidenceReference(file.Hash, file.Name))]);
                await Send(initiative, liaison, $"report-{key}", report, planned.Number, evidence);
            }
        }
    }

    /// <summary>A one-page PDF that says that it is demo data.</summary>
    private async Task<Evidence> Proof(string title)
    {
        var pdf = $"%PDF-1.4\n% demo {title}\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
            + "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF";
        var (stored, _) = await store.Save(Id, new MemoryStream(Encoding.UTF8.GetBytes(pdf)), CancellationToken.None);
        return new(stored!.Hash, $"{title}.pdf", stored.MediaType, stored.Size);
    }

    private async Task AdvanceTo(IPlanGrain plan, DateTimeOffset to)
    {
        if ((await plan.Get())!.Clock.Now >= to) return;
        var advance = AdvanceClock.Surely(to);
        await Send(plan, actors.Admin, $"clock-{to:yyyyMMddHHmm}", advance);
    }

    private async Task OpenAccounts()
    {
        (string Name, string Shown, Membership Membership)[] accounts =
        [
            Account("demo-group", "演示组长（领导小组）", actors.Group),
            Account("demo-office", "演示主任（迎展办）", actors.Office),
            ("demo-leader", "演示领导丁（项目长）", new(Id, [], "leader-4")),
            ("demo-liaison", "演示联络员一（责任单位）", new(Id, [Role.Liaison], "liaison-1", DemoActors.DepartmentOf(1))),
            Account("demo-inspector", "演示督查员（督查）", actors.Inspector),
            Account("demo-investment", "演示招商专员（招商）", actors.Investment),
            Account("demo-service", "演示服务专员（企业服务）", actors.Service),
            Account("demo-desk", "演示要素专员（要素保障）", actors.Desk),
            ("demo-chain-leader", "演示领导（链长）", new(Id, [], "leader-14")),
            ("demo-auditor", "演示审计（只读）", new(Id, [Role.Auditor])),
            ("demo-ops", "演示运维", new("*", [Role.Ops])),
        ];
        foreach (var (name, shown, membership) in accounts)
        {
            OpenAccount open = new(name, shown, Password, [membership]);
            await grains.GetGrain<IAccountGrain>(name).Open(open, CommandContext.For(Actor.System, "demo", open));
        }
    }

    private static (string Name, string Shown, Membership Membership) Account(string name, string shown, Actor actor) =>
        (name, shown, new(Id, actor.Roles, actor.Person, actor.Department));

    private Task Send(IStreamGrain grain, Actor actor, string key, Command command, int number = 0, ImmutableArray<Evidence> files = default) => Run(grain.Do(
        command, CommandContext.For(actor, key, command, number: number) with { Evidence = files.IsDefault ? [] : files }));

    private async Task Run(Task<CommandOutcome> command)
    {
        if ((await command).Refusal is { } refusal)
            lock (refused) refused.Add($"{refusal.Problem.Code}: {refusal.Detail}");
    }
}

/// <summary>Sends a command of somebody's under a key; whatever is refused is counted.</summary>
internal delegate Task DemoSend(IStreamGrain grain, Actor actor, string key, Command command, int number = 0, ImmutableArray<Evidence> files = default);
