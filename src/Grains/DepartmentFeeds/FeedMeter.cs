using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace FuyangPlan.DepartmentFeeds;

/// <summary>What feeds measure.</summary>
internal static class FeedMeter
{
    private static readonly Meter Meter = new("FuyangPlan");
    private static readonly Counter<long> Messages = Meter.CreateCounter<long>("fuyang.department_feed.messages", "{message}", "Messages by what became of them.");
    private static readonly Gauge<double> Lag = Meter.CreateGauge<double>("fuyang.department_feed.lag", "s", "From the sending of the last fact to its receipt.");
    private static readonly Gauge<int> Waiting = Meter.CreateGauge<int>("fuyang.department_feed.waiting", "{message}", "Messages in quarantine that nobody has decided.");

    public static void Received(string plan, string feed, FactVerdict verdict, TimeSpan? lag, int waiting)
    {
        TagList of = [new("plan", plan), new("feed", feed)];
        if (lag is { } time) Lag.Record(time.TotalSeconds, of);
        Waiting.Record(waiting, of);
        Messages.Add(1, [.. of, new("verdict", verdict.ToString())]);
    }

    public static void Stray() => Messages.Add(1, new KeyValuePair<string, object?>("verdict", nameof(Stray)));
}
