using Orleans.CodeGeneration;

namespace FuyangPlan.Concurrency;

/// <summary>
/// Lets a message take whichever silo is next on its way in. Else each grain has one silo that all messages of a gateway to it go through, wherever it lives:
/// while that one is frozen, whoever sends again takes the same way again. No order is lost by it: nobody sends before the answer has come.
/// </summary>
[InvokableCustomInitializer(nameof(IRequest.AddInvokeMethodOptions), InvokeMethodOptions.Unordered)]
[AttributeUsage(AttributeTargets.Method)]
public sealed class AnyWayAttribute : Attribute;
