using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using FuyangPlan.Accounts;
using FuyangPlan.Checklists;
using FuyangPlan.Http;
using FuyangPlan.TaskBooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace FuyangPlan.Tests.Http;

/// <summary>The gateway's way of reading and answering, over real HTTP, with handlers that only say what they understood.</summary>
public class SmallGateway : IAsyncLifetime
{
    private WebApplication app = null!;

    public HttpClient Client { get; private set; } = null!;

    /// <summary>What is different from the default.</summary>
    protected virtual string[] Arguments => [];

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(Arguments);
        builder.Logging.ClearProviders().AddProvider(Log);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddLimits();
        builder.Services.ConfigureHttpJsonOptions(json => GatewayJson.Configure(json.SerializerOptions));
        app = builder.Build();
        app.UseHeads();
        app.UseSecurityHeaders();
        app.UseProblems();
        app.UseSentBodies();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseCrossSiteRefusal();
        app.Use((context, next) =>
        {
            context.Visit(new AccountView("liaison-1", "住建联络员", [new("fuyang", [Role.Liaison], "person-1", "housing")], "stamp", []));
            return next(context);
        });
        app.UseCommandPace();
        var api = app.MapGroup("/api/v1").WithStrictParameters();
        api.MapPost("/plans/{plan}/progress", (string plan, Command<ReportProgress> command) => Understood(command));
        api.MapPost("/plans/{plan}/start", (string plan, Command<StartTask> command) => Understood(command));
        api.MapPost("/plans/{plan}/submission", (string plan, Command<SubmitTaskBook> command) => Understood(command));
        api.MapPost("/plans/{plan}/drafts", (string plan, Command<DraftTaskBook> command) => Understood(command));
        api.MapGet("/plans/{plan}/list", (string plan, string? limit, [AsParameters] Window window) => JsonAnswer.Of(new { plan, limit, window.DueFrom }));
        api.MapGet("/accident", IResult () => throw new InvalidOperationException("boom"));
        api.MapGet("/silence", IResult () => throw new TimeoutException());
        api.MapGet("/crowd", IResult () => throw new LimitExceededException("queue", 201, 200, ""));
        api.MapGet("/held", () => Hold(Results.Ok()));
        api.MapPost("/held", () => Hold(Sending.ToHttp(new(1))));
        api.MapGet("/free", () => Results.Ok()).DisableRateLimiting();
        api.MapPost("/refused", () => Sending.ToHttp(new(7, Problems.VersionMoved.Because("请刷新。"))));
        api.MapPost("/created", () => Sending.ToHttp(new(3), "/api/v1/there"));
        api.MapPost("/doubt", Doubt);
        await app.StartAsync();
        Client = new() { BaseAddress = new(app.Urls.First()) };
    }

    public Log Log { get; } = new();

    /// <summary>Ends the wait of all that <c>/held</c> holds.</summary>
    public TaskCompletionSource Gate { get; set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Client.Dispose();
        await app.DisposeAsync();
    }

    /// <summary>Calls that fail before one succeeds; every call takes one.</summary>
    public int Failures { get; set; }

    /// <summary>How they fail.</summary>
    public Exception Failure { get; set; } = new TimeoutException();

    /// <summary>How often was called.</summary>
    public int Calls { get; set; }

    public async Task<Answer> Post(string path, string body, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("Idempotency-Key", "key-1");
        change?.Invoke(request);
        return await Send(request);
    }

    public async Task<Answer> Send(HttpRequestMessage request)
    {
        using var response = await Client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new((int)response.StatusCode, text, response.Headers, response.Content.Headers.ContentType?.MediaType);
    }

    private static IResult Understood<T>(Command<T> command) where T : class =>
        Results.Json(new { command.Context.CommandId, command.Context.ExpectedVersion, command.Context.Actor.Person, command.Body }, GatewayJson.Output);

    private async Task<IResult> Hold(IResult answer)
    {
        await Gate.Task;
        return answer;
    }

    private Task<IResult> Doubt(string? reachesFurther)
    {
        Calls = 0;
        return Sending.Send(
            () =>
            {
                Calls++;
                return Failures-- > 0 ? Task.FromException<CommandOutcome>(Failure) : Task.FromResult(new CommandOutcome(5));
            },
            reachesFurther: reachesFurther is not null);
    }

    private sealed record Window(string? DueFrom);
}

public sealed record Answer(int Status, string Text, HttpResponseHeaders Headers, string? MediaType)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;
    public string? Code => MediaType == "application/problem+json" ? Json.GetProperty("code").GetString() : null;
    public IEnumerable<string?> Pointers => Json.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("pointer").GetString());
}
