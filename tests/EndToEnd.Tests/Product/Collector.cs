using System.Collections.Concurrent;
using System.Net;
using System.Text;
using FuyangPlan.Servers;

namespace FuyangPlan.EndToEnd;

/// <summary>Takes what is sent by OTLP over HTTP. Names are readable in it as they are.</summary>
public sealed class Collector : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly ConcurrentDictionary<string, string> received = new(StringComparer.Ordinal);

    public Collector()
    {
        Address = $"http://127.0.0.1:{Ports.Free()}";
        listener.Prefixes.Add($"{Address}/");
        listener.Start();
        _ = Task.Run(Take);
    }

    public string Address { get; }

    /// <summary>Completes when all of the words have come to a path such as <c>/v1/traces</c>.</summary>
    public async Task Has(string path, params string[] words)
    {
        for (var patience = 0; words.FirstOrDefault(word => !received.GetValueOrDefault(path, "").Contains(word, StringComparison.Ordinal)) is { } missing; patience++)
        {
            Assert.True(patience < 1200, $"{missing} has not come to {path}; what has come: {string.Join(' ', received.Select(each => $"{each.Key} ({each.Value.Length})"))}");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    public void Dispose() => listener.Close();

    private async Task Take()
    {
        try
        {
            while (true)
            {
                var call = await listener.GetContextAsync();
                using var body = new MemoryStream();
                await call.Request.InputStream.CopyToAsync(body);
                received.AddOrUpdate(call.Request.Url!.AbsolutePath, _ => Text(body), (_, before) => before + Text(body));
                call.Response.ContentType = "application/x-protobuf";
                call.Response.Close();
            }
        }
        catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
        {
        }
    }

    private static string Text(MemoryStream body) => Encoding.UTF8.GetString(body.ToArray());
}
