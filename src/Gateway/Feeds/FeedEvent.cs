using System.Globalization;
using System.Text;
using System.Text.Json;
using FuyangPlan.Histories;

namespace FuyangPlan.Feeds;

/// <summary>A server-sent event as it goes over the wire: written once, however many it is sent to.</summary>
/// <param name="Position">Its id: the last position of the journal that whoever has got it has seen.</param>
internal sealed record FeedEvent(string Name, long Position, ReadOnlyMemory<byte> Bytes)
{
    // Milliseconds until a reader that was cut off comes again.
    private const int Reconnect = 3000;

    /// <summary>The first that a reader gets.</summary>
    /// <param name="head">Where the plan's feed stands.</param>
    public static FeedEvent Hello(long position, long head) => Of("hello", position, About(head), $"retry: {Reconnect}\n");

    /// <summary>A line of the ledger.</summary>
    public static FeedEvent Changed(LedgerLine line) => Of("changed", line.Position, JsonSerializer.Serialize(line, GatewayJson.Output));

    public static FeedEvent Resync(long position) => Of("resync", position, About(position));

    /// <summary>It has no id of its own: a reader's place stays where it was.</summary>
    public static FeedEvent Heartbeat(long position) => new("heartbeat", position, Encoding.UTF8.GetBytes($"event: heartbeat\ndata: {About(position)}\n\n"));

    private static string About(long position) => string.Create(CultureInfo.InvariantCulture, $$"""{"position":{{position}}}""");

    // JSON is one line.
    private static FeedEvent Of(string name, long position, string json, string more = "") => new(
        name, position, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"event: {name}\ndata: {json}\nid: {position}\n{more}\n")));
}
