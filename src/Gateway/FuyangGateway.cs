using FuyangPlan.Announcements;
using FuyangPlan.ChainMaps;
using FuyangPlan.Checklists;
using FuyangPlan.DaySeals;
using FuyangPlan.DepartmentFeeds;
using FuyangPlan.Enterprises;
using FuyangPlan.Evidences;
using FuyangPlan.Feeds;
using FuyangPlan.Health;
using FuyangPlan.Indicators;
using FuyangPlan.Landings;
using FuyangPlan.Leaders;
using FuyangPlan.Leads;
using FuyangPlan.ResourcePools;
using FuyangPlan.Tables;
using FuyangPlan.TaskBooks;
using FuyangPlan.Teams;
using Orleans.Dashboard;
using Scalar.AspNetCore;

namespace FuyangPlan;

/// <summary>What the gateway is made of; <c>Program</c> decides where the grains are.</summary>
internal static class FuyangGateway
{
    public static void AddGateway(this WebApplicationBuilder builder)
    {
        builder.AddLimits();
        builder.AddIdentity();
        var services = builder.Services;
        // What describes the API nests deeper than anything that it takes or gives.
        services.ConfigureHttpJsonOptions(json => GatewayJson.Configure(json.SerializerOptions).MaxDepth = 64);
        services.AddHostNames();
        services.AddApiDescription();
        services.AddPages();
        services.AddSingleton<PlanImports>();
        services.AddSingleton<Demo.DemoPlan>();
        services.AddHttpContextAccessor();
        services.AddSingleton<PlanReader>();
        services.AddSingleton<ListReader>();
        services.AddSingleton<PlanList>();
        services.AddSingleton<InitiativeAnswers>();
        services.AddSingleton<ChainLeads>();
        services.AddSingleton<EnterpriseLinks>();
        services.AddSingleton(provider => new EvidenceStore(
            Path.Combine(builder.Configuration.DataFolder(), "evidence"), provider.GetRequiredService<ILogger<EvidenceStore>>()));
        services.AddHostedSingleton<LiveFeed>();
        services.AddHostedSingleton<FirstStart>();
    }

    public static void UseGateway(this WebApplication app)
    {
        app.UsePathBases();
        app.UseCommandScope();
        app.UseHeads();
        app.UseSecurityHeaders();
        app.UseProblems();
        app.UseSentBodies();
        app.UseHostNames();
        app.UseStartGate();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseCrossSiteRefusal();
        app.UseAuthentication();
        app.UseVisitors();
        app.UseEnterpriseLinks();
        app.UseAuthorization();
        app.UseCommandPace();
        app.UsePlanScope();
        app.UseAntiforgery();
        app.UseUnreadableForms();
        app.MapApi();
        app.MapPages();
        app.MapHealth();
        app.MapOpenApi("/openapi/{documentName}.json");
        app.MapScalarApiReference("/api-docs", options => options.DisableDefaultFonts()).DisableRateLimiting();
    }

    public static void MapOpsDashboard(this WebApplication app)
    {
        const string place = "/ops/dashboard";
        // It unpacks 17 MB of its own files when it is mapped; most gateways are never asked for them.
        var dashboard = new Lazy<RequestDelegate>(() => new ApplicationBuilder(app.Services)
            .UseRouting()
            .UseEndpoints(routes => routes.MapOrleansDashboard(place))
            .Build());
        app.Map($"{place}/{{**path}}", async http =>
        {
            // Or its own routes would not be looked at.
            http.SetEndpoint(null);
            try
            {
                await dashboard.Value(http);
            }
            // It does not look at what it is asked about, such as a silo that is none.
            catch (Exception fault) when (!http.Response.HasStarted && !Doubt.Is(fault))
            {
                await ProblemAnswers.Refused(Problems.NotFound, "控制台没有这项数据。").ExecuteAsync(http);
            }
        }).RequireAuthorization(Role.Ops.Policy()).DisableRateLimiting();
    }

    private static void MapApi(this WebApplication app)
    {
        var api = app.MapGroup("/api/v1").WithStrictParameters();
        var plan = api.MapGroup("/plans/{plan}");
        var initiative = plan.MapGroup("/initiatives/{id}");
        api.MapAccounts();
        api.MapPlans(plan);
        plan.MapInitiatives(initiative);
        initiative.MapLeaders();
        initiative.MapTaskBooks();
        initiative.MapTeams();
        plan.MapLandings(initiative);
        initiative.MapChainMap();
        initiative.MapIndicators();
        plan.MapLeads(initiative);
        plan.MapChecklists(initiative);
        plan.MapEvidence();
        plan.MapFeed();
        api.MapDepartmentFeeds(plan);
        plan.MapResourcePools();
        plan.MapEnterprises();
        api.MapEnterpriseLinks();
        plan.MapAnnouncements();
        plan.MapDaySeals();
    }

    private static void AddHostedSingleton<T>(this IServiceCollection services) where T : class, IHostedService =>
        services.AddSingleton<T>().AddHostedService(provider => provider.GetRequiredService<T>());
}
