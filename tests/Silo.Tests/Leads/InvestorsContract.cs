using System.Collections.Concurrent;
using FuyangPlan.Initiatives;
using FuyangPlan.Samples;
using FuyangPlan.Servers;
using FuyangPlan.Teams;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;

namespace FuyangPlan.Leads;

/// <summary>Who records a lead is told which chains had one that may be of the same investor: all that were acknowledged before, and no chain is asked.</summary>
public abstract class InvestorsContract : IAsyncLifetime
{
    private const string Plan = "investors";
    private static readonly Actor Officer = new("officer", "liaison-2", "演示招商专员", null, [Role.InvestmentOfficer]);

    private readonly Asked asked = new();
    private IHost host = null!;
    private ImmutableArray<IIndustryChainGrain> chains;
    private int commands;

    /// <summary>Where a silo of its own keeps everything.</summary>
    private protected abstract Task<IEnumerable<KeyValuePair<string, string?>>> Settings();

    private protected abstract Task Close();

    public async ValueTask InitializeAsync()
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(await Settings());
        builder.AddFuyangSilo();
        builder.UseOrleans(silo => silo.AddIncomingGrainCallFilter(asked));
        host = builder.Build();
        await host.StartAsync();
        var document = SamplePlan.Document(Plan);
        await SamplePlan.Import(host.Grains(), document);
        chains = [.. document.Initiatives.Select(charter => host.Grains().Initiative(Plan, InitiativeId.Parse(charter.Id))).OfType<IIndustryChainGrain>().Take(4)];
        foreach (var chain in chains) SamplePlan.Accepted(await chain.Do(SamplePlan.Admin, "join", new JoinTeam(Officer.Person!, "招商")));
    }

    public async ValueTask DisposeAsync()
    {
        await host.Stop();
        await Close();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task RecordLead_NamesTheChainsThatHadTheInvestor_TheOwnIncluded()
    {
        Assert.Empty(await Record(0, "演示星河材料有限公司"));
        Assert.Equal(["chain-1"], await Record(1, "演示　星河材料股份有限公司"));
        Assert.Equal(["chain-1", "chain-2"], await Record(0, "演示星河材料"));
        Assert.Empty(await Record(2, "演示远航材料有限公司"));
    }

    [Fact]
    public async Task RecordLead_AsksNoOtherChain()
    {
        await Record(0, "演示星河材料有限公司");
        asked.Methods.Clear();
        SamplePlan.Accepted(await Do(1, "演示星河材料有限公司"));
        Assert.Equal([nameof(IStreamGrain.Do)], asked.Methods);
    }

    [Fact]
    public async Task RecordLead_InAllChainsAtOnce_NamesAllThatWereAcknowledgedBefore()
    {
        for (var round = 0; round < 25; round++)
        {
            var investor = $"演示第{round}投资有限公司";
            ConcurrentQueue<string> acknowledged = [];
            await Task.WhenAll(chains.Select((_, chain) => Task.Run(async () =>
            {
                for (var again = 0; again < 2; again++)
                {
                    string[] known = [.. acknowledged];
                    Assert.Empty(known.Except(await Record(chain, investor)));
                    acknowledged.Enqueue($"chain-{chain + 1}");
                }
            })));
            Assert.Equal(["chain-1", "chain-2", "chain-3", "chain-4"], await Record(round % chains.Length, investor));
        }
    }

    private async Task<ImmutableArray<string>> Record(int chain, string investor) =>
        (await chains[chain].GetLead((await Do(chain, investor)).Number!.Value, Officer))!.Suspects;

    private async Task<CommandOutcome> Do(int chain, string investor)
    {
        var outcome = await chains[chain].Do(
            Officer, $"record-{Interlocked.Increment(ref commands)}", new RecordLead(investor, 12_000, LeadSource.LeaderReferral, Confidential: true));
        SamplePlan.Accepted(outcome);
        return outcome;
    }

    /// <summary>What chains are asked.</summary>
    private sealed class Asked : IIncomingGrainCallFilter
    {
        public ConcurrentQueue<string> Methods { get; } = [];

        public Task Invoke(IIncomingGrainCallContext context)
        {
            if (context.Grain is IIndustryChainGrain) Methods.Enqueue(context.MethodName);
            return context.Invoke();
        }
    }
}

public sealed class SqliteInvestorsTests : InvestorsContract
{
    private readonly TempFolder folder = new();

    private protected override Task<IEnumerable<KeyValuePair<string, string?>>> Settings() =>
        Task.FromResult<IEnumerable<KeyValuePair<string, string?>>>([new("Fuyang:DataFolder", folder.Path)]);

    private protected override Task Close()
    {
        folder.Dispose();
        return Task.CompletedTask;
    }
}

public sealed class PostgresInvestorsTests(PostgresServer server) : InvestorsContract
{
    private protected override async Task<IEnumerable<KeyValuePair<string, string?>>> Settings() =>
    [
        new("Fuyang:Database", await server.CreateDatabase()), new("Fuyang:CallerKey", LocalCluster.CallerKey), new("Fuyang:MasterKey", LocalCluster.MasterKey),
        new("Fuyang:SealKey", LocalCluster.SealKey), new("Fuyang:SiloPort", $"{Ports.Free()}"), new("Fuyang:GatewayPort", $"{Ports.Free()}"),
    ];

    private protected override Task Close() => Task.CompletedTask;
}
