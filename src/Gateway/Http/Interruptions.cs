namespace FuyangPlan.Http;

/// <summary>
/// Says of questions that were answered with 503, because a silo died under them, was busy or too late, that there are such: a line a second at most, and
/// without a stack. They are expected, and come in crowds.
/// </summary>
internal sealed partial class Interruptions(ILogger log, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private long? said;
    private int others;

    public static bool Is(Exception failure) => Doubt.Is(failure) && !Doubt.IsNewer(failure);

    public void Say(string path, Exception failure)
    {
        int unsaid;
        lock (gate)
        {
            if (said is { } last && clock.GetElapsedTime(last) < Pause)
            {
                others++;
                return;
            }
            (said, unsaid, others) = (clock.GetTimestamp(), others, 0);
        }
        Line(path, failure.GetType().Name, failure.Message.ReplaceLineEndings(" "), unsaid);
    }

    [LoggerMessage(LogLevel.Warning, "{Path} was answered with 503: {Failure}: {Message} ({Others} more since the last such line)")]
    private partial void Line(string path, string failure, string message, int others);
}
