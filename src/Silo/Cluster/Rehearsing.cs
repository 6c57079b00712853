using FuyangPlan.EventSourcing;
using FuyangPlan.Journal;
using Orleans.Serialization;

namespace FuyangPlan.Cluster;

/// <summary>Lets a silo rehearse before it joins. Whatever comes of it, it joins.</summary>
internal sealed class Rehearsing(IJournal journal, Serializer serializer, TimeProvider time, ILogger<Rehearsing> log) : IHostedService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            // What is seen goes to other processes.
            foreach (var view in await Rehearsal.Play(journal, time).WaitAsync(Patience, cancellationToken)) serializer.SerializeToArray(view);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            log.LogInformation("Not rehearsed: {Message}", e.Message);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
