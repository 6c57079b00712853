using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FuyangPlan.Journal;

namespace FuyangPlan.Transfers;

/// <summary>
/// Writes the journal into a file, one entry a line, every stored column as it is, and behind it what else must not be lost: accounts, reminders.
/// Kept states and read tables are made anew where the file is taken in. Runs beside a running product: each plan up to where it is when its turn comes.
/// </summary>
internal sealed class JournalExport(IJournal journal, DbDataSource source) : IDisposable
{
    private const int Batch = 1000;

    private readonly IncrementalHash sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ChainCheck check = new();

    /// <summary>The file is there when this returns, whole and on the disk; otherwise there is none.</summary>
    /// <param name="only">One plan; its file goes to others, so it holds no accounts. Null: everything.</param>
    /// <exception cref="InvalidDataException">The journal is not whole.</exception>
    public async Task<ExportEnd> Write(string path, string? only, CancellationToken stop)
    {
        var draft = $"{path}.part";
        try
        {
            ExportEnd end;
            await using (var file = new FileStream(draft, Private(FileMode.Create)))
            {
                end = await Write(file, only, stop);
                file.Flush(flushToDisk: true);
            }
            File.Move(draft, path, overwrite: false);
            return end;
        }
        finally
        {
            File.Delete(draft);
        }
    }

    public void Dispose() => sha.Dispose();

    private async Task<ExportEnd> Write(FileStream file, string? only, CancellationToken stop)
    {
        await Line(file, new(Export: new(ExportFile.Format, ExportFile.Version, only)), stop);
        foreach (var plan in await journal.Plans())
            if (only is null || plan == only) await Entries(file, plan, stop);
        var (states, reminders) = (0, 0);
        if (only is null)
        {
            await using var connection = await source.OpenConnectionAsync(stop);
            foreach (var state in await Read(connection, StateSql, State, stop))
            {
                await Line(file, new(State: state), stop);
                states++;
            }
            foreach (var reminder in await Read(connection, ReminderSql, Reminder, stop))
            {
                await Line(file, new(Reminder: reminder), stop);
                reminders++;
            }
        }
        var end = new ExportEnd(check.Entries, states, reminders, check.Heads, check.Streams, Convert.ToHexStringLower(sha.GetCurrentHash()));
        await Line(file, new(End: end), stop);
        return end;
    }

    private async Task Entries(FileStream file, string plan, CancellationToken stop)
    {
        var head = await journal.Position(plan);
        for (var position = 0L; position < head;)
        {
            var rows = await journal.ReadPlan(plan, position, (int)Math.Min(Batch, head - position));
            if (rows.Count == 0) throw new InvalidDataException($"计划 {plan}：头位置为 {head}，流水止于第 {position} 条");
            foreach (var row in rows)
            {
                check.Add(row);
                await Line(file, new(Entry: row), stop);
            }
            position = rows[^1].Position;
        }
    }

    private async Task Line(FileStream file, ExportLine line, CancellationToken stop)
    {
        byte[] bytes = [.. JsonSerializer.SerializeToUtf8Bytes(line, ExportFile.Json), (byte)'\n'];
        sha.AppendData(bytes);
        await file.WriteAsync(bytes, stop);
    }

    // A state without payload is one that was cleared.
    private const string StateSql = """
        SELECT GrainTypeString, GrainIdExtensionString, ServiceId, GrainTypeHash, GrainIdHash, GrainIdN0, GrainIdN1, Version, PayloadBinary
        FROM OrleansStorage WHERE PayloadBinary IS NOT NULL
        ORDER BY GrainTypeString, GrainIdExtensionString
        """;

    private static StateRow State(DbDataReader row) => new(
        row.GetString(0), row.IsDBNull(1) ? "" : row.GetString(1), row.GetString(2), Number(row, 3), Number(row, 4), Number(row, 5), Number(row, 6), Number(row, 7),
        new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(row.GetFieldValue<byte[]>(8)));

    private const string ReminderSql =
        "SELECT ServiceId, GrainId, ReminderName, StartTime, Period, GrainHash FROM OrleansRemindersTable ORDER BY ServiceId, GrainId, ReminderName";

    private static ReminderRow Reminder(DbDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), DateTime.SpecifyKind(row.GetDateTime(3), DateTimeKind.Utc), Number(row, 4), Number(row, 5));

    private static long Number(DbDataReader row, int column) => Convert.ToInt64(row.GetValue(column), CultureInfo.InvariantCulture);

    private static async Task<List<T>> Read<T>(DbConnection connection, string sql, Func<DbDataReader, T> read, CancellationToken stop)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(stop);
        List<T> rows = [];
        while (await reader.ReadAsync(stop)) rows.Add(read(reader));
        return rows;
    }

    // It holds hashes of passwords.
    private static FileStreamOptions Private(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 1 << 16 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
