using System.Data.Common;
using System.Security.Cryptography;
using System.Text.Json;
using Dapper;
using FuyangPlan.Journal;
using FuyangPlan.Storage;

namespace FuyangPlan.Transfers;

/// <summary>
/// Takes an export into a database that is empty: no entries and, where the file brings accounts, no accounts. One transaction: a file that is not
/// whole, a broken link, a signal, a crash, and nothing of it is there.
/// </summary>
internal sealed class JournalImport(DbDataSource source) : IDisposable
{
    private readonly IncrementalHash sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ChainCheck check = new();
    private readonly HashSet<string> known = [];
    private int states, reminders;

    /// <exception cref="InvalidDataException">The file is no export, or not whole; says which line.</exception>
    /// <exception cref="TargetNotEmptyException">The database holds entries or accounts already.</exception>
    public async Task<ExportEnd> Read(string path, CancellationToken stop)
    {
        await using var file = File.OpenRead(path);
        await using var connection = await source.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var number = 0;
        try
        {
            await using var insert = new Inserts(connection, transaction);
            if (await insert.HoldsAnything(stop)) throw new TargetNotEmptyException();
            ExportEnd? end = null;
            await foreach (var line in ExportFile.Lines(file, stop))
            {
                number++;
                if (end is not null) throw new InvalidDataException("结尾之后还有内容");
                var content = JsonSerializer.Deserialize<ExportLine>(line.Span, ExportFile.Json) ?? throw new InvalidDataException("空行");
                end = await Take(content, number == 1, insert, stop);
                sha.AppendData(line.Span);
                sha.AppendData("\n"u8);
            }
            if (end is null) throw new InvalidDataException("没有结尾，文件不完整");
            foreach (var (plan, position) in end.Heads) await insert.Head(plan, position, stop);
            await connection.ExecuteAsync(new CommandDefinition(SqlDialect.Of(source).Weigh, transaction: transaction, cancellationToken: stop));
            await transaction.CommitAsync(stop);
            return end;
        }
        catch (Exception fault) when (fault is JsonException or InvalidDataException)
        {
            throw new InvalidDataException($"{path} 第 {number} 行：{(fault is JsonException ? "不是导出的内容" : fault.Message)}", fault);
        }
    }

    public void Dispose() => sha.Dispose();

    private async Task<ExportEnd?> Take(ExportLine line, bool isFirst, Inserts insert, CancellationToken stop)
    {
        if (isFirst != line.Export is not null) throw new InvalidDataException(isFirst ? "不是导出的文件" : "又一个开头");
        switch (line)
        {
            case { Export: { } head }:
                if (head.Format != ExportFile.Format || head.Version != ExportFile.Version) throw new InvalidDataException("不是本程序认识的导出格式");
                break;
            case { Entry: { } row }:
                check.Add(row);
                await insert.Entry(row, stop);
                break;
            case { State: { } state }:
                states++;
                Once($"state {state.Service} {state.Name} {state.Key}");
                await insert.State(state, stop);
                break;
            case { Reminder: { } reminder }:
                reminders++;
                Once($"reminder {reminder.Service} {reminder.Grain} {reminder.Name}");
                await insert.Reminder(reminder, stop);
                break;
            case { End: { } end }:
                var isWhole = end.Entries == check.Entries && end.States == states && end.Reminders == reminders
                    && end.Heads.SequenceEqual(check.Heads) && end.Streams.SequenceEqual(check.Streams)
                    && end.Sha256 == Convert.ToHexStringLower(sha.GetCurrentHash());
                return isWhole ? end : throw new InvalidDataException("结尾与内容不符，文件不完整或被改动过");
            default:
                throw new InvalidDataException("空行");
        }
        return null;
    }

    private void Once(string row)
    {
        if (!known.Add(row)) throw new InvalidDataException("重复的一行");
    }

    /// <summary>The statements of one import, the same for every database.</summary>
    private sealed class Inserts : IAsyncDisposable
    {
        private readonly DbCommand holds, entry, head, state, reminder;

        public Inserts(DbConnection connection, DbTransaction transaction)
        {
            holds = Command("SELECT (SELECT count(*) FROM plan_head) + (SELECT count(*) FROM OrleansStorage)", 0);
            entry = Command($"INSERT INTO journal ({JournalColumns}) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14)", 15);
            head = Command(
                "INSERT INTO plan_head (plan, position, version) SELECT @p0, @p1, coalesce(max(version), 0) FROM journal WHERE stream = @p0 || '/plan'", 2);
            state = Command("""
                INSERT INTO OrleansStorage
                  (GrainTypeString, GrainIdExtensionString, ServiceId, GrainTypeHash, GrainIdHash, GrainIdN0, GrainIdN1, Version, PayloadBinary, ModifiedOn)
                VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9)
                """, 10);
            reminder = Command("""
                INSERT INTO OrleansRemindersTable (ServiceId, GrainId, ReminderName, StartTime, Period, GrainHash, Version)
                VALUES (@p0, @p1, @p2, @p3, @p4, @p5, 0)
                """, 6);

            DbCommand Command(string sql, int parameters)
            {
                var command = connection.CreateCommand();
                (command.CommandText, command.Transaction) = (sql, transaction);
                for (var i = 0; i < parameters; i++)
                {
                    var parameter = command.CreateParameter();
                    parameter.ParameterName = $"p{i}";
                    command.Parameters.Add(parameter);
                }
                return command;
            }
        }

        private const string JournalColumns =
            "plan, position, stream, version, type, recorded_at, happened_at, actor, command_id, ordinal, request_hash, cause, classification, payload, hash";

        public async Task<bool> HoldsAnything(CancellationToken stop) => Convert.ToInt64(await holds.ExecuteScalarAsync(stop), null) > 0;

        public Task<int> Entry(JournalRow row, CancellationToken stop) => Run(entry, stop,
            row.Plan, row.Position, row.Stream, row.Version, row.Type, row.RecordedAt, row.HappenedAt, row.Actor, row.CommandId, row.Ordinal,
            row.RequestHash, row.Cause, row.Classification, row.Payload, row.Hash);

        public Task<int> Head(string plan, long position, CancellationToken stop) => Run(head, stop, plan, position);

        // Modified now; without a zone, as Orleans writes it.
        public Task<int> State(StateRow row, CancellationToken stop) => Run(state, stop,
            row.Name, row.Key, row.Service, row.NameHash, row.KeyHash, row.KeyN0, row.KeyN1, row.Version, System.Text.Encoding.UTF8.GetBytes(row.Payload),
            DateTime.SpecifyKind(DateTime.UtcNow, DateTimeKind.Unspecified));

        public Task<int> Reminder(ReminderRow row, CancellationToken stop) => Run(reminder, stop,
            row.Service, row.Grain, row.Name, row.StartsAt.ToUniversalTime(), row.Period, row.GrainHash);

        public async ValueTask DisposeAsync()
        {
            foreach (var command in (DbCommand[])[holds, entry, head, state, reminder]) await command.DisposeAsync();
        }

        private static Task<int> Run(DbCommand command, CancellationToken stop, params object[] values)
        {
            for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
            return command.ExecuteNonQueryAsync(stop);
        }
    }
}

/// <summary>An import adds to nothing.</summary>
internal sealed class TargetNotEmptyException(string message = "目标数据库不是空的：已有流水或账号；导入只进入空的数据库。") : Exception(message);
