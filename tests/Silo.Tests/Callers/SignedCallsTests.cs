using FuyangPlan.Checklists;
using FuyangPlan.Commands;
using System.Reflection;
using FuyangPlan.Feeds;
using FuyangPlan.Histories;
using FuyangPlan.Initiatives;
using FuyangPlan.Plans;
using FuyangPlan.Tables;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Dashboard;
using Orleans.Hosting;
using Orleans.Runtime;

namespace FuyangPlan.Callers;

public sealed class SignedCallsTests(Knocking silo) : IClassFixture<Knocking>
{
    private static readonly Actor Office = new("office", null, "迎展办", null, [Role.Office, Role.LeadingGroup, Role.Admin]);

    [Fact]
    public async Task Client_WithoutASecret_DoesNotEvenComeIn()
    {
        using var stranger = silo.Client(_ => { });
        await IsKeptOut(stranger);
    }

    [Fact]
    public async Task Client_WithAnotherSecret_DoesNotEvenComeIn()
    {
        using var stranger = silo.Gateway("a secret that somebody made up for this trial");
        await IsKeptOut(stranger);
    }

    [Theory]
    [InlineData(Knocking.Secret)]
    [InlineData(Knocking.SecondSecret)]
    public async Task Client_WithEitherSecret_IsServed(string secret)
    {
        using var gateway = silo.Gateway(secret);
        await gateway.StartAsync();
        var grains = gateway.Services.GetRequiredService<IGrainFactory>();
        Assert.Empty(await grains.GetGrain<IPlanListGrain>("plans").Get());
        var outcome = await grains.GetGrain<IProjectGrain>("fuyang/project-1").Do(new StartTask(), CommandContext.For(Office, "a", new StartTask()));
        Assert.Equal("initiative-not-found", outcome.Refusal?.Problem.Code);
        Assert.Single(await grains.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true));
        await gateway.StopAsync();
    }

    [Fact]
    public async Task EveryGrainMethod_Unsigned_IsRefused()
    {
        var before = await silo.Position;
        using var intruder = silo.Intruder(_ => null);
        await intruder.StartAsync();
        var grains = intruder.Services.GetRequiredService<IGrainFactory>();
        var called = 0;
        foreach (var contract in typeof(IPlanGrain).Assembly.GetTypes()
            .Where(type => type.IsInterface && typeof(IGrain).IsAssignableFrom(type) && type != typeof(IInitiativeGrain) && type != typeof(IStreamGrain))
            .Select(type => type.IsGenericType ? type.MakeGenericType(typeof(TaskLine)) : type))
            foreach (var method in contract.GetInterfaces().Append(contract).SelectMany(each => each.GetMethods()))
            {
                called++;
                await IsRefused(() => (Task)method.Invoke(grains.GetGrain(contract, contract == typeof(ITablesGrain) ? silo.TablesKey : "fuyang"), Arguments(method))!, method);
            }
        Assert.True(called > 60);
        await IsRefused(() => grains.GetGrain<IManagementGrain>(0).GetHosts());
        Assert.Equal(before, await silo.Position);
        await intruder.StopAsync();
    }

    [Fact]
    public async Task Unsigned_AfterASignedOneOfTheSameKind_IsRefused()
    {
        // The grains that are asked wake by the signed calls, whose signature must not stay with them.
        await silo.Grains.GetGrain<IPlanGrain>("woken").Get();
        await silo.Grains.GetGrain<IPlanListGrain>("woken").Get();
        await silo.Grains.GetGrain<IHistoryGrain>("woken").Ledger(null, null, 1, null);
        await silo.Grains.GetGrain<ITickGrain>("woken").Ticks(1);
        using var gateway = silo.Gateway(Knocking.SecondSecret);
        await gateway.StartAsync();
        await gateway.Services.GetRequiredService<IGrainFactory>().GetGrain<IPlanGrain>("woken-2").Get();
        await gateway.StopAsync();

        using var intruder = silo.Intruder(_ => null);
        await intruder.StartAsync();
        var grains = intruder.Services.GetRequiredService<IGrainFactory>();
        for (var i = 0; i < 3; i++)
        {
            await IsRefused(() => grains.GetGrain<IPlanGrain>("woken").Get());
            await IsRefused(() => grains.GetGrain<IPlanListGrain>("woken").Get());
            await IsRefused(() => grains.GetGrain<IHistoryGrain>("woken").Ledger(null, null, 1, null));
            await IsRefused(() => grains.GetGrain<ITickGrain>("woken").Ticks(1));
            await IsRefused(() => grains.GetGrain<IPlanGrain>("woken-2").Get());
        }
        await intruder.StopAsync();
    }

    [Fact]
    public async Task Signature_OfAnotherCall_IsRefused()
    {
        object? captured = null;
        using var intruder = silo.Intruder(call => captured ??= Knocking.Signature(Knocking.SecondSecret).Sign(call.TargetId, call.Request));
        await intruder.StartAsync();
        var grains = intruder.Services.GetRequiredService<IGrainFactory>();
        var project = grains.GetGrain<IProjectGrain>("fuyang/project-1");
        var context = CommandContext.For(Office, "a", new(), expectedVersion: 3);
        Assert.NotNull((await project.Do(new StartTask(), context)).Refusal);
        Assert.NotNull((await project.Do(new StartTask(), context)).Refusal); // Within its time, and the same.

        await IsRefused(() => grains.GetGrain<IProjectGrain>("fuyang/project-2").Do(new StartTask(), context));
        await IsRefused(() => grains.GetGrain<ICampaignGrain>("fuyang/project-1").Do(new StartTask(), context));
        await IsRefused(() => project.Do(new ResumeTask("继续"), context));
        await IsRefused(() => project.Do(new StartTask(OverrideReason: "换一个理由，仍是同一件"), context));
        await IsRefused(() => project.Get());
        foreach (var other in (CommandContext[])[
            context with { CommandId = "office:b" },
            context with { RequestHash = "" },
            context with { ExpectedVersion = null },
            context with { Number = 2 },
            context with { Evidence = [new("a", "b", "c", 1)] },
            context with { Actor = Office with { Account = "admin" } },
            context with { Actor = Office with { Person = "p" } },
            context with { Actor = Office with { Name = "某人" } },
            context with { Actor = Office with { Department = "d01" } },
            context with { Actor = Office with { OnBehalfOf = "p" } },
            context with { Actor = Office with { Roles = [Role.Office, Role.LeadingGroup] } },
            context with { Actor = Office with { Roles = default } },
            context with { Actor = null! }])
            await IsRefused(() => project.Do(new StartTask(), other));
        await intruder.StopAsync();
    }

    [Fact]
    public async Task Signature_OfAnotherInterfaceOfTheSameGrain_IsRefused()
    {
        object? captured = null;
        using var intruder = silo.Intruder(call => captured ??= Knocking.Signature(Knocking.Secret).Sign(call.TargetId, call.Request));
        await intruder.StartAsync();
        var tick = intruder.Services.GetRequiredService<IGrainFactory>().GetGrain<ITickGrain>("twin");
        await tick.Ticks(0);
        await tick.Ticks(0);
        await IsRefused(() => tick.AsReference<ITickTwin>().Ticks(0));
        await intruder.StopAsync();
    }

    [Theory]
    [InlineData(-31, "signed at another time")]
    [InlineData(31, "signed at another time")]
    [InlineData(-29, null)]
    [InlineData(29, null)]
    public async Task Signature_OfAnotherTime_IsRefused(int seconds, string? fault)
    {
        using var intruder = silo.Intruder(call => Knocking.Signature(Knocking.SecondSecret, new Shifted(TimeSpan.FromSeconds(seconds))).Sign(call.TargetId, call.Request));
        await intruder.StartAsync();
        var list = intruder.Services.GetRequiredService<IGrainFactory>().GetGrain<IPlanListGrain>("plans");
        if (fault is null) Assert.Empty(await list.Get());
        else Assert.Contains(fault, (await IsRefused(() => list.Get())).Message, StringComparison.Ordinal);
        await intruder.StopAsync();
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task Signature_ThatIsNone_IsRefused(object broken)
    {
        using var intruder = silo.Intruder(_ => broken);
        await intruder.StartAsync();
        await IsRefused(() => intruder.Services.GetRequiredService<IGrainFactory>().GetGrain<IPlanListGrain>("plans").Get());
        await intruder.StopAsync();
    }

    public static TheoryData<object> Broken() => [Array.Empty<byte>(), new byte[41], (byte[])[1, .. new byte[40]], (byte[])[1, .. new byte[4000]], "signed", 1, Guid.Empty];

    [Fact]
    public async Task Timers_Reminders_AndPushesToGateways_GoOn()
    {
        using var gateway = silo.Gateway(Knocking.Secret);
        await gateway.StartAsync();
        var grains = gateway.Services.GetRequiredService<IGrainFactory>();
        var ear = new Ear();
        var tick = grains.GetGrain<ITickGrain>("t");
        await tick.Ticks(0, grains.CreateObjectReference<ITickEar>(ear));
        await ear.HasHeard("timer");
        await ear.HasHeard("reminder");
        await gateway.StopAsync();
    }

    [Fact]
    public async Task Push_ThatIsNotSigned_IsNotHeard()
    {
        using var gateway = silo.Gateway(Knocking.Secret);
        await gateway.StartAsync();
        var ear = new Ear();
        var reference = gateway.Services.GetRequiredService<IGrainFactory>().CreateObjectReference<ITickEar>(ear);
        using var intruder = silo.Intruder(_ => null);
        await intruder.StartAsync();
        var forged = intruder.Services.GetRequiredService<IGrainFactory>().GetGrain(reference.GetGrainId()).Cast<ITickEar>();
        await IsRefused(() => forged.Asked("made up"));
        Assert.Empty(ear.Said);
        await gateway.StopAsync();
        await intruder.StopAsync();
    }

    [Fact]
    public async Task Dashboard_OfAGateway_ShowsItsFigures()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.UseOrleansClient(client => client.UseLocalhostClustering(silo.Door, serviceId: "fuyang", clusterId: "fuyang").AddDashboard());
        builder.Services.AddSignedCalls(Knocking.Configuration(Knocking.Secret));
        await using var gateway = builder.Build();
        gateway.MapOrleansDashboard("/dashboard");
        await gateway.StartAsync();
        using var http = new HttpClient { BaseAddress = new(gateway.Urls.First()) };
        foreach (var figures in (string[])["DashboardCounters", "ClusterStats", "Reminders", "GrainTypes", "TopGrainMethods"])
            Assert.NotEmpty(await http.GetStringAsync($"/dashboard/{figures}"));
        await gateway.StopAsync();
    }

    [Fact]
    public async Task Grain_AskedByMoreThanItsQueueHolds_TurnsThemAwayAtOnce()
    {
        using var gateway = silo.Gateway(Knocking.Secret);
        await gateway.StartAsync();
        var held = gateway.Services.GetRequiredService<IGrainFactory>().GetGrain<ITickGrain>("held");
        var calls = Enumerable.Range(0, 250).Select(_ => held.Hold(0)).ToArray();
        // What a gateway tells as overload has this name, over the network too.
        await Assert.ThrowsAsync<LimitExceededException>(async () => await await Task.WhenAny(calls));
        TickGrain.Gate.SetResult();
        await Task.WhenAll(calls).ContinueWith(_ => { }, TaskScheduler.Default);
        Assert.Contains(calls, call => call.IsCompletedSuccessfully);
        await held.Hold(0);
        await gateway.StopAsync();
    }

    [Fact]
    public void Configuration_WithoutASecretOrWithAShortOne_IsRefusedWhereThereAreOthers()
    {
        Assert.Single(CallerKeys.Of(new ConfigurationBuilder().Build()).Secrets);
        Assert.Throws<InvalidOperationException>(() => CallerKeys.Of(Knocking.Configuration("short")));
        Assert.Throws<InvalidOperationException>(() => CallerKeys.Of(new ConfigurationBuilder().AddInMemoryCollection([new("Fuyang:Database", "Host=x")]).Build()));
    }

    private async Task IsKeptOut(IHost stranger)
    {
        var before = (Journal: await silo.Position, Heard: silo.Refusals.Lines.Count);
        using var patience = new CancellationTokenSource();
        var start = stranger.StartAsync(patience.Token);
        // It goes on trying; the first refusal is enough to know.
        while (silo.Refusals.Lines.Count == before.Heard) await silo.Refusals.Next();
        Assert.False(start.IsCompletedSuccessfully);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => start);
        Assert.Equal(before.Journal, await silo.Position);
    }

    private static async Task<UnsignedCallException> IsRefused(Func<Task> call, MethodInfo? method = null)
    {
        try
        {
            await call();
        }
        catch (UnsignedCallException refused)
        {
            return refused;
        }
        throw new Xunit.Sdk.XunitException($"{method?.DeclaringType?.Name}.{method?.Name} was not refused.");
    }

    private static object?[] Arguments(MethodInfo method) =>
        [.. method.GetParameters().Select(parameter => parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null)];

    private sealed class Shifted(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
    }

    private sealed class Ear : ITickEar
    {
        private readonly System.Collections.Concurrent.ConcurrentDictionary<string, TaskCompletionSource> said = new();

        public ICollection<string> Said => said.Keys;

        // A client holds its observers weakly, and who waits for one hangs on it alone: the clock of the patience keeps both.
        public Task HasHeard(string word) => Word(word).Task.WaitAsync(TimeSpan.FromMinutes(5));

        public Task Heard(string word)
        {
            Word(word).TrySetResult();
            return Task.CompletedTask;
        }

        public Task Asked(string word) => Heard(word);

        private TaskCompletionSource Word(string word) => said.GetOrAdd(word, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
    }
}
