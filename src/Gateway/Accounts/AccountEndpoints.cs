namespace FuyangPlan.Accounts;

/// <summary>Name and password.</summary>
internal sealed record Credentials(string Name, [Lines] string Password);

/// <summary>A session has begun; the cookie is in the answer's headers.</summary>
internal sealed record Session(AccountBody Account, DateTimeOffset ExpiresAt);

/// <summary>A token for programs: send it as <c>Authorization: Bearer …</c>.</summary>
internal sealed record IssuedToken(string Token, DateTimeOffset ExpiresAt);

/// <summary>An account as others see it.</summary>
internal sealed record AccountBody(string Name, string DisplayName, ImmutableArray<Membership> Memberships)
{
    public static AccountBody Of(AccountView account) => new(account.Name, account.DisplayName, account.Memberships);
}

internal static class AccountEndpoints
{
    public static void MapAccounts(this RouteGroupBuilder api)
    {
        var entrance = api.MapGroup("").WithTags("登录 Sign-in");
        entrance.MapPost("/sessions", Enter).AllowAnonymous().RequireRateLimiting(Limits.SignIn)
            .WithSummary("登录（浏览器） / Sign in with a cookie").Produces<Session>();
        entrance.MapGet("/sessions/current", (HttpContext context) => JsonAnswer.Of(AccountBody.Of(context.Account()!)))
            .WithSummary("当前账号 / Who is signed in").Produces<AccountBody>();
        entrance.MapDelete("/sessions/current", (Delegate)Leave)
            .WithSummary("退出 / Sign out").Produces(StatusCodes.Status204NoContent);
        entrance.MapPost("/tokens", Issue).AllowAnonymous().RequireRateLimiting(Limits.SignIn)
            .WithSummary("领取令牌（程序） / Get a bearer token").Produces<IssuedToken>();

        var accounts = api.MapGroup("/accounts").WithTags("账号 Accounts").RequireAuthorization(Role.Admin.Policy());
        accounts.MapGet("", List).WithSummary("账号清单 / Accounts").Produces<Page<AccountBody>>();
        accounts.MapPost("", Open).Describe("开设账号 / Open an account", creates: true,
            new OpenAccount("liaison-1", "住建联络员", "correct horse battery", [new("fuyang", [Role.Liaison], "zhang", "housing")]));
        accounts.MapAccountCommand<GrantMemberships>("memberships", "授权 / Replace the memberships", (account, c) => account.Grant(c.Body, c.Context));
        accounts.MapAccountCommand<SetPassword>("password", "重设密码 / Set a new password", (account, c) => account.SetPassword(c.Body, c.Context));
    }

    private static async Task<IResult> Enter(Body<Credentials> credentials, SignIns signIns, HttpContext context)
    {
        var outcome = await signIns.Check(credentials.Content.Name, credentials.Content.Password);
        if (outcome.Account is not { } account) return ProblemAnswers.Refused(outcome.Refusal!);
        var until = await signIns.Enter(context, account);
        return TypedResults.Json(new Session(AccountBody.Of(account), until), GatewayJson.Output);
    }

    private static async Task<IResult> Leave(HttpContext context, SignIns signIns)
    {
        await signIns.Leave(context);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> Issue(Body<Credentials> credentials, SignIns signIns)
    {
        var outcome = await signIns.Check(credentials.Content.Name, credentials.Content.Password);
        if (outcome.Account is not { } account) return ProblemAnswers.Refused(outcome.Refusal!);
        var (token, until) = signIns.Issue(account);
        return TypedResults.Json(new IssuedToken(token, until), GatewayJson.Output);
    }

    private static async Task<IResult> List(string? cursor, string? limit, IGrainFactory grains)
    {
        var parameters = new Parameters();
        var names = await Doubt.Ask(() => grains.GetGrain<IAccountListGrain>("accounts").Get());
        var page = Page.Of([.. names.Order(StringComparer.Ordinal)], cursor, parameters.Limit(limit, otherwise: 50), parameters);
        if (parameters.Refusal is { } refusal) return ProblemAnswers.Refused(refusal);
        var accounts = await Task.WhenAll(page.Items.Select(name => Doubt.Ask(() => grains.GetGrain<IAccountGrain>(name).Get())));
        return JsonAnswer.Of(new Page<AccountBody>([.. accounts.OfType<AccountView>().Select(AccountBody.Of)], page.NextCursor));
    }

    private static Task<IResult> Open(Command<OpenAccount> command, IGrainFactory grains)
    {
        var name = command.Body.Name;
        return AccountNames.IsName(name)
            ? Sending.Send(() => grains.GetGrain<IAccountGrain>(name).Open(command.Body, command.Context), $"/api/v1/accounts/{name}")
            : Task.FromResult<IResult>(ProblemAnswers.Refused(
                Problems.TextInvalid, "账号名为 2 至 40 个小写字母、数字、点或连字符。", new Fault("/name", "只能用 a–z、0–9、点和连字符。")));
    }

    private static void MapAccountCommand<T>(
        this RouteGroupBuilder accounts, string path, string summary, Func<IAccountGrain, Command<T>, Task<CommandOutcome>> send) where T : class =>
        accounts.MapPost($"/{{name}}/{path}", (string name, Command<T> command, IGrainFactory grains) => AccountNames.IsName(name)
                ? Sending.Send(() => send(grains.GetGrain<IAccountGrain>(name), command))
                : Task.FromResult<IResult>(ProblemAnswers.Refused(Problems.AccountNotFound, "请核对账号名。")))
            .Describe<T>(summary, creates: false);
}
