using FuyangPlan.Servers;
using Npgsql;

namespace FuyangPlan.Storage;

public sealed class DatabaseFitnessTests(PostgresServer server)
{
    [Fact]
    public async Task Check_ADatabaseAsItComes_IsFit()
    {
        await using var source = PostgresSource.Work(await server.CreateDatabase());
        DatabaseFitness.Check(source);
    }

    [Fact]
    public async Task Check_CommitsThatDoNotWaitAndAnotherEncoding_AreBothNamedInOneLine()
    {
        var database = await server.CreateDatabase("TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE_PROVIDER libc LC_COLLATE 'C' LC_CTYPE 'C'");
        await PostgresServer.Execute(database, "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET synchronous_commit TO off', current_database()); END $$");
        Assert.Equal("数据库不能用：synchronous_commit 不能为 off；数据库编码必须为 UTF8，现为 SQL_ASCII。", await Refusal(database));
    }

    [Fact]
    public async Task Check_AServerThatMayLoseWhatItCommitted_IsNamed()
    {
        await using var careless = new PostgresServer { Settings = ["-c", "fsync=off", "-c", "full_page_writes=off"] };
        await careless.InitializeAsync();
        Assert.Equal("数据库不能用：fsync 必须为 on；full_page_writes 必须为 on。", await Refusal(await careless.CreateDatabase()));
    }

    [Fact]
    public async Task Check_AStandby_IsNamed()
    {
        await using var standby = new PostgresServer();
        await standby.InitializeAsync();
        var database = await standby.CreateDatabase();
        await standby.Stop();
        File.WriteAllText(Path.Combine(standby.Data, "standby.signal"), "");
        await standby.Start();
        Assert.Equal("数据库不能用：这是只读的备库，请连接主库。", await Refusal(database));
    }

    private static async Task<string> Refusal(string database)
    {
        await using var source = PostgresSource.Work(database);
        return Assert.Throws<UnfitDatabaseException>(() => DatabaseFitness.Check(source)).Message;
    }
}
