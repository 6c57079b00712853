using System.Data;
using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;

namespace FuyangPlan.Storage;

/// <summary>The few words in which SQLite and PostgreSQL differ; all other SQL is the same for both.</summary>
internal sealed record SqlDialect
{
    private static readonly SqlDialect Sqlite = new()
    {
        Once = "PRAGMA journal_mode=WAL",
        // It plans by the keys alone, and is not to be given reasons to do otherwise.
        Weigh = "SELECT 1",
        // BEGIN IMMEDIATE is the lock.
        Alone = "SELECT 1",
        Find = "instr",
        HasArrays = false,
        IndexesLists = true,
        Indexed = index => $" INDEXED BY {index}",
        Covering = (keys, more) => more.Length == 0 ? $"({keys})" : $"({keys}, {more})",
        TypeOf = isText => isText ? "TEXT" : "INTEGER",
        TableEnd = " STRICT, WITHOUT ROWID",
        IsGone = fault => fault is SqliteException { SqliteErrorCode: 1 } && fault.Message.Contains("no such ", StringComparison.Ordinal),
        TablesLike = "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE @pattern",
        BeginReading = connection => ((SqliteConnection)connection).BeginTransaction(deferred: true),
        BeginUnhurried = async connection =>
        {
            // Not to be said within a transaction; whoever opens a connection says anew what holds.
            await connection.ExecuteAsync("PRAGMA synchronous=NORMAL");
            return await connection.BeginTransactionAsync();
        },
    };

    private static readonly SqlDialect Postgres = new()
    {
        Once = "SELECT 1",
        Weigh = "ANALYZE journal",
        // Of this product, and of no other use of advisory locks in the database: "fuyang" in ASCII.
        Alone = "SELECT pg_advisory_xact_lock(112654733635175)",
        Find = "strpos",
        HasArrays = true,
        IndexesLists = false,
        Indexed = _ => "",
        Covering = (keys, more) => more.Length == 0 ? $"({keys})" : $"({keys}) INCLUDE ({more})",
        // Compared byte by byte, so that the order is the same in every database and on every machine.
        TypeOf = isText => isText ? "text COLLATE \"C\"" : "bigint",
        TableEnd = "",
        IsGone = fault => fault.SqlState == "42P01",
        TablesLike = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tablename LIKE @pattern",
        BeginReading = connection => connection.BeginTransaction(IsolationLevel.RepeatableRead),
        BeginUnhurried = async connection =>
        {
            var transaction = await connection.BeginTransactionAsync();
            // For this transaction alone: sessions are not reset, and the journal's may be the next on this connection.
            await connection.ExecuteAsync("SET LOCAL synchronous_commit TO off", transaction: transaction);
            return transaction;
        },
    };

    public static SqlDialect Of(DbDataSource source) => source is SqliteSource ? Sqlite : Postgres;

    /// <summary>Before the first script, outside of any transaction.</summary>
    public required string Once { get; init; }

    /// <summary>After very many entries at once: how they are found best is not known before the database has looked at them.</summary>
    public required string Weigh { get; init; }

    /// <summary>Lets one process at a time change the schema, until its transaction ends.</summary>
    public required string Alone { get; init; }

    /// <summary>The function (text, part) that answers where a part begins; 0 when it is not there.</summary>
    public required string Find { get; init; }

    /// <summary>A column of many rows can be one parameter.</summary>
    public required bool HasArrays { get; init; }

    /// <summary>An entry of an index may be of any length.</summary>
    public required bool IndexesLists { get; init; }

    /// <summary>Says behind the name of a table which index is to be used, where the database has no statistics to find it by.</summary>
    public required Func<string, string> Indexed { get; init; }

    /// <summary>The columns of an index that is sorted by some and holds more, so that the table need not be read.</summary>
    public required Func<string, string, string> Covering { get; init; }

    /// <summary>The type of a column of text, or of whole numbers.</summary>
    public required Func<bool, string> TypeOf { get; init; }

    /// <summary>What stands behind the columns of a table.</summary>
    public required string TableEnd { get; init; }

    /// <summary>Was what a statement names not there?</summary>
    public required Func<DbException, bool> IsGone { get; init; }

    /// <summary>Names of tables that are like a pattern.</summary>
    public required string TablesLike { get; init; }

    /// <summary>A transaction whose reads are all of one moment. It holds up no writer.</summary>
    public required Func<DbConnection, DbTransaction> BeginReading { get; init; }

    /// <summary>A transaction whose commit does not wait for the disk; no other does because of it.</summary>
    public required Func<DbConnection, Task<DbTransaction>> BeginUnhurried { get; init; }
}
