using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using FuyangPlan.Journal;

namespace FuyangPlan.Transfers;

/// <summary>
/// A line of an export, UTF-8, ended by a line feed; exactly one member is there. First <see cref="Export"/>, then entries, plan by plan in the order of
/// their positions, then grain states and reminders, and at last <see cref="End"/>.
/// </summary>
internal sealed record ExportLine(
    ExportHead? Export = null, JournalRow? Entry = null, StateRow? State = null, ReminderRow? Reminder = null, ExportEnd? End = null);

/// <param name="Plan">The one plan that was asked for; null: all, with accounts and reminders.</param>
internal sealed record ExportHead(string Format, int Version, string? Plan = null);

/// <summary>A row of Orleans' grain storage: accounts, and whatever else the journal does not hold.</summary>
internal sealed record StateRow(
    string Name, string Key, string Service, long NameHash, long KeyHash, long KeyN0, long KeyN1, long Version, string Payload);

/// <param name="StartsAt">UTC.</param>
internal sealed record ReminderRow(string Service, string Grain, string Name, DateTime StartsAt, long Period, long GrainHash);

/// <summary>What the file holds, so that a file that was cut or changed is known as such.</summary>
/// <param name="Heads">The last position of each plan.</param>
/// <param name="Streams">The head of each stream.</param>
/// <param name="Sha256">Over all lines before, line feeds included.</param>
internal sealed record ExportEnd(
    long Entries, int States, int Reminders, ImmutableSortedDictionary<string, long> Heads, ImmutableArray<StreamHead> Streams, string Sha256);

/// <summary>What all exports have in common.</summary>
internal static class ExportFile
{
    public const string Format = "fuyangplan-export";
    public const int Version = 1;

    // Far more than any event has; a file without line ends is not one of ours.
    private const int LongestLine = 64 << 20;

    public static JsonSerializerOptions Json { get; } = StrictJson.Configure(new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull });

    /// <summary>The file's lines without their line feeds, one at a time.</summary>
    /// <exception cref="InvalidDataException">A line is too long, or the file ends within one.</exception>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> Lines(Stream file, [EnumeratorCancellation] CancellationToken stop)
    {
        var reader = PipeReader.Create(file, new(bufferSize: 1 << 16));
        // How much of the rest is known to hold no line feed: a long line is not searched again with every piece of it.
        var searched = 0L;
        while (true)
        {
            var read = await reader.ReadAsync(stop);
            var rest = read.Buffer;
            while (rest.Slice(searched).PositionOf((byte)'\n') is { } end)
            {
                yield return rest.Slice(0, end).ToArray();
                rest = rest.Slice(rest.GetPosition(1, end));
                searched = 0;
            }
            searched = rest.Length;
            if (rest.Length > LongestLine) throw new InvalidDataException("有一行过长，不是导出的文件");
            if (read.IsCompleted) break;
            reader.AdvanceTo(rest.Start, rest.End);
        }
    }
}
