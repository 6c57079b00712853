using System.Data.Common;
using FuyangPlan.Backups;
using FuyangPlan.DaySeals;
using FuyangPlan.Journal;
using FuyangPlan.Storage;
using FuyangPlan.Tables;
using FuyangPlan.Transfers;

namespace FuyangPlan;

/// <summary>
/// Commands of the command line that do one thing and end: <c>verify</c>, <c>backup</c>, <c>export</c> and <c>seal-key</c>, beside a running product, too;
/// <c>rebuild</c>, <c>restore</c> and <c>import</c> on a stopped one. Each is done whole or not at all, whatever ends it.
/// </summary>
public static class Offline
{
    private const string Usage = """
        用法：
          verify  [--key <公钥文件>]… [--against <留存的日封清单>]…
                                                   核验流水、日封的签名，并与留存的根对照（运行中也可以）
          rebuild                                  按流水重建读表
          backup  --to <目录>                      备份（运行中也可以）
          restore --from <目录>                    把备份恢复到空的数据目录
          export  --file <文件> [--plan <行动>]    导出流水与账号（运行中也可以）
          import  --file <文件>                    导入到空的数据库
          seal-key --to <文件>                     造一把新的日封密钥，旧的公钥附在后面
        数据目录用 --Fuyang:DataFolder= 指明；集群的数据库用 --Fuyang:Database= 指明（备份用 deploy/backup.sh）。
        """;

    /// <summary>
    /// Null when the first argument is no verb but a setting; else the exit code: 0 done and whole, 1 faults found, 64 not understood, 65 the file or the
    /// backup is not whole, 66 it is not there, 73 the target is not empty, 74 reading or writing failed, 75 in use,
    /// 78 the database cannot be used as it is, 130 or 143 ended by a signal.
    /// </summary>
    public static async Task<int?> Run(string[] args, IConfiguration configuration)
    {
        if (args is not [{ } verb, ..] || verb.StartsWith('-') || verb.Contains('=', StringComparison.Ordinal)) return null;
        using var signals = new Signals();
        try
        {
            return await Run(OfflineArguments.Read(args), configuration, signals.Stop);
        }
        catch (OperationCanceledException) when (signals.Stop.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("已中止，没有办成；可以重来。");
            return signals.ExitCode;
        }
        catch (Exception failure) when (Code(failure) is { } code)
        {
            await Console.Error.WriteLineAsync(code == 64 ? $"{failure.Message}{Environment.NewLine}{Usage}" : failure.Message);
            return code;
        }
    }

    private static Task<int> Run(OfflineArguments arguments, IConfiguration configuration, CancellationToken stop)
    {
        var folder = DataFolder.Of(configuration);
        return arguments.Verb switch
        {
            "verify" => Task.FromResult(Verify(configuration, arguments)),
            "rebuild" => Rebuild(configuration),
            "backup" => Task.FromResult(Copy(Existing(folder), new(Path.GetFullPath(arguments["to"])), stop)),
            "restore" => Task.FromResult(Restore(Existing(new(Path.GetFullPath(arguments["from"]))), folder, stop)),
            "export" => Export(configuration, arguments["file"], arguments.Find("plan"), stop),
            "import" => Import(configuration, arguments["file"], stop),
            _ => Task.FromResult(MakeSealKey(configuration, arguments["to"])),
        };
    }

    private static int Verify(IConfiguration configuration, OfflineArguments arguments)
    {
        // Whoever brings keys believes those alone: what lies beside the data may have been changed with it.
        var keys = arguments.All("key").Select(file => SealKeys.ReadFile(Known(file))).DefaultIfEmpty(SealKeys.Trusted(configuration))
            .Aggregate((before, more) => before.And(more));
        var against = arguments.All("against").Select(KeptRoots.Read).ToArray();
        using var database = OfflineDatabase.ToRead(configuration);
        var report = JournalVerifier.Verify(database.Source, keys, against);
        Console.WriteLine(report);
        return report.IsProven ? 0 : 1;
    }

    private static int MakeSealKey(IConfiguration configuration, string file)
    {
        if (File.Exists(file)) throw new TargetNotEmptyException($"{file} 已经存在；请另选一个文件名。");
        var made = SealKey.Make();
        PrivateFile.Write(file, made + SealKeys.Trusted(configuration));
        Console.WriteLine($"{file}：新的日封密钥 {SealKeys.Read(made).Views[0].KeyId}，其后附有此前的公钥 {SealKeys.Trusted(configuration).Views.Length} 把。");
        return 0;
    }

    private static async Task<int> Rebuild(IConfiguration configuration)
    {
        using var database = OfflineDatabase.ToWrite(configuration);
        using var journal = database.Journal();
        var tables = new SqlTables(database.Source);
        await tables.Drop();
        foreach (var plan in await journal.Plans())
            Console.WriteLine($"{plan}：读表已按流水重建到第 {await ReadTables.Rebuild(plan, journal, tables)} 条。");
        return 0;
    }

    private static int Copy(DataFolder from, DataFolder to, CancellationToken stop)
    {
        if (File.Exists(to.Database)) throw new TargetNotEmptyException($"{to.Root} 中已有 fuyang.db；请另选一个目录。");
        Console.WriteLine($"{to.Root}：{Backup.Copy(from, to, stop)}");
        return 0;
    }

    private static int Restore(DataFolder from, DataFolder to, CancellationToken stop)
    {
        var isNew = !Directory.Exists(to.Root);
        try
        {
            using var held = to.Take();
            return Copy(from, to, stop);
        }
        catch when (isNew && !File.Exists(to.Database) && Directory.Exists(to.Root))
        {
            Directory.Delete(to.Root, recursive: true);
            throw;
        }
    }

    private static async Task<int> Export(IConfiguration configuration, string file, string? plan, CancellationToken stop)
    {
        if (File.Exists(file)) throw new TargetNotEmptyException($"{file} 已经存在；请另选一个文件名。");
        using var database = OfflineDatabase.ToRead(configuration);
        using var journal = database.Journal();
        if (plan is not null && !(await journal.Plans()).Contains(plan)) throw new FileNotFoundException($"流水中没有行动 {plan}。");
        using var export = new JournalExport(journal, database.Source);
        var end = await export.Write(file, plan, stop);
        var folder = DataFolder.Of(configuration);
        Console.WriteLine($"{file}：流水 {end.Entries} 条，流 {end.Streams.Length} 条，账号等状态 {end.States} 份，提醒 {end.Reminders} 个。佐证与密钥请另行复制 {folder.Evidence} 和 {folder.Keys}。");
        return 0;
    }

    private static async Task<int> Import(IConfiguration configuration, string file, CancellationToken stop)
    {
        if (!File.Exists(file)) throw new FileNotFoundException($"没有找到 {file}。");
        using var database = OfflineDatabase.ToWrite(configuration, isNew: true);
        using var import = new JournalImport(database.Source);
        var end = await import.Read(file, stop);
        Console.WriteLine($"{file}：已导入流水 {end.Entries} 条，流 {end.Streams.Length} 条，账号等状态 {end.States} 份，提醒 {end.Reminders} 个。");
        var report = JournalVerifier.Verify(database.Source, SealKeys.Trusted(configuration));
        Console.WriteLine(report);
        return report.Whole ? 0 : 1;
    }

    private static string Known(string file) => File.Exists(file) ? file : throw new FileNotFoundException($"没有找到 {file}。");

    private static DataFolder Existing(DataFolder folder) => File.Exists(folder.Database)
        ? folder
        : throw new FileNotFoundException($"没有找到 {Path.GetFullPath(folder.Database)}；请用 --Fuyang:DataFolder= 指明数据目录。");

    private static int? Code(Exception failure) => failure switch
    {
        OfflineArguments.NotUnderstoodException => 64,
        InvalidDataException => 65,
        FileNotFoundException or DirectoryNotFoundException => 66,
        TargetNotEmptyException => 73,
        CannotStartException why => why.ExitCode,
        IOException or UnauthorizedAccessException or DbException => 74,
        InvalidOperationException => 75,
        _ => null,
    };
}
