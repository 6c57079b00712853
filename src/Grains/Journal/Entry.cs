using System.Globalization;

namespace FuyangPlan.Journal;

/// <summary>A journal entry as folds and phrases see it: the event, and who recorded it when.</summary>
internal sealed record Entry(
    JournalEvent Event, int Version, long Position, DateTimeOffset RecordedAt, DateTimeOffset HappenedAt, Actor Actor,
    string CommandId, string RequestHash, string Hash, string Cause = "")
{
    private const string TimeFormat = "yyyy-MM-ddTHH:mm:ss.fffffffZ";

    public static Entry Of(JournalRow row) => Of(row, EventCatalog.Read(row.Type, row.Payload));

    public static Entry Of(JournalRow row, JournalEvent fact) => new(
        Event: fact, Version: row.Version, Position: row.Position, RecordedAt: Instant(row.RecordedAt), HappenedAt: Instant(row.HappenedAt),
        Actor: EventCatalog.ReadActor(row.Actor), CommandId: row.CommandId, RequestHash: row.RequestHash, Hash: row.Hash, Cause: row.Cause);

    /// <summary>The entry as it will be stored after <paramref name="previousHash"/>.</summary>
    public JournalRow ToRow(StreamId stream, int ordinal, string previousHash)
    {
        var row = new JournalRow(
            Plan: stream.Plan, Position: 0, Stream: stream.ToString(), Version: Version, Type: EventCatalog.NameOf(Event),
            RecordedAt: Text(RecordedAt), HappenedAt: Text(HappenedAt), Actor: EventCatalog.Write(Actor), CommandId: CommandId, Ordinal: ordinal,
            RequestHash: RequestHash, Cause: Cause, Classification: EventCatalog.WordOf(Event.Classification), Payload: EventCatalog.Write(Event),
            Hash: "");
        return row with { Hash = EntryHash.Of(previousHash, row) };
    }

    /// <summary>An instant as the journal writes it: UTC, comparable as text.</summary>
    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    public static DateTimeOffset Instant(string text) =>
        DateTimeOffset.ParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
