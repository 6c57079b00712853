namespace FuyangPlan.Journal;

/// <summary>How far a stream is looked at. Within a stream neither positions nor times of recording ever decrease.</summary>
/// <param name="Position">The last position that counts.</param>
/// <param name="RecordedAt">The last time of recording that counts, as in an entry.</param>
public readonly record struct Until(long Position, string RecordedAt)
{
    // Behind every year that an entry can be of.
    private const string Never = "~";

    /// <summary>All of it.</summary>
    public static Until Now { get; } = new(long.MaxValue, Never);

    /// <summary>What was recorded until an instant, that instant included.</summary>
    public static Until Instant(DateTimeOffset instant) => new(long.MaxValue, Entry.Text(instant));

    /// <summary>What lies before a position of the plan's journal.</summary>
    public static Until Before(long position) => new(position - 1, Never);

    public bool Includes(JournalRow row) => row.Position <= Position && string.CompareOrdinal(row.RecordedAt, RecordedAt) <= 0;
}
