using System.Text.Json;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace FuyangPlan.Bus;

/// <summary>A message as it lay in a queue.</summary>
internal sealed record Heard(Guid Id, string Subject, int Version, long Position, JsonElement Message);

/// <summary>What any other AMQP client sees of the bus.</summary>
internal static class AuditQueue
{
    /// <summary>Takes messages out until so many positions have come, and answers them in the order of the queue.</summary>
    public static async Task<IReadOnlyList<Heard>> Until(string address, long count, TimeSpan patience)
    {
        await using var connection = await Connect(address);
        await using var channel = await To(connection, "fuyang.audit", patience);
        List<Heard> heard = [];
        HashSet<long> positions = [];
        using var limit = new CancellationTokenSource(patience);
        while (positions.Count < count)
        {
            limit.Token.ThrowIfCancellationRequested();
            if (await channel.BasicGetAsync("fuyang.audit", autoAck: true) is not { } got)
            {
                await Task.Delay(20);
                continue;
            }
            using var json = JsonDocument.Parse(got.Body);
            var message = json.RootElement.GetProperty("message").Clone();
            heard.Add(new(
                Guid.Parse(got.BasicProperties.MessageId!), message.TryGetProperty("initiative", out var initiative) ? initiative.GetString()! : "plan",
                message.GetProperty("version").GetInt32(), message.GetProperty("position").GetInt64(), message));
            positions.Add(heard[^1].Position);
        }
        return heard;
    }

    public static async Task Delete(string address)
    {
        await using var connection = await Connect(address);
        await using var channel = await connection.CreateChannelAsync();
        await channel.QueueDeleteAsync("fuyang.audit", ifUnused: false, ifEmpty: false);
    }

    /// <summary>A channel to a queue, as soon as the product has declared it.</summary>
    public static async Task<IChannel> To(IConnection connection, string queue, TimeSpan patience)
    {
        for (var deadline = DateTime.UtcNow + patience; ; await Task.Delay(100))
        {
            var channel = await connection.CreateChannelAsync(new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
            try
            {
                await channel.QueueDeclarePassiveAsync(queue);
                return channel;
            }
            catch (OperationInterruptedException) when (DateTime.UtcNow < deadline)
            {
                await channel.DisposeAsync();
            }
        }
    }

    public static Task<IConnection> Connect(string address) => new ConnectionFactory { Uri = new(address) }.CreateConnectionAsync();
}
