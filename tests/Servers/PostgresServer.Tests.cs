namespace FuyangPlan.Servers;

// What tests share; who measures starts it by hand.
public sealed partial class PostgresServer : Xunit.IAsyncLifetime;
