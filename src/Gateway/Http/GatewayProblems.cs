using static FuyangPlan.Commands.ProblemKind;

namespace FuyangPlan.Http;

/// <summary>Refusals that only the gateway gives, beside <see cref="Problems"/>.</summary>
internal static class GatewayProblems
{
    public static readonly Problem TooManyRequests = new("too-many-requests", TooMany, "请求过于频繁");
    public static readonly Problem TooManyStreams = new("too-many-streams", TooMany, "实时连接过多");

    /// <summary>An accident of ours; answered with 500.</summary>
    public static readonly Problem InternalError = new("internal-error", Unavailable, "系统内部错误");

    /// <summary>Every problem an address can answer with.</summary>
    public static ImmutableArray<Problem> All { get; } = [.. Problems.All, TooManyRequests, TooManyStreams, InternalError];

    public static int Status(this Problem problem) => problem == InternalError ? 500 : problem.Kind switch
    {
        Unreadable => 400,
        Unauthenticated => 401,
        Forbidden => 403,
        NotFound => 404,
        MethodNotAllowed => 405,
        Conflict => 409,
        Stale => 412,
        TooLarge => 413,
        Unsupported => 415,
        Invalid => 422,
        TooMany => 429,
        _ => 503,
    };

    /// <summary>What the framework said with a bare status, as one of ours.</summary>
    public static Problem OfStatus(int status) => status switch
    {
        401 => Problems.SignInRequired,
        403 => Problems.Forbidden,
        404 => Problems.NotFound,
        405 => Problems.NotAllowed,
        413 => Problems.PayloadTooLarge,
        415 => Problems.UnsupportedMediaType,
        429 => TooManyRequests,
        503 => Problems.NotReady,
        >= 500 => InternalError,
        _ => Problems.BadRequest,
    };

    public static Refusal Because(this Problem problem, string detail, params ReadOnlySpan<Fault> faults) => new(problem, detail, [.. faults]);
}
