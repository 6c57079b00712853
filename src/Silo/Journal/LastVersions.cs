namespace FuyangPlan.Journal;

/// <summary>
/// How far streams had come, as SQL: <c>last(stream, version, step)</c> has, where no step is left, the last version of each of <c>streams(stream)</c> that is
/// within a bound, or 0. Found by halves: within a stream neither positions nor times of recording ever decrease. So it costs as little far back as at the end,
/// however long a stream is.
/// </summary>
internal static class LastVersions
{
    /// <param name="rows">What has versions, such as <c>journal WHERE stream = last.stream</c>.</param>
    /// <param name="within">Of such a row, such as <c>position &lt;= @position</c>.</param>
    public static string Of(string rows, string within) => $"""
        last(stream, version, step) AS (
          SELECT stream, 0, 1073741824 FROM streams WHERE stream IS NOT NULL
          UNION ALL
          SELECT stream, version + coalesce((
            SELECT CASE WHEN {within} THEN step ELSE 0 END FROM {rows} AND version >= last.version + step ORDER BY version LIMIT 1), 0), step / 2
          FROM last WHERE step > 0)
        """;
}
