using System.Net.Mime;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FuyangPlan.DepartmentFeeds;
using MassTransit;
using MassTransit.Serialization;

namespace FuyangPlan.Bus;

/// <summary>
/// Takes whatever lies in a queue as it is: bytes, kind of content, and the user that the broker vouches for. So a message that cannot be read
/// comes to us instead of to an error queue, and no address that a sender put into it is ever answered.
/// </summary>
internal sealed class RawMessages : ISerializerFactory, IMessageDeserializer
{
    // Of what is too large, enough to see what it is.
    private const int Beginning = 4096, Largest = 256 * 1024;

    private static readonly string[] Types = [MessageUrn.ForTypeString<BusMessage>()];
    private static readonly JsonSerializerOptions Json = new();

    public ContentType ContentType { get; } = new("application/octet-stream");

    public IMessageSerializer CreateSerializer() => throw new NotSupportedException("Nothing is sent in this form.");

    public IMessageDeserializer CreateDeserializer() => this;

    public ConsumeContext Deserialize(ReceiveContext context)
    {
        var bytes = context.Body.GetBytes();
        context.TryGetPayload<RabbitMqBasicConsumeContext>(out var broker);
        var message = new BusMessage(
            Encoding.UTF8.GetString(bytes.Length > Largest ? bytes.AsSpan(0, Beginning) : bytes), bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)),
            broker is null ? context.ContentType?.MediaType : broker.Properties.ContentType, broker?.Properties.UserId);
        return new BodyConsumeContext(context, Context(JsonSerializer.SerializeToElement(message, Json), context));
    }

    public SerializerContext Deserialize(MessageBody body, Headers headers, Uri? destinationAddress = null) => throw new NotSupportedException("Facts are never read again.");

    public MessageBody GetMessageBody(string text) => new StringMessageBody(text);

    public void Probe(ProbeContext context) => context.CreateScope("raw");

    private SystemTextJsonRawSerializerContext Context(JsonElement message, ReceiveContext context) => new(
        SystemTextJsonMessageSerializer.Instance, Json, ContentType, new RawMessageContext(context.TransportHeaders, context.InputAddress, RawSerializerOptions.Default),
        Types, RawSerializerOptions.Default, message);
}
