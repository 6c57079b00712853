using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace FuyangPlan.Storage;

/// <summary>The few words in which SQLite and PostgreSQL differ; all other SQL is the same for both.</summary>
internal sealed record SqlDialect
{
    private static readonly SqlDialect Sqlite = new()
    {
        Once = "PRAGMA journal_mode=WAL",
        // BEGIN IMMEDIATE is the lock.
        Alone = "SELECT 1",
        Unhurried = "PRAGMA synchronous=NORMAL",
        Find = "instr",
        HasArrays = false,
        BeginReading = connection => ((SqliteConnection)connection).BeginTransaction(deferred: true),
    };

    private static readonly SqlDialect Postgres = new()
    {
        Once = "SELECT 1",
        // Of this product, and of no other use of advisory locks in the database: "fuyang" in ASCII.
        Alone = "SELECT pg_advisory_xact_lock(112654733635175)",
        Unhurried = "SET synchronous_commit TO off",
        Find = "strpos",
        HasArrays = true,
        BeginReading = connection => connection.BeginTransaction(IsolationLevel.RepeatableRead),
    };

    public static SqlDialect Of(DbDataSource source) => source is SqliteSource ? Sqlite : Postgres;

    /// <summary>Before the first script, outside of any transaction.</summary>
    public required string Once { get; init; }

    /// <summary>Lets one process at a time change the schema, until its transaction ends.</summary>
    public required string Alone { get; init; }

    /// <summary>Until the connection is closed, a commit does not wait for the disk.</summary>
    public required string Unhurried { get; init; }

    /// <summary>The function (text, part) that answers where a part begins; 0 when it is not there.</summary>
    public required string Find { get; init; }

    /// <summary>A column of many rows can be one parameter.</summary>
    public required bool HasArrays { get; init; }

    /// <summary>A transaction whose reads are all of one moment. It holds up no writer.</summary>
    public required Func<DbConnection, DbTransaction> BeginReading { get; init; }
}
