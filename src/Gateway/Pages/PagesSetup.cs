using System.Text.Encodings.Web;
using System.Text.Unicode;
using FuyangPlan.Plans;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.WebEncoders;

namespace FuyangPlan.Pages;

/// <summary>The pages: plain HTML rendered on the server, no circuit and no script but the one that keeps a page fresh.</summary>
internal static class PagesSetup
{
    /// <param name="services">Where <see cref="PlanReader"/>, the sign-in and an <c>IGrainFactory</c> are registered too.</param>
    /// <param name="plans">Ids of the plans that the start page offers to accounts that may see every plan.</param>
    public static IServiceCollection AddPages(this IServiceCollection services, params IEnumerable<string> plans)
    {
        services.AddRazorComponents();
        services.AddAntiforgery(o => o.Cookie.Name = "fuyang-form");
        services.AddHttpContextAccessor();
        services.AddScoped<Viewer>();
        services.AddSingleton(new OfferedPlans([.. plans]));
        // Chinese stays Chinese in the HTML: readable at the source, and a third of the bytes.
        services.Configure<WebEncoderOptions>(o => o.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        return services;
    }

    /// <summary>Maps the pages, their static files and the sign-out. Needs authentication, authorization and antiforgery in the pipeline.</summary>
    public static void MapPages(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorComponents<App>().WithStaticAssets();
        app.MapPost("/sign-out", SignOut).ExcludeFromDescription();
    }

    /// <summary>A problem as a page in Chinese, for requests that ask for HTML; it needs no route and answers any method.</summary>
    public static IResult Problem(int status) => new ProblemResult(status);

    private static async Task<IResult> SignOut(HttpContext http, IAntiforgery antiforgery)
    {
        if (!await antiforgery.IsRequestValidAsync(http)) return Problem(StatusCodes.Status400BadRequest);
        await http.SignOutAsync();
        return Results.LocalRedirect("/sign-in");
    }
}

/// <summary>Renders the problem page in a scope of its own: the request's may already have rendered half of another page.</summary>
internal sealed class ProblemResult(int status) : IResult
{
    public async Task ExecuteAsync(HttpContext http)
    {
        var request = http.RequestServices;
        await using var scope = request.CreateAsyncScope();
        http.RequestServices = scope.ServiceProvider;
        http.Response.Headers.Remove("blazor-enhanced-nav"); // Added by the first rendering, and a second one would fail over it.
        try
        {
            await new RazorComponentResult<ProblemPage>(new { Status = status }) { StatusCode = status }.ExecuteAsync(http);
        }
        finally
        {
            http.RequestServices = request;
        }
    }
}

/// <summary>Ids of the plans that the start page offers.</summary>
internal sealed record OfferedPlans(ImmutableArray<string> Ids);
