using FuyangPlan.EventSourcing;
using FuyangPlan.Journal;
using FuyangPlan.Plans;
using FuyangPlan.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Metadata;

namespace FuyangPlan;

/// <summary>What the grains need beside a journal, read tables, passwords, seals and the grain storage named <c>store</c>.</summary>
public static class GrainRegistration
{
    public static IServiceCollection AddFuyangGrains(this IServiceCollection services)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<PlanDirectory>();
        services.AddSingleton<KeptPages>();
        services.AddSingleton<KeptPasts>();
        services.AddSingleton<EventFence>();
        services.AddSingleton<IGrainInterfacePropertiesProvider, EventAdvertisement>();
        services.AddSingleton<IGrainInterfacePropertiesProvider, BuildAdvertisement>();
        return services.AddSingleton(provider => new GrainServices(
            provider.GetRequiredService<IJournal>(), provider.GetRequiredService<PlanDirectory>(), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<EventFence>(), provider.GetRequiredService<ILogger<GrainServices>>()));
    }
}
