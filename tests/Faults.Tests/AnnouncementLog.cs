using System.Text.Json;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace FuyangPlan.Faults;

/// <summary>A receiver on a durable queue of its own, bound before anything is announced; it comes back after every break.</summary>
internal sealed class AnnouncementLog : IAsyncDisposable
{
    private const string Queue = "trial.announcements";

    private static readonly ImmutableArray<string> Exchanges = ["FuyangPlan.Announcements.V1:InitiativeChanged", "FuyangPlan.Announcements.V1:PlanChanged"];

    private readonly string broker;
    private readonly CancellationTokenSource end = new();
    private readonly List<(string Plan, string Subject, int Version, long Position)> heard = [];
    private readonly Task listening;

    private AnnouncementLog(string broker)
    {
        this.broker = broker;
        listening = Task.Run(Listen);
    }

    /// <summary>Everything that came, again and again where it came again, in the order of arrival.</summary>
    public IReadOnlyList<(string Plan, string Subject, int Version, long Position)> Heard
    {
        get { lock (heard) return [.. heard]; }
    }

    public static async Task<AnnouncementLog> Open(string broker)
    {
        await using var connection = await Connect(broker);
        await using var channel = await connection.CreateChannelAsync();
        await channel.QueueDeclareAsync(Queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?>
        {
            ["x-queue-type"] = "quorum",
            // Who comes back after a break gets what was out in its place, not behind what came later.
            ["x-single-active-consumer"] = true,
        });
        foreach (var exchange in Exchanges)
        {
            await channel.ExchangeDeclareAsync(exchange, ExchangeType.Fanout, durable: true);
            await channel.QueueBindAsync(Queue, exchange, "");
        }
        return new(broker);
    }

    /// <summary>At least once each, the first of each in the order of versions.</summary>
    public async Task Check(string plan, long position)
    {
        HashSet<long> arrived = [];
        for (var patience = 0; patience < 1200; patience++, await Task.Delay(50))
        {
            arrived = [.. Heard.Where(each => each.Plan == plan).Select(each => each.Position)];
            if (arrived.Count >= position) break;
        }
        Assert.Equal(Enumerable.Range(1, (int)position).Select(each => (long)each), arrived.Order());
        foreach (var subject in Heard.Where(each => each.Plan == plan).GroupBy(each => each.Subject))
        {
            var first = subject.Select(each => each.Version).Distinct().ToArray();
            Assert.Equal(Enumerable.Range(1, first.Length), first);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await listening;
        end.Dispose();
    }

    private async Task Listen()
    {
        while (!end.IsCancellationRequested)
            try
            {
                await using var connection = await Connect(broker);
                await using var channel = await connection.CreateChannelAsync();
                var over = new TaskCompletionSource();
                channel.ChannelShutdownAsync += (_, _) => Task.FromResult(over.TrySetResult());
                var consumer = new AsyncEventingBasicConsumer(channel);
                consumer.ReceivedAsync += async (_, got) =>
                {
                    Hear(got.Body);
                    await channel.BasicAckAsync(got.DeliveryTag, multiple: false, end.Token);
                };
                await channel.BasicConsumeAsync(Queue, autoAck: false, consumer, end.Token);
                await over.Task.WaitAsync(end.Token);
            }
            catch (Exception e) when (e is RabbitMQClientException or IOException or OperationCanceledException or TimeoutException)
            {
                await Task.Delay(200, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
    }

    private void Hear(ReadOnlyMemory<byte> body)
    {
        using var json = JsonDocument.Parse(body);
        var message = json.RootElement.GetProperty("message");
        lock (heard)
            heard.Add((
                message.GetProperty("plan").GetString()!, message.TryGetProperty("initiative", out var initiative) ? initiative.GetString()! : "plan",
                message.GetProperty("version").GetInt32(), message.GetProperty("position").GetInt64()));
    }

    private static Task<IConnection> Connect(string broker) =>
        new ConnectionFactory { Uri = new(broker), AutomaticRecoveryEnabled = false, ContinuationTimeout = TimeSpan.FromSeconds(5) }.CreateConnectionAsync();
}
