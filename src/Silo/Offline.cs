using FuyangPlan.Feeds;
using FuyangPlan.Journal;
using FuyangPlan.Storage;
using FuyangPlan.Tables;
using Microsoft.Extensions.Logging.Abstractions;

namespace FuyangPlan;

/// <summary>Commands that run on a stopped installation and end: <c>verify</c> and <c>rebuild</c>.</summary>
public static class Offline
{
    /// <summary>Null when the first argument is none of them; else the exit code: 0 done and whole, 1 faults found, 66 no such data, 75 in use.</summary>
    public static async Task<int?> Run(string[] args, IConfiguration configuration)
    {
        if (args is not [("verify" or "rebuild") and var verb, ..]) return null;
        var folder = DataFolder.Of(configuration);
        if (!File.Exists(folder.Database))
        {
            await Console.Error.WriteLineAsync($"没有找到 {Path.GetFullPath(folder.Database)}；请用 --Fuyang:DataFolder= 指明数据目录。");
            return 66;
        }
        try
        {
            return verb == "verify" ? Verify(folder) : await Rebuild(folder);
        }
        catch (InvalidOperationException busy)
        {
            await Console.Error.WriteLineAsync($"现在不能办理，请先停止正在运行的程序。{busy.Message}");
            return 75;
        }
    }

    private static int Verify(DataFolder folder)
    {
        var report = JournalVerifier.Verify(folder.Database);
        Console.WriteLine(report);
        return report.Whole ? 0 : 1;
    }

    private static async Task<int> Rebuild(DataFolder folder)
    {
        using var held = folder.Take();
        using var source = new SqliteSource(folder.Database);
        Migrator.Run(source, Migrator.Embedded("sqlite"));
        using var journal = new SqliteJournal(source, NullLogger<SqliteJournal>.Instance);
        var tasks = new SqlTaskTable(source);
        foreach (var plan in await journal.Plans())
            Console.WriteLine($"{plan}：读表已按流水重建到第 {await ReadTables.Rebuild(plan, journal, tasks)} 条。");
        return 0;
    }
}
