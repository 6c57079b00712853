using Orleans.Runtime;

namespace FuyangPlan.Callers;

[Alias("test-ear")]
public interface ITickEar : IGrainObserver
{
    [Orleans.Concurrency.OneWay]
    Task Heard(string word);

    Task Asked(string word);
}

[Alias("test-tick")]
public interface ITickGrain : IGrainWithStringKey
{
    Task Ticks(int nothing);

    /// <summary>Until the gate is opened.</summary>
    Task Hold(int nothing);

    /// <summary>The silo that it lives on.</summary>
    Task<string> Where(int nothing);

    Task Ticks(int nothing, ITickEar ear);
}

[Alias("test-tick-twin")]
public interface ITickTwin : IGrainWithStringKey
{
    Task Ticks(int nothing);
}

/// <summary>Tells an observer of its timer and of its reminder.</summary>
public sealed class TickGrain(ILocalSiloDetails silo) : Grain, ITickGrain, ITickTwin, IRemindable
{
    private ITickEar? ear;

    public Task Ticks(int nothing) => Task.CompletedTask;

    public static TaskCompletionSource Gate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Hold(int nothing) => Gate.Task;

    public Task<string> Where(int nothing) => Task.FromResult(silo.SiloAddress.ToParsableString());

    public async Task Ticks(int nothing, ITickEar ear)
    {
        this.ear = ear;
        this.RegisterGrainTimer(stop => ear.Heard("timer"), TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(50));
        await this.RegisterOrUpdateReminder("reminder", TimeSpan.FromMilliseconds(50), TimeSpan.FromMinutes(1));
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => ear?.Heard(reminderName) ?? Task.CompletedTask;
}
