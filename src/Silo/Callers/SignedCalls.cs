using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Runtime;

namespace FuyangPlan.Callers;

/// <summary>
/// Any process that reaches an Orleans port can call any grain; these two filters let it get nothing by that. Every request passes them: between
/// gateways, silos and grains, reminders, observers, Orleans' own management and its dashboard.
/// </summary>
public static class SignedCalls
{
    /// <summary>Where a call carries its signature, among what Orleans sends beside it.</summary>
    internal const string Header = "caller";

    /// <summary>For silos and for gateways that are clients: signs what goes out, refuses what comes in without the signature.</summary>
    /// <exception cref="InvalidOperationException"><c>Fuyang:CallerKey</c> is too short, or missing where there are other processes.</exception>
    public static IServiceCollection AddSignedCalls(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton(CallerKeys.Of(configuration))
            .AddSingleton<CallSignature>()
            .AddSingleton<CallProofSigning>()
            .AddSingleton<IOutgoingGrainCallFilter, SignCalls>()
            .AddSingleton<IIncomingGrainCallFilter, RefuseUnsignedCalls>();
    }
}

/// <summary>A call that came without a valid signature: nothing of it was done.</summary>
[GenerateSerializer, Alias("unsigned-call")]
public sealed class UnsignedCallException(string message) : OrleansException(message);

internal sealed class SignCalls(CallSignature signature) : IOutgoingGrainCallFilter
{
    public Task Invoke(IOutgoingGrainCallContext call)
    {
        RequestContext.Set(SignedCalls.Header, new CallProof(signature, call.TargetId, call.Request));
        return call.Invoke();
    }
}

internal sealed class RefuseUnsignedCalls(CallSignature signature, TimeProvider time, ILogger<RefuseUnsignedCalls> log) : IIncomingGrainCallFilter
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);

    private long toldAt;

    public Task Invoke(IIncomingGrainCallContext call) =>
        IsTimer(call) || signature.Fault(RequestContext.Get(SignedCalls.Header) as CallProof, call.TargetId, call.Request) is not { } fault
            ? call.Invoke()
            : Refuse(call, fault);

    // A timer's tick is made where it is received and is its own target. Nothing that was read from a connection is.
    private static bool IsTimer(IIncomingGrainCallContext call) => ReferenceEquals(call.Request.GetTarget(), call.Request);

    private Task Refuse(IIncomingGrainCallContext call, string fault)
    {
        // Whoever tries often must not fill the disk.
        var (now, told) = (time.GetTimestamp(), Interlocked.Read(ref toldAt));
        if ((told == 0 || time.GetElapsedTime(told, now) >= Quiet) && Interlocked.CompareExchange(ref toldAt, now, told) == told)
            log.LogWarning("Refused {Interface}.{Method} of {Target} from {Source}: {Fault}.", call.InterfaceName, call.MethodName, call.TargetId, call.SourceId, fault);
        return Task.FromException(new UnsignedCallException($"{call.InterfaceName}.{call.MethodName} was refused: {fault}."));
    }
}
