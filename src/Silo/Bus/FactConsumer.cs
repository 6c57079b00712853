using System.Data.Common;
using FuyangPlan.DepartmentFeeds;
using MassTransit;
using MassTransit.Configuration;
using Orleans.Runtime;
using Orleans.Storage;

namespace FuyangPlan.Bus;

/// <summary>
/// Facts of departments' systems, one after the other. What cannot count is stored as such and taken out of the queue; only what could not be
/// stored comes again, at longer and longer intervals.
/// </summary>
internal sealed class FactConsumer(IGrainFactory grains, ILogger<FactConsumer> log) : IConsumer<BusMessage>
{
    public const string Queue = "fuyang.department-facts";

    public async Task Consume(ConsumeContext<BusMessage> context)
    {
        var receipt = await grains.GetGrain<IFactIntakeGrain>("bus").Take(context.Message);
        if (receipt.Verdict == FactVerdict.Full) throw new QuarantineFullException($"{receipt.Refusal?.Problem.Code}: {receipt.Refusal?.Detail}");
        if (receipt.Refusal is { } refusal) log.LogInformation("A message was {Verdict}: {Code} {Detail}", receipt.Verdict, refusal.Problem.Code, refusal.Detail);
    }

    public static void Configure(IReceiveEndpointConfigurator endpoint, IRegistrationContext services)
    {
        // One at a time keeps the order that the broker gives; what comes out of order all the same changes nothing in the end.
        endpoint.PrefetchCount = 32;
        endpoint.ConcurrentMessageLimit = 1;
        endpoint.ConfigureConsumeTopology = false;
        endpoint.PublishFaults = false;
        endpoint.ClearSerialization();
        endpoint.AddSerializer(new SystemTextJsonMessageSerializerFactory());
        endpoint.AddDeserializer(new RawMessages(), isDefault: true);
        endpoint.UseMessageRetry(retry =>
        {
            retry.Handle<DbException>();
            retry.Handle<TimeoutException>();
            retry.Handle<OrleansException>();
            retry.Handle<InconsistentStateException>();
            retry.Handle<IOException>();
            retry.Exponential(int.MaxValue, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(30), TimeSpan.FromMilliseconds(500));
        });
        endpoint.ConfigureConsumer<FactConsumer>(services);
    }
}

/// <summary>Neither lost nor looped: the message goes to the bus's own error queue.</summary>
internal sealed class QuarantineFullException(string message) : Exception(message);
