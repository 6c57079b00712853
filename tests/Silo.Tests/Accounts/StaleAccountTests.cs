using FuyangPlan.Commands;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace FuyangPlan.Accounts;

/// <summary>While silos come and go, an account's grain can be awake twice for a moment. What the other one has written stands in the store.</summary>
public sealed class StaleAccountTests : IAsyncLifetime
{
    private const string Password = "a password of the test";

    private readonly TempFolder folder = new();
    private IHost host = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration["Fuyang:DataFolder"] = folder.Path;
        builder.AddFuyangSilo();
        host = builder.Build();
        await host.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Account_ThatAnotherActivationOpened_IsThere()
    {
        var account = host.Services.GetRequiredService<IGrainFactory>().GetGrain<IAccountGrain>("stale");
        Assert.Null(await account.Get());
        await Write(account, Password);
        Assert.Equal("Opened elsewhere", (await account.Get())?.DisplayName);
        Assert.Null((await account.SignIn(Password, Guid.NewGuid())).Refusal);
        Assert.Equal(Problems.AccountExists.Code, (await Open(account)).Refusal?.Problem.Code);
    }

    [Fact]
    public async Task Password_ThatAnotherActivationChanged_OpensNothing()
    {
        var account = host.Services.GetRequiredService<IGrainFactory>().GetGrain<IAccountGrain>("changed");
        Assert.Null((await Open(account)).Refusal);
        Assert.Null((await account.SignIn("the password before it", Guid.NewGuid())).Refusal);
        await Write(account, Password);
        Assert.Equal(Problems.SignInFailed.Code, (await account.SignIn("the password before it", Guid.NewGuid())).Refusal?.Problem.Code);
        Assert.Null((await account.SignIn(Password, Guid.NewGuid())).Refusal);
    }

    [Fact]
    public async Task Failure_ThatIsSentAgain_IsCountedOnce()
    {
        var account = host.Services.GetRequiredService<IGrainFactory>().GetGrain<IAccountGrain>("again");
        Assert.Null((await Open(account)).Refusal);
        var attempt = Guid.NewGuid();
        for (var sent = 0; sent < 10; sent++) Assert.NotNull((await account.SignIn("a wrong password", attempt)).Refusal);
        Assert.Null((await account.SignIn("the password before it", Guid.NewGuid())).Refusal);
        for (var failure = 0; failure < 5; failure++) Assert.NotNull((await account.SignIn("a wrong password", Guid.NewGuid())).Refusal);
        Assert.NotNull((await account.SignIn("the password before it", Guid.NewGuid())).Refusal);
    }

    private static Task<CommandOutcome> Open(IAccountGrain account)
    {
        OpenAccount command = new(account.GetPrimaryKeyString(), "Opened here", "the password before it", []);
        return account.Open(command, CommandContext.For(Actor.System, "open", command));
    }

    /// <summary>As another activation does, behind the back of this one.</summary>
    private async Task Write(IAccountGrain account, string password)
    {
        var store = host.Services.GetRequiredKeyedService<IGrainStorage>("store");
        GrainState<AccountState> state = new();
        await store.ReadStateAsync("account", account.GetGrainId(), state);
        state.State = new() { DisplayName = "Opened elsewhere", PasswordHash = host.Services.GetRequiredService<IPasswords>().Hash(password), Stamp = "another" };
        await store.WriteStateAsync("account", account.GetGrainId(), state);
    }
}
