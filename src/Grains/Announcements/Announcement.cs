using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FuyangPlan.Announcements.V1;
using FuyangPlan.DaySeals;
using FuyangPlan.Histories;
using FuyangPlan.Initiatives;
using FuyangPlan.Journal;

namespace FuyangPlan.Announcements;

/// <summary>A journal entry as the bus is told of it.</summary>
internal static class Announcement
{
    // Never changed: receivers know duplicates by the ids that follow from it.
    private static readonly Guid Namespace = new("6f1f5cbb-3f0b-5f0c-9d0e-5a7f2b8c4d21");

    /// <summary>Publishes the entry. What is confidential is announced as something that happened, without its words.</summary>
    public static Task Publish(this IAnnouncements announcements, JournalRow row)
    {
        var (line, stream) = (Ledger.Line(row), StreamId.Parse(row.Stream));
        var text = row.Classification == EventCatalog.WordOf(Classification.Confidential) ? "" : line.Text;
        return stream.Name == StreamId.Own
                ? announcements.Publish(
                    new PlanChanged(
                        row.Plan, row.Version, row.Position, line.Type, line.HappenedAt, line.RecordedAt, line.Department, text, SealEntry.Read(row.Type, row.Payload)),
                    IdOf(row))
            : InitiativeId.TryParse(stream.Name, out _)
                ? announcements.Publish(
                    new InitiativeChanged(row.Plan, stream.Name, row.Version, row.Position, line.Type, line.HappenedAt, line.RecordedAt, line.Department, text), IdOf(row))
            : announcements.Publish(
                new StreamChanged(
                    Plan: row.Plan, Concept: Concepts.Of(stream)?.Name ?? "", Stream: stream.Name, Version: row.Version, Position: row.Position,
                    Type: line.Type, HappenedAt: line.HappenedAt, RecordedAt: line.RecordedAt, Department: line.Department, Text: text), IdOf(row));
    }

    /// <summary>UUID version 5 of stream and version: however often an entry is announced, its message has one id.</summary>
    public static Guid IdOf(JournalRow row)
    {
        Span<byte> name = [.. Namespace.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{row.Stream}#{row.Version}"))];
#pragma warning disable CA5350 // RFC 9562 says SHA-1; it is a name here and keeps nothing safe.
        var id = SHA1.HashData(name).AsSpan(0, 16);
#pragma warning restore CA5350
        id[6] = (byte)((id[6] & 0x0f) | 0x50);
        id[8] = (byte)((id[8] & 0x3f) | 0x80);
        return new(id, bigEndian: true);
    }
}
