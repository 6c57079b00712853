using System.Data.Common;

namespace FuyangPlan.Journal;

/// <summary>A journal row as a database holds it: the columns, always in this order.</summary>
internal static class JournalColumns
{
    public const string Columns =
        "plan, position, stream, version, type, recorded_at, happened_at, actor, command_id, ordinal, request_hash, cause, classification, payload, hash";

    public static readonly string Parameters = "@" + Columns.Replace(", ", ", @", StringComparison.Ordinal);

    public static JournalRow Read(DbDataReader reader) => new(
        Plan: reader.GetString(0), Position: reader.GetInt64(1), Stream: reader.GetString(2), Version: Int(reader, 3), Type: reader.GetString(4),
        RecordedAt: reader.GetString(5), HappenedAt: reader.GetString(6), Actor: reader.GetString(7), CommandId: reader.GetString(8),
        Ordinal: Int(reader, 9), RequestHash: reader.GetString(10), Cause: reader.GetString(11), Classification: reader.GetString(12),
        Payload: reader.GetString(13), Hash: reader.GetString(14));

    // SQLite's provider cuts a larger number off without a word.
    private static int Int(DbDataReader reader, int column) => checked((int)reader.GetInt64(column));
}
