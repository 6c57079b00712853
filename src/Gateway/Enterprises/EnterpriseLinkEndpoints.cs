using System.Globalization;

namespace FuyangPlan.Enterprises;

/// <summary>What an enterprise can do by itself: see its own requests, make one, rate what is closed.</summary>
internal static class EnterpriseLinkEndpoints
{
    public static void MapEnterpriseLinks(this RouteGroupBuilder api)
    {
        var link = api.MapGroup("/enterprise-links/{token}").WithTags("企业服务 Enterprises")
            .AllowAnonymous().RequireRateLimiting(Limits.SignIn).WithMetadata(new EnterpriseLinkMetadata());
        link.MapGet("", (HttpContext http) => JsonAnswer.Of(http.EnterpriseVisit().Desk)).WithSummary("企业看自己的诉求 / The enterprise's own requests").Produces<EnterpriseDesk>();
        link.MapPost("/requests", Submit).WithName("submitOwnRequest").WithSummary("企业提出诉求 / The enterprise submits a request").Produces<Accepted>(StatusCodes.Status201Created);
        link.MapPost("/requests/{request}/rating", Rate).Describe("企业评价 / The enterprise rates a closed request", creates: false, new RateRequest(4, "及时"));
    }

    private static async Task<IResult> Submit(string token, Command<SubmitRequest> command, HttpContext http, IGrainFactory grains)
    {
        var link = http.EnterpriseVisit().Link;
        var outcome = await Sending.Outcome(() => grains.Enterprise(link.Plan, link.Code).Do(command.Body, command.Context));
        return Sending.ToHttp(outcome, string.Create(CultureInfo.InvariantCulture, $"/api/v1/enterprise-links/{token}"));
    }

    private static Task<IResult> Rate(string token, string request, Command<RateRequest> command, HttpContext http, IGrainFactory grains)
    {
        // Whoever opened the link has its address, too; a rating by an account that is signed in is not the enterprise's.
        if (http.Account() is not null) return Task.FromResult<IResult>(ProblemAnswers.Refused(Problems.Forbidden, "评价只能由企业自己作出，已登录的账号不能评价。"));
        var link = http.EnterpriseVisit().Link;
        return int.TryParse(request, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? Sending.Send(() => grains.Enterprise(link.Plan, link.Code).Do(command.Body, command.Context with { Number = number }))
            : Task.FromResult<IResult>(ProblemAnswers.Refused(Problems.ServiceRequestNotFound, "请核对诉求编号。"));
    }
}
