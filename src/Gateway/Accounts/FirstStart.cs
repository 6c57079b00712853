using System.Security.Cryptography;

namespace FuyangPlan.Accounts;

/// <summary>Brings a start to the point where people can come: the account <c>admin</c>, the plan files, the demo where it is asked for.</summary>
internal sealed class FirstStart(
    IGrainFactory grains, IConfiguration configuration, PlanImports plans, Demo.DemoPlan demo, IHostApplicationLifetime host, ILogger<FirstStart> log) : BackgroundService
{
    public const string Admin = "admin";

    // Without l, I, 0, O: somebody reads it off a screen.
    private const string Letters = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    // When the answer is lost it is asked again for the same, and told the same: a password that nobody was told would be of no use.
    private readonly string key = $"first-start:{Guid.NewGuid():N}";
    private OpenAccount? opening;

    private readonly TaskCompletionSource<string> entrance = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How to sign in, in one sentence, once everything is there.</summary>
    public Task<string> HowToSignIn => entrance.Task;

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        // In a cluster the silos may take their time.
        using (var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, host.ApplicationStarted))
            await Task.Delay(Timeout.Infinite, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var signIn = await CreateAdmin();
                await plans.Run();
                if (configuration.GetValue<bool>("Fuyang:Demo")) await demo.Seed(PlanImports.Demo());
                entrance.TrySetResult(signIn);
                return;
            }
            catch (Exception e) when (!stopping.IsCancellationRequested)
            {
                log.LogWarning(e, "The start is not complete yet.");
                await Task.Delay(TimeSpan.FromSeconds(1), stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<string> CreateAdmin()
    {
        const string Known = $"账号 {Admin}，密码是首次启动时的那个 / account {Admin}, the password of the first start";
        var admin = grains.GetGrain<IAccountGrain>(Admin);
        if (opening is null && await admin.Get() is not null) return Known;
        var configured = configuration["Fuyang:AdminPassword"];
        opening ??= new(
            Admin, "系统管理员", string.IsNullOrEmpty(configured) ? RandomNumberGenerator.GetString(Letters, 16) : configured,
            [new("*", [Role.Admin, Role.Ops, Role.Office, Role.LeadingGroup])]);
        var outcome = await admin.Open(opening, CommandContext.For(Actor.System, key, opening));
        // Another gateway was first.
        if (outcome.Refusal?.Problem.Code == Problems.AccountExists.Code) return Known;
        if (outcome.Refusal is { } refusal) throw new InvalidOperationException($"{refusal.Problem.Title}: {refusal.Detail}");
        return string.IsNullOrEmpty(configured)
            ? $"账号 {Admin}，密码 {opening.Password}（只显示这一次） / account {Admin}, password {opening.Password} (shown only once)"
            : $"账号 {Admin}，密码见配置 Fuyang:AdminPassword / account {Admin}, the password that is configured";
    }
}
