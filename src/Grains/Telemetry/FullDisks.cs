using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace FuyangPlan.Telemetry;

/// <summary>A disk that is full, which takes nothing until somebody makes room: everybody is told so, the log once a minute, or it would fill what is left.</summary>
public static partial class FullDisks
{
    // ENOSPC, EDQUOT, and what Windows says.
    private const int NoSpace = 28, NoQuota = 122, DiskFull = unchecked((int)0x80070070);

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private static readonly Lock Gate = new();
    private static long? said;
    private static int others;

    /// <summary>A file could not be written for want of room, or of the right to take more of it.</summary>
    // A file that may not grow any more (EFBIG) is told as an argument.
    public static bool Is(Exception failure) => failure is IOException { HResult: NoSpace or NoQuota or DiskFull } or ArgumentOutOfRangeException { ParamName: "value" };

    public static void Say(ILogger log, string what, Exception failure)
    {
        int unsaid;
        lock (Gate)
        {
            if (said is { } last && Stopwatch.GetElapsedTime(last) < Pause)
            {
                others++;
                return;
            }
            (said, unsaid, others) = (Stopwatch.GetTimestamp(), others, 0);
        }
        Line(log, what, (failure.InnerException ?? failure).Message.ReplaceLineEndings(" "), unsaid);
    }

    [LoggerMessage(LogLevel.Critical, "The disk is full: {What} could not be stored: {Failure} ({Others} more since the last such line)")]
    private static partial void Line(ILogger log, string what, string failure, int others);
}
