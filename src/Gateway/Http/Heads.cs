namespace FuyangPlan.Http;

/// <summary>HEAD is answered as GET is, without the body: the server sends none to who did not ask for one.</summary>
internal static class Heads
{
    private static readonly object Head = new();

    public static void UseHeads(this WebApplication app) => app.Use((context, next) =>
    {
        if (!HttpMethods.IsHead(context.Request.Method)) return next(context);
        context.Request.Method = HttpMethods.Get;
        context.Items[Head] = true;
        return next(context);
    });

    /// <summary>For what would never end: nobody waits for its body.</summary>
    public static bool IsHead(this HttpContext context) => context.Items.ContainsKey(Head);
}
