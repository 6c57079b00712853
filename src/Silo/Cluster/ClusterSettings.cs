using System.Net;

namespace FuyangPlan.Cluster;

/// <summary>How a process of a cluster finds the others. Not configured: everything runs embedded, in one process.</summary>
/// <param name="Database">Connection string of the PostgreSQL that all share.</param>
/// <param name="Listen">The one address that a silo binds and tells the others.</param>
internal sealed record ClusterSettings(string Database, string ClusterId, IPAddress Listen, int SiloPort, int GatewayPort)
{
    /// <summary>Part of every key in grain storage and of every reminder: it never changes.</summary>
    public const string ServiceId = "fuyang";

    /// <summary>Null when <c>Fuyang:Database</c> is not set.</summary>
    public static ClusterSettings? Of(IConfiguration configuration) => configuration["Fuyang:Database"] is { Length: > 0 } database
        ? new(
            database, configuration["Fuyang:ClusterId"] is { Length: > 0 } id ? id : "fuyang",
            IPAddress.Parse(configuration["Fuyang:Listen"] is { Length: > 0 } address ? address : "127.0.0.1"),
            configuration.GetValue("Fuyang:SiloPort", 11111), configuration.GetValue("Fuyang:GatewayPort", 30000))
        : null;
}
