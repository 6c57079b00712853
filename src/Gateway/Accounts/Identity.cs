using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace FuyangPlan.Accounts;

/// <summary>Who may come in: a cookie for browsers, a bearer token for programs, and nobody else beyond health, sign-in and static files.</summary>
internal static class Identity
{
    public const string SignInPage = "/sign-in";

    private const string Either = "fuyang";

    public static void AddIdentity(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddDataProtection().SetApplicationName("FuyangPlan");
        var keys = new DirectoryInfo(Path.Combine(builder.Configuration.DataFolder(), "keys"));
        services.AddOptions<KeyManagementOptions>().Configure<ILoggerFactory>((options, log) => options.XmlRepository = new SharedKeys(keys, log));
        services.AddAuthentication(Either)
            .AddPolicyScheme(Either, null, options => options.ForwardDefaultSelector = context =>
                context.Request.Headers.Authorization.Count > 0
                    ? BearerTokenDefaults.AuthenticationScheme
                    : CookieAuthenticationDefaults.AuthenticationScheme)
            .AddBearerToken()
            .AddCookie(Cookie);
        services.PostConfigure<BearerTokenOptions>(
            BearerTokenDefaults.AuthenticationScheme, options => options.BearerTokenProtector = new RememberedTickets(options.BearerTokenProtector));
        services.PostConfigure<CookieAuthenticationOptions>(
            CookieAuthenticationDefaults.AuthenticationScheme, options => options.TicketDataFormat = new RememberedTickets(options.TicketDataFormat));
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
            .AddPolicy(Role.Ops.Policy(), policy => policy.RequireRole(Role.Ops.Policy()))
            .AddPolicy(Role.Admin.Policy(), policy => policy.RequireRole(Role.Admin.Policy()));
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<SignIns>();
        if (FuyangClient.IsOfCluster(builder.Configuration))
        {
            services.AddSingleton<AccountHolder>();
            services.AddSingleton(provider => provider.GetRequiredService<AccountHolder>().Accounts);
            return;
        }
        // Accounts live in this process and nowhere else: whoever changes one tells it.
        services.AddSingleton(provider => new HeldAccounts(name => Doubt.Ask(provider.GetRequiredService<IGrainFactory>().GetGrain<IAccountGrain>(name).Get)));
        services.AddSingleton<IAccountChanges>(provider => provider.GetRequiredService<HeldAccounts>());
    }

    /// <summary>Where the product keeps its files: <c>Fuyang:DataFolder</c>.</summary>
    public static string DataFolder(this IConfiguration configuration) => FuyangPlan.DataFolder.Of(configuration).Root;

    /// <summary>Replaces the ticket by the account as it is now; a ticket whose account has changed its password is nobody's.</summary>
    public static void UseVisitors(this WebApplication app)
    {
        var signIns = app.Services.GetRequiredService<SignIns>();
        app.Use((context, next) =>
        {
            if (context.User.Identity?.IsAuthenticated != true) return next(context);
            var visit = signIns.Visit(context.User);
            if (!visit.IsCompletedSuccessfully) return Asked();
            Enter(visit.Result);
            return next(context);

            async Task Asked()
            {
                Enter(await visit);
                await next(context);
            }

            void Enter(Visit found)
            {
                context.User = found.Principal;
                if (found.Account is not null) context.Visit(found.Account);
            }
        });
    }

    /// <summary>A local address, or the front page: no address takes a visitor elsewhere.</summary>
    public static string Local(string? returnUrl) =>
        returnUrl is ['/', ..] && returnUrl.Length <= 2000
        && !(returnUrl.Length > 1 && returnUrl[1] is '/' or '\\')
        && !returnUrl.Contains('\\', StringComparison.Ordinal) && !returnUrl.Any(char.IsControl)
        && !returnUrl.StartsWith("/%2f", StringComparison.OrdinalIgnoreCase) && !returnUrl.StartsWith("/%5c", StringComparison.OrdinalIgnoreCase)
            ? Escaped(returnUrl)
            : "/";

    // A header has no other letters.
    private static string Escaped(string url) => url.All(char.IsAscii) ? url
        : string.Concat(Encoding.UTF8.GetBytes(url).Select(unit => unit < 0x80 ? $"{(char)unit}" : $"%{unit:X2}"));

    private static void Cookie(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "fuyang-session";
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.ExpireTimeSpan = SignIns.Lifetime;
        options.SlidingExpiration = false;
        options.LoginPath = SignInPage;
        options.ReturnUrlParameter = "returnUrl";
        options.Events.OnRedirectToLogin = context => Answer(context, StatusCodes.Status401Unauthorized);
        // Who signs in is sent on by the page, to an address of ours.
        options.Events.OnRedirectToReturnUrl = _ => Task.CompletedTask;
        options.Events.OnRedirectToAccessDenied = context => Answer(context, StatusCodes.Status403Forbidden);
    }

    // Programs and the signed-in without the role get the status; a person who is not signed in gets the page.
    private static Task Answer(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        var request = context.Request;
        var isPage = HttpMethods.IsGet(request.Method) && (!request.IsForPrograms() || request.Path.StartsWithSegments("/openapi"));
        if (isPage && status == StatusCodes.Status401Unauthorized)
        {
            var asked = request.Path + request.QueryString;
            context.Response.Redirect($"{context.HttpContext.Root()}{SignInPage}?returnUrl={Uri.EscapeDataString(asked)}");
            return Task.CompletedTask;
        }
        context.Response.StatusCode = status;
        if (status == StatusCodes.Status401Unauthorized) context.Response.Headers.WWWAuthenticate = "Bearer";
        return Task.CompletedTask;
    }
}
