[assembly: Xunit.AssemblyFixture(typeof(FuyangPlan.Servers.PostgresServer))]
