using FuyangPlan.DaySeals;
using FuyangPlan.Leads;

namespace FuyangPlan.Storage;

/// <summary>Takes the data folder and brings the database up to date before anything else of the host starts; lets go after all has stopped.</summary>
internal sealed class OpenStore(DataFolder folder, SqliteSource source, MasterKey master, SealKey seal) : IHostedLifecycleService, IDisposable
{
    private IDisposable? held;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        held = folder.Take();
        master.Open();
        seal.Open();
        Migrator.Run(source, Migrator.Embedded("sqlite"));
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Not when stopped: the journal's last batch ends with the container.
    public void Dispose() => held?.Dispose();
}
