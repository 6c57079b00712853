using System.Data.Common;
using Dapper;
using FuyangPlan.Cluster;
using FuyangPlan.Journal;
using FuyangPlan.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace FuyangPlan;

/// <summary>The database that a command of the command line works on: the file of an embedded installation, or the one that a cluster shares.</summary>
internal sealed class OfflineDatabase : IDisposable
{
    private IDisposable? held;

    private OfflineDatabase(DbDataSource source) => Source = source;

    public DbDataSource Source { get; }

    /// <summary>One that is there. It may be in use.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static OfflineDatabase ToRead(IConfiguration configuration) => Open(configuration, SqliteOpenMode.ReadOnly, isNew: false);

    /// <summary>Nobody else works on it while this does; brought up to date.</summary>
    /// <param name="isNew">Made if it is not there.</param>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="FolderTakenException">It is in use: an embedded installation's.</exception>
    /// <exception cref="InvalidOperationException">It is in use: a cluster's.</exception>
    /// <exception cref="UnfitDatabaseException">It cannot be used as it is.</exception>
    public static OfflineDatabase ToWrite(IConfiguration configuration, bool isNew = false)
    {
        var database = Open(configuration, SqliteOpenMode.ReadWriteCreate, isNew);
        try
        {
            database.Take(configuration);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    public SqlJournal Journal() => Source is NpgsqlDataSource postgres
        ? new PostgresJournal(postgres, NullLogger<PostgresJournal>.Instance)
        : new SqliteJournal((SqliteSource)Source, NullLogger<SqliteJournal>.Instance);

    public void Dispose()
    {
        Source.Dispose();
        held?.Dispose();
    }

    private static OfflineDatabase Open(IConfiguration configuration, SqliteOpenMode mode, bool isNew)
    {
        if (ClusterSettings.Of(configuration) is { } cluster)
        {
            var source = PostgresSource.Offline(cluster.Database);
            using var connection = source.OpenConnection();
            if (isNew || connection.ExecuteScalar<bool>("SELECT to_regclass('journal') IS NOT NULL")) return new(source);
            throw new FileNotFoundException("数据库中没有流水；请用 --Fuyang:Database= 指明集群的数据库。");
        }
        var file = DataFolder.Of(configuration).Database;
        if (isNew || File.Exists(file)) return new(new SqliteSource(file, mode: mode));
        throw new FileNotFoundException($"没有找到 {Path.GetFullPath(file)}；请用 --Fuyang:DataFolder= 指明数据目录。");
    }

    private void Take(IConfiguration configuration)
    {
        if (Source is not NpgsqlDataSource)
        {
            held = DataFolder.Of(configuration).Take();
            Migrator.Run(Source, Migrator.Embedded("sqlite"));
            return;
        }
        DatabaseFitness.Check(Source);
        using (var connection = Source.OpenConnection())
            // Silos and gateways look into the membership table all the time; so they are seen.
            if (connection.ExecuteScalar<long>(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'fuyang%' AND pid <> pg_backend_pid()") is > 0 and var others)
                throw new InvalidOperationException($"现在不能办理，请先停止全部 Silo 和网关：数据库上还有 {others} 个连接。");
        Migrator.Run(Source, Migrator.Embedded("postgres"));
    }
}
