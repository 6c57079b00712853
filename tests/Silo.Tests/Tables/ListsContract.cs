using System.Reflection;
using System.Text.Json;
using FuyangPlan.Checklists;
using FuyangPlan.Enterprises;
using FuyangPlan.Initiatives;
using FuyangPlan.Journal;
using FuyangPlan.Plans;
using FuyangPlan.Samples;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FuyangPlan.Tables;

/// <summary>What lists promise while commands go on: no page is older than its question, none is another reader's, and what did not change is not made again.</summary>
public abstract class ListsContract : IAsyncLifetime
{
    private const string Plan = "listed", Contact = "演示联系人 0571-00000000";
    private static readonly Actor Officer = new("officer", "officer-1", "专员", "d02", [Role.ServiceOfficer]);
    private static readonly ImmutableArray<Actor> Readers =
    [
        SamplePlan.Liaison, SamplePlan.Liaison with { Account = "other", Department = "d02" }, SamplePlan.Inspector, SamplePlan.Leader, Officer,
        new("auditor", null, "审计", null, [Role.Auditor]),
    ];

    private readonly Dictionary<Guid, string> tagged = [];
    private IHost host = null!;
    private ImmutableArray<IInitiativeGrain> initiatives;
    private int commands, reads;

    /// <summary>Where a silo of its own keeps everything.</summary>
    private protected abstract Task<IEnumerable<KeyValuePair<string, string?>>> Settings();

    private protected abstract Task Close();

    public async ValueTask InitializeAsync()
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(await Settings());
        builder.AddFuyangSilo();
        var journal = builder.Services.Last(service => service.ServiceType == typeof(IJournal));
        builder.Services.AddSingleton(journal.ImplementationType!).AddSingleton(services =>
            Reads.On((IJournal)services.GetRequiredService(journal.ImplementationType!), () => Interlocked.Increment(ref reads)));
        host = builder.Build();
        await host.StartAsync();
        var document = SamplePlan.Document(Plan);
        await SamplePlan.Import(host.Grains(), document);
        initiatives = [.. document.Initiatives.Take(2).Select(charter => host.Grains().Initiative(Plan, InitiativeId.Parse(charter.Id)))];
        foreach (var initiative in initiatives) await SamplePlan.Begin(initiative, tasks: 8, started: 4);
        await Do(Officer, new RegisterEnterprise("demo-a", "演示企业A", document.Initiatives.First(charter => charter.Id.StartsWith("chain", StringComparison.Ordinal)).Id));
        await Do(Officer, new SubmitRequest(ServiceCategory.Housing, "员工公寓 40 间", Contact));
    }

    public async ValueTask DisposeAsync()
    {
        await host.Stop();
        await Close();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Find_BetweenCommands_IsWhatTheFoldSays_ForEveryReader()
    {
        var random = new Random(11);
        var (pages, again) = (0, 0);
        for (var step = 0; step < 60; step++)
        {
            await Command(random);
            HashSet<object> seen = [];
            for (var i = random.Next(12); i > 0; i--, pages++)
                if (!seen.Add(await Compared(random, Readers[random.Next(Readers.Length)]))) again++;
        }
        // Of so few questions many are asked again before anything has changed.
        Assert.InRange(again, pages / 10, pages);
    }

    private async Task<object> Compared(Random random, Actor reader) => random.Next(3) switch
    {
        0 => await Same(new ServiceRequestQuery(Search: random.Next(2) == 0 ? "公寓" : null, Sort: random.Next(2) == 0 ? "next" : "submitted"), reader),
        1 => await Same(new EnterpriseQuery(Sort: random.Next(2) == 0 ? "code" : "-overdue"), reader),
        _ => await Same(
            new TaskQuery(Department: random.Next(2) == 0 ? reader.Department : null, Sort: random.Next(2) == 0 ? "due" : "-percent", Limit: 3 + random.Next(2)), reader),
    };

    private async Task<object> Same<TLine>(IListQuery<TLine> query, Actor reader)
    {
        var (journal, list) = (host.Services.GetRequiredService<IJournal>(), ReadTables.Of(query));
        var page = (await host.Grains().Find(Plan, query, reader))!;
        var plan = await host.Services.GetRequiredService<PlanDirectory>().Current(Plan);
        var now = plan.Now(TimeProvider.System);
        var question = list.Ask(query, Plan, reader, now.Day());
        var fresh = list.Page(query, Plan, Answer.From(await PastRows.Of(journal, Plan, question.Table, plan, now), question), reader, now.Day());
        Assert.Equal(Written(fresh), Written(page));
        Assert.Equal(reader.SeesContacts() && Written(page).Contains("submittedAt", StringComparison.Ordinal), Written(page).Contains(Contact, StringComparison.Ordinal));
        // Of one tag are pages of one body, which is written once.
        Assert.Equal(Written(page), page.Tag is not { } tag || tagged.TryAdd(tag, Written(page)) ? Written(page) : tagged[tag]);
        return page.Tag ?? (object)page;
    }

    [Fact]
    public async Task Find_WhileCommandsGoOn_IsNeverOlderThanTheQuestion()
    {
        var (told, isOver) = (0, false);
        var readers = Readers.Select((reader, which) => Task.Run(async () =>
        {
            for (var turn = 0; !Volatile.Read(ref isOver); turn++)
            {
                var atLeast = Volatile.Read(ref told);
                var page = (await host.Grains().Find(Plan, new TaskQuery(Initiative: "project-1", Sort: turn % 2 == 0 ? "due" : "initiative"), reader))!;
                Assert.True(page.Items.First(line => line.Number == 1).Reported * 100 >= atLeast);
            }
        })).ToArray();
        for (var i = 1; i <= 150; i++)
        {
            SamplePlan.Accepted(await SamplePlan.Report(initiatives[0], i, $"told-{i}"));
            Volatile.Write(ref told, i);
            // Now and then there is time to ask twice about the same.
            if (i % 10 == 0) await host.Grains().Find(Plan, new TaskQuery(), Readers[0]);
        }
        Volatile.Write(ref isOver, true);
        await Task.WhenAll(readers);
    }

    [Fact]
    public async Task CatchUp_ToWhatIsReached_ReadsNothing()
    {
        var (journal, tables) = (host.Services.GetRequiredService<IJournal>(), host.Services.GetRequiredService<ITables>());
        var follower = host.Grains().GetGrain<ITablesGrain>($"{Plan}/{tables.Build}");
        SamplePlan.Accepted(await SamplePlan.Report(initiatives[0], 1, "reached"));
        var head = await journal.Position(Plan);
        Assert.Equal(head, await follower.CatchUp(head));
        var before = Volatile.Read(ref reads);
        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => follower.CatchUp(head)));
        Assert.Equal(before, Volatile.Read(ref reads));
        await follower.CatchUp(long.MaxValue);
        Assert.Equal(before + 1, Volatile.Read(ref reads));
    }

    [Fact]
    public async Task Find_TheTablesAreGone_TheyAreMadeAgain()
    {
        var before = Written(await host.Grains().Find(Plan, new TaskQuery(), Readers[0]));
        await host.Services.GetRequiredService<ITables>().Drop();
        // Whoever follows notices it, and ends; what follows then begins anew. Who asks through HTTP does not see it.
        await Record.ExceptionAsync(() => host.Grains().Find(Plan, new TaskQuery(), Readers[0]));
        Assert.Equal(before, Written(await host.Grains().Find(Plan, new TaskQuery(), Readers[0])));
    }

    /// <summary>Some are refused, and then nothing has changed.</summary>
    private Task Command(Random random) => random.Next(7) switch
    {
        0 => Do(SamplePlan.Admin, new RegisterDepartment("d01", $"单位{commands}")),
        1 => Do(Officer, new SubmitRequest(ServiceCategory.Housing, $"公寓 {commands} 间", Contact)),
        2 => Do(Officer, new RecordEnterprisePromise($"承诺 {commands}", new(2021, 3, 1))),
        3 => SamplePlan.Report(initiatives[random.Next(2)], ++commands, $"report-{commands}"),
        4 => initiatives[random.Next(2)].Do(SamplePlan.Liaison, $"note-{++commands}", new ReportProgress(1 + commands / 10m, "在现场"), number: 2),
        5 => initiatives[random.Next(2)].Do(SamplePlan.Inspector, $"verify-{++commands}", new VerifyProgress(commands / 100m), number: 1),
        _ => Task.CompletedTask,
    };

    private async Task Do(Actor actor, Command command)
    {
        IStreamGrain grain = command is PlanCommand ? host.Grains().GetGrain<IPlanGrain>(Plan) : host.Grains().GetGrain<IEnterpriseGrain>($"{Plan}/enterprise-demo-a");
        SamplePlan.Accepted(await grain.Do(actor, $"c-{++commands}", command));
    }

    private static string Written<T>(T value) => JsonSerializer.Serialize(value, StrictJson.Options);
}

/// <summary>A journal of which it is told when a plan is read.</summary>
public class Reads : DispatchProxy
{
    private IJournal journal = null!;
    private Action read = null!;

    public static IJournal On(IJournal journal, Action read)
    {
        var proxy = Create<IJournal, Reads>();
        (((Reads)(object)proxy).journal, ((Reads)(object)proxy).read) = (journal, read);
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (targetMethod!.Name == nameof(IJournal.ReadPlan)) read();
        return targetMethod.Invoke(journal, BindingFlags.DoNotWrapExceptions, null, args, null);
    }
}
