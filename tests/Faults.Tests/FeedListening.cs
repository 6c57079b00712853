using System.Globalization;
using System.Net;
using System.Net.ServerSentEvents;

namespace FuyangPlan.Faults;

/// <summary>A client of the live feed that comes back after every break, to the next gateway, with the last position that it has seen.</summary>
internal sealed class FeedListening : IDisposable
{
    private readonly ImmutableArray<HttpClient> doors;
    private readonly string plan;
    private readonly CancellationTokenSource end = new();
    private readonly List<long> positions = [];
    private readonly Task listening;
    private long last;
    private int tries, connections;

    public FeedListening(ImmutableArray<HttpClient> doors, string plan)
    {
        (this.doors, this.plan) = (doors, plan);
        listening = Task.Run(Listen);
    }

    /// <summary>Every position that it was sent, in the order of arrival.</summary>
    public IReadOnlyList<long> Positions
    {
        get { lock (positions) return [.. positions]; }
    }

    public int Connections => connections;

    /// <summary>An answer that no fault explains; null: there was none.</summary>
    public string? Accident { get; private set; }

    /// <summary>Completes when the position has arrived, or does not arrive.</summary>
    public async Task Reach(long position)
    {
        for (var patience = 0; Interlocked.Read(ref last) < position && patience < 1200; patience++) await Task.Delay(50);
    }

    public void Dispose()
    {
        end.Cancel();
        end.Dispose();
    }

    private async Task Listen()
    {
        while (!end.IsCancellationRequested)
            try
            {
                await Follow();
            }
            catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
            {
                await Task.Delay(50, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
    }

    private async Task Follow()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/plans/{plan}/feed");
        request.Headers.Add("Last-Event-ID", last.ToString(CultureInfo.InvariantCulture));
        using var answer = await doors[tries++ % doors.Length].SendAsync(request, HttpCompletionOption.ResponseHeadersRead, end.Token);
        if (!answer.IsSuccessStatusCode && answer.StatusCode != HttpStatusCode.ServiceUnavailable)
            Accident = $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(end.Token)}";
        answer.EnsureSuccessStatusCode();
        connections++;
        await foreach (var item in SseParser.Create(await answer.Content.ReadAsStreamAsync(end.Token)).EnumerateAsync(end.Token))
        {
            // It was too slow: what it has lost it gets by coming again.
            if (item.EventType == "resync") return;
            if (item.EventType != "changed") continue;
            var position = long.Parse(item.EventId!, CultureInfo.InvariantCulture);
            lock (positions) positions.Add(position);
            Interlocked.Exchange(ref last, position);
        }
    }
}
