using System.Diagnostics;
using FuyangPlan.Checklists;
using FuyangPlan.Lights;
using FuyangPlan.Plans;
using FuyangPlan.Samples;
using FuyangPlan.Storage;
using FuyangPlan.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace FuyangPlan.Benchmarks;

/// <summary>A filtered, sorted page of the task list across initiatives, through its grain, beside the plainest page that SQLite can give.</summary>
internal static class Pages
{
    private const string Plan = "page-0";

    private static readonly (string Name, TaskQuery Query)[] Questions =
    [
        ("by due day", new()),
        ("department, by percent", new(Department: "d03", Sort: "-percent")),
        ("light, by due day", new(Light: Light.Green, Sort: "-due")),
        ("two characters, by title", new(Search: "工程", Sort: "title")),
        ("pinyin initials, by light", new(Search: "rw", Sort: "light", Limit: 200)),
        ("overdue, by initiative", new(Overdue: true, Sort: "initiative")),
        ("person and due window, by light", new(Person: SamplePlan.LiaisonPerson, DueFrom: new(2021, 3, 1), DueTo: new(2021, 6, 1), Sort: "light")),
    ];

    public static async Task Run(Report report)
    {
        var folder = Directory.CreateTempSubdirectory("fuyang-bench-").FullName;
        var host = await SiloHost.Start(folder);
        try
        {
            const int Initiatives = 500, Tasks = 40;
            await Seeding.Plans(host.Grains(), "page", Initiatives, Initiatives, Tasks, started: 2);
            var rows = await CaughtUp(host.Grains());
            var table = $"tasks_{host.Services.GetRequiredService<ITables>().Build}";
            using var connection = host.Services.GetRequiredService<SqliteSource>().Open();

            // Never twice with as many lines, so that none is known already; on average with as many as are asked for.
            var turns = 0;
            Dictionary<string, List<double>> times = Questions.ToDictionary(question => question.Name, _ => new List<double>());
            var measured = await report.Interleave(
                async () =>
                {
                    List<double> round = [];
                    for (var turn = 0; turn < 10; turn++, turns++)
                        foreach (var (name, query) in Questions)
                        {
                            var watch = Stopwatch.GetTimestamp();
                            await host.Grains().Find(Plan, query with { Limit = query.Limit - 40 + turns }, SamplePlan.Admin);
                            round.Add(Stopwatch.GetElapsedTime(watch).TotalMilliseconds);
                            times[name].Add(round[^1]);
                        }
                    return Percentile(round, 0.5);
                },
                () =>
                {
                    List<double> round = [];
                    for (var turn = 0; turn < 50; turn++)
                    {
                        var watch = Stopwatch.GetTimestamp();
                        using var command = connection.CreateCommand();
                        command.CommandText = $"SELECT * FROM {table} WHERE plan = '{Plan}' ORDER BY due, initiative, number LIMIT 50";
                        using var reader = command.ExecuteReader();
                        while (reader.Read()) reader.GetString(0);
                        round.Add(Stopwatch.GetElapsedTime(watch).TotalMilliseconds);
                    }
                    return Task.FromResult(Percentile(round, 0.5));
                });
            report.Compare($"page out of {rows:#,0} tasks, p50 of {Questions.Length} questions (limit: a bare page by its index)", "ms", measured);
            List<double> all = [.. times.Values.SelectMany(time => time)];
            var p95 = Percentile(all, 0.95);
            var worst = times.MaxBy(time => Percentile(time.Value, 0.95));
            report.Below(
                $"the same, p95 (slowest question: {worst.Key}, p95 {Figure.Short(Percentile(worst.Value, 0.95))})",
                p95, $" [..{Figure.Short(all.Max())}]", aim: 50);
            List<double> again = [];
            for (var turn = 0; turn < 50; turn++)
                foreach (var (_, query) in Questions)
                {
                    var watch = Stopwatch.GetTimestamp();
                    await host.Grains().Find(Plan, query, SamplePlan.Admin);
                    if (turn > 0) again.Add(Stopwatch.GetElapsedTime(watch).TotalMilliseconds);
                }
            report.Below("the same again, nothing has changed, p95", Percentile(again, 0.95), $" (p50 {Figure.Short(Percentile(again, 0.5))})", aim: 5);
            List<double> past = [];
            var then = (await host.Grains().GetGrain<IPlanGrain>(Plan).GetClock())!.Now.AddMilliseconds(-1);
            for (var turn = 0; turn < 3; turn++)
                foreach (var (_, query) in Questions)
                {
                    var watch = Stopwatch.GetTimestamp();
                    await host.Grains().Find(Plan, query, SamplePlan.Admin, then);
                    past.Add(Stopwatch.GetElapsedTime(watch).TotalMilliseconds);
                }
            report.Below($"page out of {rows:#,0} tasks as of an earlier instant, p95", Percentile(past, 0.95), $" [..{Figure.Short(past.Max())}]", aim: 1500);
        }
        finally
        {
            await host.Stop();
            Directory.Delete(folder, recursive: true);
        }
    }

    public static double Percentile(List<double> values, double part) => values.Order().ElementAt((int)Math.Min(values.Count - 1, values.Count * part));

    // The feed may need longer than one call waits.
    private static async Task<int> CaughtUp(IGrainFactory grains)
    {
        for (var tries = 0; ; tries++, await Task.Delay(500))
            try
            {
                return (await grains.Find(Plan, new TaskQuery(), SamplePlan.Admin))!.Total;
            }
            catch (TimeoutException) when (tries < 100)
            {
            }
    }
}
