using Dapper;

namespace FuyangPlan.Storage;

public sealed class MigratorTests : IDisposable
{
    private static readonly Migration First = new(1, "0001_a.sql", "CREATE TABLE a (x); INSERT INTO a VALUES (1);");
    private static readonly Migration Second = new(2, "0002_b.sql", "CREATE TABLE b (x);");

    private readonly TempFolder folder = new();
    private readonly SqliteSource source;

    public MigratorTests() => source = new(folder.Database);

    public void Dispose()
    {
        source.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Embedded_ScriptsAreNumberedWithoutAGap()
    {
        var scripts = Migrator.Embedded("sqlite");
        Assert.Equal(["0001_orleans.sql", "0002_journal.sql", "0003_tasks.sql"], scripts.Select(script => script.Name));
        Assert.Equal(Enumerable.Range(1, scripts.Count), scripts.Select(script => script.Number));
    }

    [Fact]
    public void Run_Twice_AppliesEachScriptOnce()
    {
        Migrator.Run(source, Migrator.Embedded("sqlite"));
        Migrator.Run(source, Migrator.Embedded("sqlite"));
        Assert.Equal(Migrator.Embedded("sqlite").Select(script => script.Sha256), Column("SELECT sha256 FROM schema_version ORDER BY number"));
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
        var refusal = Assert.Throws<InvalidOperationException>(() => Migrator.Run(source, [First with { Sql = First.Sql + " " }, Second]));
        Assert.Contains("0001_a.sql", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(Column("SELECT name FROM sqlite_schema WHERE name = 'b'"));
    }

    [Fact]
    public void Run_OnANewerDatabase_Refuses()
    {
        Migrator.Run(source, [First, Second]);
        Assert.Throws<InvalidOperationException>(() => Migrator.Run(source, [First]));
    }

    [Fact]
    public void Run_WhenAScriptFails_LeavesNothingOfIt()
    {
        Assert.ThrowsAny<Exception>(() => Migrator.Run(source, [First, Second with { Sql = "CREATE TABLE b (x); SELECT * FROM nothing;" }]));
        Assert.Empty(Column("SELECT name FROM sqlite_schema WHERE name = 'b'"));
        Migrator.Run(source, [First, Second]);
        Assert.Equal(["b"], Column("SELECT name FROM sqlite_schema WHERE name = 'b'"));
    }

    private List<string> Column(string sql)
    {
        using var connection = source.Open();
        return connection.Query<string>(sql).AsList();
    }
}
