using FuyangPlan.Accounts;
using FuyangPlan.Commands;
using FuyangPlan.Telemetry;
using Microsoft.Extensions.Logging;

namespace FuyangPlan.Storage;

/// <summary>What grains keep in storage of their own, and somebody waits for, is refused where there is no room, as an append to the journal is.</summary>
internal sealed class FullStorage(ILogger<FullStorage> log) : IIncomingGrainCallFilter
{
    public Task Invoke(IIncomingGrainCallContext context) => context.Grain is IAccountGrain or IAccountListGrain ? Told(context) : context.Invoke();

    private async Task Told(IIncomingGrainCallContext context)
    {
        try
        {
            await context.Invoke();
        }
        catch (Exception full) when (FullDatabase.Is(full))
        {
            FullDisks.Say(log, $"{context.TargetId}", full);
            throw new StorageFullException(full.Message);
        }
    }
}
