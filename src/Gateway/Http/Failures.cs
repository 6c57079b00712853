using FuyangPlan.Telemetry;
using Microsoft.AspNetCore.Diagnostics;

namespace FuyangPlan.Http;

/// <summary>Turns what the framework says with a bare status, and accidents, into problems.</summary>
internal static class Failures
{
    /// <summary>Addresses for programs: they answer in JSON and never redirect.</summary>
    public static bool IsForPrograms(this HttpRequest request) =>
        request.Path.StartsWithSegments("/api") || request.Path.StartsWithSegments("/ops") || request.Path.StartsWithSegments("/health")
        || request.Path.StartsWithSegments("/openapi");

    public static void UseProblems(this WebApplication app)
    {
        var interruptions = new Interruptions(app.Logger, TimeProvider.System);
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = context => Accident(context, app.Logger, interruptions),
            SuppressDiagnosticsCallback = failure =>
                failure.Exception is BadHttpRequestException || IsFull(failure.Exception)
                || Interruptions.Is(failure.Exception) || failure.HttpContext.RequestAborted.IsCancellationRequested,
            StatusCodeSelector = _ => StatusCodes.Status500InternalServerError,
        });
        app.Use(async (context, next) =>
        {
            await next(context);
            // Whatever was said of a type: nothing was sent.
            if (context.Response is { StatusCode: >= 400, HasStarted: false }) await BareStatus(context);
        });
    }

    private static Task BareStatus(HttpContext context)
    {
        var problem = ProblemStatus.OfStatus(context.Response.StatusCode);
        return new ProblemAnswer(problem.Because(Advice(problem)), context.Response.StatusCode).ExecuteAsync(context);
    }

    private static Task Accident(HttpContext context, ILogger log, Interruptions interruptions)
    {
        // Who has gone is told nothing.
        if (context.RequestAborted.IsCancellationRequested) return Task.CompletedTask;
        var failure = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        if (failure is not null && IsFull(failure)) FullDisks.Say(log, context.Request.Path, failure);
        if (failure is not null && Interruptions.Is(failure)) interruptions.Say(context.Request.Path, failure);
        var answer = failure switch
        {
            BadHttpRequestException bad => Of(ProblemStatus.OfStatus(bad.StatusCode), bad.StatusCode),
            { } e when Doubt.IsOverload(e) => Of(Problems.Overloaded),
            { } e when Doubt.IsNewer(e) => Of(Problems.NewerData),
            StorageFullException or IOException when IsFull(failure) => ProblemAnswers.Refused(Problems.StorageFull, Doubt.NoRoom),
            { } e when Doubt.Is(e) => Of(Problems.Unavailable),
            _ => Of(Problems.InternalError),
        };
        SecurityHeaders.Put(context);
        return answer.ExecuteAsync(context);
    }

    // What a form brings is written down before it is read.
    private static bool IsFull(Exception? failure) => failure is StorageFullException || failure is IOException && FullDisks.Is(failure);

    private static ProblemAnswer Of(Problem problem, int? status = null) => new(problem.Because(Advice(problem)), status);

    private static string Advice(Problem problem) =>
        problem == Problems.SignInRequired ? "请登录，或在 Authorization 请求头中带上 POST /api/v1/tokens 给出的令牌。"
        : problem == Problems.Forbidden ? "当前账号的角色不能办理；需要时请联系系统管理员。"
        : problem == Problems.NotFound ? "请核对地址；接口清单见 /api-docs。"
        : problem == Problems.NotAllowed ? "请核对请求方法；接口清单见 /api-docs。"
        : problem.Kind == ProblemKind.Unavailable ? "请稍后重试。"
        : problem == Problems.NewerData ? "请联系运维人员：程序退回了旧版本，须换回较新的版本才能办理。"
        : problem == Problems.UnsupportedMediaType ? "请以 application/json（UTF-8）提交。"
        : problem == Problems.PayloadTooLarge ? "请减少内容后重试。"
        : problem == Problems.InternalError ? "已记录，请把 traceId 告诉运维人员；命令可用同一个 Idempotency-Key 重试。"
        : "请核对请求；接口说明见 /api-docs。";
}
