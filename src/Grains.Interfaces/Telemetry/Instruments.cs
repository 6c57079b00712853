using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace FuyangPlan.Telemetry;

/// <summary>
/// What the product measures of itself, under <see cref="Name"/>. Names and units are listed in <c>docs/operations.md</c> and are never renamed.
/// Labels are of few values: no ids of initiatives, accounts or commands. Who measures nothing pays for a look at a flag.
/// </summary>
public static class Instruments
{
    /// <summary>Of the meter and of the activity source.</summary>
    public const string Name = "FuyangPlan";

    private static readonly Meter Meter = new(Name);

    /// <summary>Spans of what takes time inside a command.</summary>
    public static readonly ActivitySource Activities = new(Name);

    /// <summary>Commands that grains of the journal have answered, by <c>command</c> and <c>outcome</c>; refusals by <c>code</c>.</summary>
    private static readonly Counter<long> Commands = Meter.CreateCounter<long>("fuyang.commands", "{command}", "Commands answered, by outcome");

    /// <summary>From taking a batch to knowing that it is durable, in seconds.</summary>
    public static readonly Histogram<double> CommitDuration = Meter.CreateHistogram<double>("fuyang.journal.commit.duration", "s", "Time of a group commit",
        advice: new() { HistogramBucketBoundaries = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5] });

    /// <summary>Appends that share a commit.</summary>
    public static readonly Histogram<int> BatchSize = Meter.CreateHistogram<int>("fuyang.journal.batch.size", "{append}", "Appends in one commit",
        advice: new() { HistogramBucketBoundaries = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000] });

    /// <summary>Appends that wait for a commit or are in one.</summary>
    public static readonly UpDownCounter<int> Queued = Meter.CreateUpDownCounter<int>("fuyang.journal.queue", "{append}", "Appends under way");

    /// <summary>Statements that databases were given, by <c>port</c>: <c>journal</c>, <c>kept-states</c>, <c>tables</c>.</summary>
    public static readonly Counter<long> Statements = Meter.CreateCounter<long>("fuyang.sql.statements", "{statement}", "Statements given to the database");

    /// <summary>Entries of a plan's journal that the feed has not followed, as this process knows it.</summary>
    public static readonly Gauge<long> FeedLag = Meter.CreateGauge<long>("fuyang.feed.lag", "{entry}", "Journal head minus checkpoint, per plan");

    /// <summary>From a commit until lists and listeners have it, in seconds.</summary>
    public static readonly Histogram<double> FeedDelay = Meter.CreateHistogram<double>("fuyang.feed.delay", "s", "Time from commit to feed",
        advice: new() { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60] });

    /// <summary>Open streams of Server-Sent Events.</summary>
    public static readonly UpDownCounter<int> Listeners = Meter.CreateUpDownCounter<int>("fuyang.feed.listeners", "{listener}", "Open live feeds");

    /// <summary>Listeners that were told to read anew.</summary>
    public static readonly Counter<long> Resyncs = Meter.CreateCounter<long>("fuyang.feed.resyncs", "{resync}", "Listeners told to read anew");

    /// <summary>Bytes of evidence taken in for the first time.</summary>
    public static readonly Counter<long> EvidenceStored = Meter.CreateCounter<long>("fuyang.evidence.stored", "By", "Evidence taken in");

    /// <param name="outcome"><c>accepted</c>, <c>refused</c>, <c>repeated</c> (the answer that it got before), <c>conflict</c> or <c>doubt</c>.</param>
    /// <param name="command">Name of the command's type.</param>
    public static void Answered(string outcome, string command, Commands.Problem? problem = null)
    {
        if (!Commands.Enabled) return;
        KeyValuePair<string, object?> what = new("command", command), how = new("outcome", outcome);
        if (problem is null) Commands.Add(1, what, how);
        else Commands.Add(1, what, how, new("code", problem.Code));
    }
}
