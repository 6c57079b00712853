namespace FuyangPlan.Commands;

/// <summary>What is logged while a command is under way says which: its key beside the request's path and trace. Bodies are never logged.</summary>
internal static class CommandScope
{
    private static readonly Func<ILogger, string, IDisposable?> Scope = LoggerMessage.DefineScope<string>("{IdempotencyKey}");

    public static void UseCommandScope(this WebApplication app) => app.Use((context, next) =>
    {
        return HttpMethods.IsPost(context.Request.Method) && CommandHeaders.Key(context.Request, out var key) is null ? Within(key) : next(context);

        async Task Within(string key)
        {
            using var scope = Scope(app.Logger, key);
            await next(context);
        }
    });
}
