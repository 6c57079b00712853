using System.Data.Common;
using Dapper;
using FuyangPlan.Servers;

namespace FuyangPlan.Storage;

/// <summary>The same for every database.</summary>
public abstract class MigratorTests(string dialect) : IAsyncLifetime
{
    private static readonly Migration First = new(1, "0001_a.sql", "CREATE TABLE a (x INTEGER); INSERT INTO a VALUES (1);");
    private static readonly Migration Second = new(2, "0002_b.sql", "CREATE TABLE b (x INTEGER);");

    private DbDataSource source = null!;

    /// <summary>A source of an empty database.</summary>
    private protected abstract Task<DbDataSource> Open();

    public async ValueTask InitializeAsync() => source = await Open();

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return source.DisposeAsync();
    }

    [Fact]
    public void Embedded_ScriptsAreNumberedWithoutAGap()
    {
        var scripts = Migrator.Embedded(dialect);
        Assert.Equal(
            ["0001_orleans.sql", "0002_journal.sql", "0003_tasks.sql", "0004_tables.sql", "0005_kept-states.sql", "0006_plan-version.sql", "0007_investors.sql"],
            scripts.Select(script => script.Name));
        Assert.Equal(Enumerable.Range(1, scripts.Count), scripts.Select(script => script.Number));
    }

    [Fact]
    public void Run_Twice_AppliesEachScriptOnce()
    {
        Migrator.Run(source, Migrator.Embedded(dialect));
        Migrator.Run(source, Migrator.Embedded(dialect));
        Assert.Equal(Migrator.Embedded(dialect).Select(script => script.Sha256), Column("SELECT sha256 FROM schema_version ORDER BY number"));
    }

    [Fact]
    public void Run_WithANewScript_AppliesOnlyThat()
    {
        Migrator.Run(source, [First]);
        Migrator.Run(source, [First, Second]);
        Assert.Equal(["1"], Column("SELECT x FROM a"));
        Assert.Equal(["0001_a.sql", "0002_b.sql"], Column("SELECT name FROM schema_version ORDER BY number"));
    }

    [Fact]
    public async Task Run_FromManyAtOnce_AppliesEachScriptOnce()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Migrator.Run(source, [First, Second]))));
        Assert.Equal(["1"], Column("SELECT x FROM a"));
    }

    [Fact]
    public void Run_WhenAnAppliedScriptChanged_Refuses()
    {
        Migrator.Run(source, [First]);
        var refusal = Assert.Throws<UnfitDatabaseException>(() => Migrator.Run(source, [First with { Sql = First.Sql + " " }, Second]));
        Assert.Contains("0001_a.sql", refusal.Message, StringComparison.Ordinal);
        Assert.False(HasTable("b"));
    }

    [Fact]
    public void Run_OnANewerDatabase_Refuses()
    {
        Migrator.Run(source, [First, Second]);
        Assert.Throws<UnfitDatabaseException>(() => Migrator.Run(source, [First]));
    }

    [Fact]
    public void Run_WhenAScriptFails_LeavesNothingOfIt()
    {
        Assert.ThrowsAny<Exception>(() => Migrator.Run(source, [First, Second with { Sql = "CREATE TABLE b (x); SELECT * FROM nothing;" }]));
        Assert.False(HasTable("b"));
        Assert.Equal(["0001_a.sql"], Column("SELECT name FROM schema_version"));
        Migrator.Run(source, [First, Second]);
        Assert.True(HasTable("b"));
    }

    private bool HasTable(string name)
    {
        using var connection = source.OpenConnection();
        try
        {
            connection.Execute($"SELECT * FROM {name}");
            return true;
        }
        catch (DbException)
        {
            return false;
        }
    }

    private List<string> Column(string sql)
    {
        using var connection = source.OpenConnection();
        return connection.Query<string>(sql).AsList();
    }
}

public sealed class SqliteMigratorTests() : MigratorTests("sqlite")
{
    private readonly TempFolder folder = new();

    private protected override Task<DbDataSource> Open() => Task.FromResult<DbDataSource>(new SqliteSource(folder.Database));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        folder.Dispose();
    }
}

public sealed class PostgresMigratorTests(PostgresServer server) : MigratorTests("postgres")
{
    private protected override async Task<DbDataSource> Open() => PostgresSource.Work(await server.CreateDatabase());
}
