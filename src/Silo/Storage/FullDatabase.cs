using Microsoft.Data.Sqlite;
using Npgsql;

namespace FuyangPlan.Storage;

/// <summary>What both databases say when there is no room.</summary>
internal static class FullDatabase
{
    // SQLITE_FULL, and SQLITE_IOERR_WRITE: a file that may not grow any more.
    private const int Full = 13, CannotWrite = 778;

    public static bool Is(Exception failure) => failure is SqliteException { SqliteErrorCode: Full } or SqliteException { SqliteExtendedErrorCode: CannotWrite }
        or PostgresException { SqlState: PostgresErrorCodes.DiskFull } || failure.InnerException is { } cause && Is(cause);
}
