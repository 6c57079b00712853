using FuyangPlan.Accounts;

namespace FuyangPlan.Pages;

/// <summary>Who looks at the page: the signed-in account, read once per request.</summary>
internal sealed class Viewer(IHttpContextAccessor http, IGrainFactory grains)
{
    private Task<AccountView?>? account;

    /// <summary>Null when nobody is signed in, or the account is gone.</summary>
    public Task<AccountView?> Account() => account ??= Find();

    private Task<AccountView?> Find() =>
        http.HttpContext?.User.Identity is { IsAuthenticated: true, Name: { Length: > 0 } name }
            ? grains.GetGrain<IAccountGrain>(name).Get()
            : Task.FromResult<AccountView?>(null);
}
