using FuyangPlan.EventSourcing;
using FuyangPlan.Journal;

namespace FuyangPlan.Histories;

/// <summary>The ledger (台账): the journal phrased for people, each event by its own sentence.</summary>
internal static class Ledger
{
    /// <summary>What a newer build wrote has its line, too: who, when and where are there to be read by any.</summary>
    public static LedgerLine Line(JournalRow row) => Line(row, EventCatalog.Knows(row.Type) ? Entry.Of(row) : Entry.Of(row, new NewerEvent()));

    public static LedgerLine Line(JournalRow row, Entry entry) => entry.Event.IsVeiled ? Whole(row, entry).Veiled(entry.Event.Sentence) : Whole(row, entry);

    private static LedgerLine Whole(JournalRow row, Entry entry) => new(
        Position: row.Position, Stream: StreamId.Parse(row.Stream).Name, Version: row.Version, RecordedAt: entry.RecordedAt.ToOffset(China.Offset),
        HappenedAt: entry.HappenedAt.ToOffset(China.Offset), Actor: entry.Actor.Name, Department: entry.Actor.Department, Type: row.Type,
        Text: entry.Event.Sentence, Hash: row.Hash);

    private sealed record NewerEvent() : JournalEvent(Classification.Confidential)
    {
        internal override string Sentence => "由较新的版本写成，本版本读不出内容";
    }
}
