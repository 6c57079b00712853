using static FuyangPlan.Commands.ProblemKind;

namespace FuyangPlan.Http;

/// <summary>Problems as HTTP statuses, and the other way round.</summary>
internal static class ProblemStatus
{
    public static int Status(this Problem problem) => problem.Kind switch
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
        Accident => 500,
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
        429 => Problems.TooManyRequests,
        503 => Problems.Unavailable,
        // What was asked by is none of ours.
        505 => Problems.BadRequest,
        >= 500 => Problems.InternalError,
        _ => Problems.BadRequest,
    };
}
