using FuyangPlan.EventSourcing;
using Orleans.Runtime;

namespace FuyangPlan.DepartmentFeeds;

internal sealed class StrayMessagesGrain([PersistentState("stray-messages", "store")] IPersistentState<StrayMessages> file, TimeProvider time) : Grain, IStrayMessagesGrain
{
    // All of them are one row of grain storage. What does not fit stays on the bus.
    private const int Most = 200, LargestBody = 16 * 1024;

    public async Task<bool> Keep(BusMessage message, Refusal why)
    {
        if (file.State.Messages.Any(kept => kept.Message.Hash == message.Hash)) return true;
        if (file.State.Messages.Length >= Most || message.Body.Length > LargestBody) return false;
        await Store(
            file.State.Messages.Add(new(file.State.Last + 1, why.Problem.Code, why.Detail, time.GetUtcNow().ToOffset(China.Offset), message)), file.State.Last + 1);
        return true;
    }

    public Task Discard(int number) =>
        file.State.Messages.Any(kept => kept.Number == number)
            ? Store([.. file.State.Messages.Where(kept => kept.Number != number)], file.State.Last)
            : Task.CompletedTask;

    public Task<ImmutableArray<StrayMessage>> Get() => Task.FromResult(file.State.Messages);

    private async Task Store(ImmutableArray<StrayMessage> messages, int last)
    {
        (file.State.Messages, file.State.Last) = (messages, last);
        try
        {
            await file.WriteStateAsync();
        }
        catch
        {
            // Memory must not run ahead of the disk: the next activation reads what is there.
            DeactivateOnIdle();
            throw;
        }
    }
}

/// <summary>Stray messages as stored.</summary>
internal sealed class StrayMessages
{
    public ImmutableArray<StrayMessage> Messages { get; set; } = [];
    public int Last { get; set; }
}
