using FuyangPlan.Evidences;
using System.Diagnostics;
using FuyangPlan.Checklists;
using FuyangPlan.Initiatives;
using FuyangPlan.Journal;
using FuyangPlan.Samples;
using FuyangPlan.Storage;
using FuyangPlan.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FuyangPlan.Benchmarks;

/// <summary>What the length of a stream costs.</summary>
internal static class Streams
{
    private const string Plan = "stream-0";
    private const int Tasks = 20;

    /// <summary>The first call to an initiative of 10,000 events that is not in memory.</summary>
    public static Task Activation(Report report) => On(2, async (host, grains) =>
    {
        const int Events = 10_000;
        var (journal, stream) = (host.Services.GetRequiredService<IJournal>(), $"{Plan}/project-1");
        await Seeding.SendAway(grains[0]);
        await Seeding.Grow(journal, stream, Events);

        var replay = await report.Interleave(
            async () =>
            {
                Forget(host);
                return await Activate(grains[0]);
            },
            async () =>
            {
                var watch = Stopwatch.GetTimestamp();
                foreach (var row in await journal.ReadStream(stream, 1, int.MaxValue)) EventCatalog.Read(row.Type, row.Payload);
                return Stopwatch.GetElapsedTime(watch).TotalMilliseconds;
            });
        report.Compare($"cold activation, {Events:#,0} events, nothing kept (limit: select and parse)", "ms", replay, atMost: 3);

        // After a replay the next command keeps a state, behind its answer.
        await Report(grains[0], 50, "kept");
        await Task.Delay(1000);
        var kept = await report.Interleave(() => Activate(grains[0]), () => Activate(grains[1]));
        report.Compare($"cold activation, {Events:#,0} events, from a kept state (limit: a stream of {Tasks + 7} events)", "ms", kept);
        report.Below("the same", kept.Product.Median, "", aim: 30);
    });

    /// <summary>One durable command at different lengths of its stream.</summary>
    public static Task Growth(Report report) => On(20, async (host, grains) =>
    {
        const int Batch = 20;
        var journal = host.Services.GetRequiredService<IJournal>();
        var young = 2;
        foreach (var (grain, events) in new[] { (0, 1_000), (1, report.Quick ? 20_000 : 100_000) })
        {
            await Seeding.SendAway(grains[grain]);
            await Seeding.Grow(journal, $"{Plan}/project-{grain + 1}", events);
            var percent = 50;
            // The first command reads the stream; the feed must have followed what was grown.
            await Report(grains[grain], percent, "first");
            await host.Grains().Find(Plan, new TaskQuery(), SamplePlan.Admin);
            var measured = await report.Interleave(
                () => Median(grains[grain], percent = percent < 80 ? percent + 1 : percent, Batch),
                // Young streams stay young: each takes one batch.
                () => Median(grains[young++], 1, Batch), rounds: 7);
            report.Compare($"one command at {events:#,0} events in the stream (limit: at {Tasks + 7})", "ms, p50", measured, atMost: 1.2);
        }
    });

    private static async Task On(int initiatives, Func<IHost, ImmutableArray<IInitiativeGrain>, Task> measure)
    {
        var folder = Directory.CreateTempSubdirectory("fuyang-bench-").FullName;
        var host = await SiloHost.Start(folder);
        try
        {
            await measure(host, await Seeding.Plans(host.Grains(), "stream", initiatives, initiatives, Tasks, Tasks));
        }
        finally
        {
            await host.Stop();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<double> Activate(IInitiativeGrain grain)
    {
        await Seeding.SendAway(grain);
        var watch = Stopwatch.GetTimestamp();
        await grain.GetSummary(0);
        return Stopwatch.GetElapsedTime(watch).TotalMilliseconds;
    }

    private static async Task<double> Median(IInitiativeGrain grain, int percent, int count)
    {
        List<double> times = [];
        for (var i = 0; i < count; i++)
        {
            var watch = Stopwatch.GetTimestamp();
            await Report(grain, percent + (i + 1) / 100m, Guid.NewGuid().ToString("N"));
            times.Add(Stopwatch.GetElapsedTime(watch).TotalMilliseconds);
        }
        return Pages.Percentile(times, 0.5);
    }

    private static async Task<int> Report(IInitiativeGrain grain, decimal percent, string key)
    {
        // Small streams begin at 0, grown ones at less than 60: the first report of a task may need evidence.
        Evidence[] evidence = [new(new string('0', 64), "佐证.pdf", "application/pdf", 1)];
        ReportProgress report = new(percent, Evidence: [.. evidence.Select(file => new EvidenceReference(file.Hash, file.Name))]);
        return SamplePlan.Accepted(await grain.Do(SamplePlan.Liaison, key, report, 1, key == "first" || key == "kept" ? [.. evidence] : []));
    }

    private static void Forget(IHost host)
    {
        using var connection = host.Services.GetRequiredService<SqliteSource>().Open();
        using var command = connection.CreateCommand();
        command.CommandText = "DELETE FROM kept_states";
        command.ExecuteNonQuery();
    }
}
