using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FuyangPlan.Journal;

/// <summary>Ready when the journal can be read.</summary>
internal sealed class JournalHealth(IJournal journal) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await journal.Plans();
        return HealthCheckResult.Healthy();
    }
}
