using System.Data.Common;

namespace FuyangPlan.Journal;

/// <summary>A journal row as a database holds it: the columns, always in this order.</summary>
internal static class JournalColumns
{
    public const string Columns =
        "plan, position, stream, version, type, recorded_at, happened_at, actor, command_id, ordinal, request_hash, cause, classification, payload, hash";

    public static readonly string Parameters = "@" + Columns.Replace(", ", ", @", StringComparison.Ordinal);

    public static JournalRow Read(DbDataReader reader) => new(
        reader.GetString(0), reader.GetInt64(1), reader.GetString(2), Int(reader, 3), reader.GetString(4), reader.GetString(5),
        reader.GetString(6), reader.GetString(7), reader.GetString(8), Int(reader, 9), reader.GetString(10), reader.GetString(11),
        reader.GetString(12), reader.GetString(13), reader.GetString(14));

    // SQLite's provider cuts a larger number off without a word.
    private static int Int(DbDataReader reader, int column) => checked((int)reader.GetInt64(column));
}
