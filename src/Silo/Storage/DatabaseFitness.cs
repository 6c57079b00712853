using System.Data.Common;
using Dapper;

namespace FuyangPlan.Storage;

/// <summary>A PostgreSQL on which "accepted" would not mean "durable", or not the same text, is not worked on.</summary>
internal static class DatabaseFitness
{
    private const string Faults = """
        SELECT fault FROM (VALUES
          (current_setting('server_version_num')::int < 150000, '需要 PostgreSQL 15 或更新的版本，现为 ' || current_setting('server_version')),
          (current_setting('fsync') <> 'on', 'fsync 必须为 on'),
          (current_setting('full_page_writes') <> 'on', 'full_page_writes 必须为 on'),
          (current_setting('synchronous_commit') = 'off', 'synchronous_commit 不能为 off'),
          (current_setting('server_encoding') <> 'UTF8', '数据库编码必须为 UTF8，现为 ' || current_setting('server_encoding')),
          (pg_is_in_recovery(), '这是只读的备库，请连接主库')) AS checks(failed, fault)
        WHERE failed
        """;

    /// <exception cref="UnfitDatabaseException">It names all that is wrong, in one line.</exception>
    public static void Check(DbDataSource source)
    {
        using var connection = source.OpenConnection();
        if (connection.Query<string>(Faults).ToList() is { Count: > 0 } faults)
            throw new UnfitDatabaseException($"数据库不能用：{string.Join("；", faults)}。");
    }
}

/// <summary>The database cannot be used as it is, and waiting does not help: exit code 78.</summary>
public sealed class UnfitDatabaseException(string message) : CannotStartException(message, exitCode: 78);
