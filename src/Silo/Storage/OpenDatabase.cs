using FuyangPlan.DaySeals;
using Npgsql;

namespace FuyangPlan.Storage;

/// <summary>Waits for the database and brings it up to date before anything else of the host starts. Silos may start together.</summary>
internal sealed class OpenDatabase(NpgsqlDataSource source, SealKey seal, ILogger<OpenDatabase> log) : IHostedLifecycleService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1), Patience = TimeSpan.FromMinutes(2);

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        seal.Open();
        var started = TimeProvider.System.GetTimestamp();
        while (true)
            try
            {
                DatabaseFitness.Check(source);
                Migrator.Run(source, Migrator.Embedded("postgres"));
                return;
            }
            catch (NpgsqlException notYet) when (notYet.IsTransient && TimeProvider.System.GetElapsedTime(started) < Patience)
            {
                log.LogWarning("The database does not answer yet: {Message}", notYet.Message);
                await Task.Delay(Pause, cancellationToken);
            }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
