using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace FuyangPlan.EndToEnd;

/// <summary>What came back over a connection on which anything at all was sent.</summary>
/// <param name="Status">0: it was closed without an answer.</param>
/// <param name="Code">Of the refusal, in the problem or on the page; null: none.</param>
public sealed partial record RawAnswer(int Status, string? Code, string Head, string Text)
{
    public string? Header(string name) => Regex.Match(Head, $"(?im)^{name}: ([^\r]*)").Groups is [_, { Success: true, Value: var value }] ? value : null;

    /// <summary>Sends, and reads until the other side closes.</summary>
    public static async Task<RawAnswer> To(Product product, byte[] bytes, CancellationToken stop)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(product.Address.Host, product.Address.Port, stop);
        var stream = client.GetStream();
        var read = new MemoryStream();
        try
        {
            await stream.WriteAsync(bytes, stop);
            await stream.CopyToAsync(read, stop);
        }
        catch (IOException)
        {
            // Closed while it was still being spoken to; what was said before counts.
            if (client.Available > 0) await stream.CopyToAsync(read, stop);
        }
        var text = Encoding.UTF8.GetString(read.ToArray());
        if (text.Length == 0) return new(0, null, "", "");
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var (head, body) = end < 0 ? (text, "") : (text[..end], text[(end + 4)..]);
        return new(int.Parse(text.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture), Said().Match(body) is { Success: true } said ? said.Groups[1].Value : null, head, body);
    }

    [GeneratedRegex("(?:\"code\":\"|data-code=\"|<code>)([a-z-]+)")]
    private static partial Regex Said();
}
