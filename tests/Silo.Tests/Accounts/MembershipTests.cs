using FuyangPlan.Commands;
using FuyangPlan.Plans;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;

namespace FuyangPlan.Accounts;

/// <summary>Who is a person of a plan, is it alone, until that is taken from him.</summary>
public sealed class MembershipTests : IAsyncLifetime
{
    private static readonly Actor Admin = new("keeper", null, "管理员", null, [Role.Admin]);

    private readonly TempFolder folder = new();
    private IHost host = null!;

    private IGrainFactory Grains => host.Services.GetRequiredService<IGrainFactory>();

    public async ValueTask InitializeAsync()
    {
        await Start();
        var plan = TestPlan.Document with { Id = "held" };
        Assert.Null((await Grains.GetGrain<IPlanGrain>("held").Import(new(plan), CommandContext.For(Admin, "import", plan))).Refusal);
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        folder.Dispose();
    }

    [Fact]
    public async Task Person_WithAnotherAccount_IsRefused_UntilItIsGivenUp()
    {
        Assert.Null((await Open("first", Liaison)).Refusal);
        Assert.Equal(Problems.PersonTaken.Code, (await Open("second", Liaison)).Refusal?.Problem.Code);
        Assert.Null(await Grains.GetGrain<IAccountGrain>("second").Get());
        // What was refused holds nobody, and a restart changes nothing.
        await Stop();
        await Start();
        Assert.Null((await Open("second")).Refusal);
        Assert.Equal(Problems.PersonTaken.Code, (await Grant("second", "take", Liaison)).Refusal?.Problem.Code);

        Assert.Null((await Grant("first", "give-up")).Refusal);
        var taken = await Grant("second", "take", Liaison);
        Assert.Null(taken.Refusal);
        Assert.Equal(taken, await Grant("second", "take", Liaison));
        // Sent again, the old wish gives back nothing that is another's by now.
        Assert.Null((await Grant("first", "give-up")).Refusal);
        Assert.Equal(Problems.PersonTaken.Code, (await Grant("first", "back", Liaison)).Refusal?.Problem.Code);
    }

    [Fact]
    public async Task Administration_IsTakenFromNobodyByHimself()
    {
        Membership admin = new(Membership.Everywhere, [Role.Admin, Role.Ops]);
        Assert.Null((await Open("keeper", admin)).Refusal);
        Assert.Equal(Problems.NotYours.Code, (await Grant("keeper", "leave")).Refusal?.Problem.Code);
        Assert.Null((await Grant("keeper", "less", admin with { Roles = [Role.Admin] })).Refusal);
        Assert.Equal([Role.Admin], (await Grains.GetGrain<IAccountGrain>("keeper").Get())!.Memberships.Single().Roles);
    }

    private static Membership Liaison => new("held", [Role.Liaison], "liaison", "housing");

    private Task<CommandOutcome> Open(string name, params ImmutableArray<Membership> memberships)
    {
        OpenAccount open = new(name, "某人", "a password of the test", memberships);
        return Grains.GetGrain<IAccountGrain>(name).Open(open, CommandContext.For(Admin, $"open-{memberships.Length}", open));
    }

    private Task<CommandOutcome> Grant(string name, string key, params ImmutableArray<Membership> memberships)
    {
        GrantMemberships grant = new(memberships);
        return Grains.GetGrain<IAccountGrain>(name).Grant(grant, CommandContext.For(Admin, key, grant));
    }

    private async Task Start()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration["Fuyang:DataFolder"] = folder.Path;
        builder.AddFuyangSilo();
        host = builder.Build();
        await host.StartAsync();
    }

    private async Task Stop()
    {
        await host.StopAsync();
        host.Dispose();
    }
}
