[assembly: Xunit.AssemblyFixture(typeof(FuyangPlan.Servers.PostgresServer))]
// Most of the slow ones wait: for a broker that comes back, a reminder, a server.
[assembly: Xunit.v3.Parallelization(MaxThreads = 4)]
