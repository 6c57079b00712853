using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.WebEncoders;

namespace FuyangPlan.Shell;

/// <summary>The pages: plain HTML rendered on the server, no circuit and no script but the one that keeps a page fresh.</summary>
internal static class PagesSetup
{
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddAntiforgery(o => o.Cookie.Name = "fuyang-form");
        // Chinese stays Chinese in the HTML: readable at the source, and a third of the bytes.
        services.Configure<WebEncoderOptions>(o => o.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        return services;
    }

    /// <summary>Maps the pages, their static files and the sign-out. Needs authentication, authorization and antiforgery in the pipeline.</summary>
    public static void MapPages(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous().DisableRateLimiting();
        app.MapRazorComponents<App>().WithStaticAssets();
        app.MapPost("/sign-out", SignOut).ExcludeFromDescription();
    }

    /// <summary>Answers a form that is expired, forged or too large with a page that says so; the framework would answer nothing. Comes after antiforgery.</summary>
    public static void UseUnreadableForms(this WebApplication app) => app.Use((http, next) =>
        http.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false, Error: var error }
            ? Problem((error?.InnerException as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status400BadRequest).ExecuteAsync(http)
            : next(http));

    /// <summary>A problem as a page in Chinese, for requests that ask for HTML; it needs no route and answers any method.</summary>
    /// <param name="problem">Where it is another than the status says.</param>
    public static IResult Problem(int status, Problem? problem = null) => new ProblemResult(status, problem ?? ProblemStatus.OfStatus(status));

    /// <summary>A person's browser asks, so a problem is answered with a page.</summary>
    public static bool IsForPeople(this HttpRequest request) =>
        !request.IsForPrograms() && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private static async Task<IResult> SignOut(HttpContext http, IAntiforgery antiforgery, SignIns signIns)
    {
        if (!await antiforgery.IsRequestValidAsync(http)) return Problem(StatusCodes.Status400BadRequest);
        await signIns.Leave(http);
        return Results.LocalRedirect(http.Root() + Identity.SignInPage);
    }
}

/// <summary>Renders the problem page in a scope of its own: the request's may already have rendered half of another page.</summary>
internal sealed class ProblemResult(int status, Problem problem) : IResult
{
    public async Task ExecuteAsync(HttpContext http)
    {
        var request = http.RequestServices;
        await using var scope = request.CreateAsyncScope();
        http.RequestServices = scope.ServiceProvider;
        http.Response.Headers.Remove("blazor-enhanced-nav"); // Added by the first rendering, and a second one would fail over it.
        try
        {
            await new RazorComponentResult<ProblemPage>(new { Status = status, problem.Code }) { StatusCode = status }.ExecuteAsync(http);
        }
        finally
        {
            http.RequestServices = request;
        }
    }
}
