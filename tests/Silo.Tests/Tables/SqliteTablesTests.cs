using System.Data.Common;
using FuyangPlan.Journal;
using FuyangPlan.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace FuyangPlan.Tables;

public sealed class SqliteTablesTests : TablesContract
{
    private readonly TempFolder folder = new();
    private SqliteSource source = null!;

    private protected override Task<DbDataSource> Open()
    {
        source = new(folder.Database);
        Migrator.Run(source, Migrator.Embedded("sqlite"));
        return Task.FromResult<DbDataSource>(source);
    }

    private protected override Task Close()
    {
        source.Dispose();
        folder.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>What is asked most reads on from where the page begins, and counts without a look at the rows.</summary>
    [Theory]
    [InlineData("due", null, "of_stage", "narrow")]
    [InlineData("-due", null, "of_stage", "narrow")]
    [InlineData("-percent", null, "of_stage", "by_verified")]
    [InlineData("title", null, "of_stage", "by_title_key")]
    [InlineData("due", "zjj", "of_department", "of_department")]
    public void Ask_InAnOrderThatIsKept_SortsNothing(string sort, string? department, string counted, string listed)
    {
        var (query, dialect) = (new Checklists.TaskQuery(Department: department, Sort: sort), SqlDialect.Of(source));
        var question = ReadTables.Of(query).Ask(query, "p", Actor.System, new(2021, 8, 2));
        var sql = new QuestionSql(question, new(question.Table, new SqlTables(source).Build, dialect), dialect);
        using var connection = source.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {sql.Text("SELECT 0, 0, NULL")}";
        command.Add("@plan", "p");
        sql.Bind(command);
        List<string> steps = [];
        using var reader = command.ExecuteReader();
        while (reader.Read()) steps.Add(reader.GetString(3));
        var (whole, page) = (steps.IndexOf("MATERIALIZE whole"), steps.IndexOf("MATERIALIZE page"));
        Assert.Matches($"COVERING INDEX .*_{counted} ", steps[whole + 1]);
        Assert.Matches($"INDEX .*_{listed} ", steps[page + 1]);
        // The page itself, which is small, is all that is put in order.
        Assert.Equal(steps.Count - 1, steps.FindIndex(step => step.Contains("TEMP B-TREE", StringComparison.Ordinal)));
    }
}

public sealed class SqliteTablesProperties : TablesProperties
{
    private readonly TempFolder folder = new();
    private SqliteSource source = null!;

    private protected override int Iterations => 8;

    private protected override Task<(DbDataSource, SqlJournal)> Open()
    {
        source = new(folder.Database);
        Migrator.Run(source, Migrator.Embedded("sqlite"));
        return Task.FromResult<(DbDataSource, SqlJournal)>((source, new SqliteJournal(source, NullLogger<SqliteJournal>.Instance)));
    }

    private protected override Task Close()
    {
        source.Dispose();
        folder.Dispose();
        return Task.CompletedTask;
    }
}

public sealed class SqliteListsTests : ListsContract
{
    private readonly TempFolder folder = new();

    private protected override Task<IEnumerable<KeyValuePair<string, string?>>> Settings() =>
        Task.FromResult<IEnumerable<KeyValuePair<string, string?>>>([new("Fuyang:DataFolder", folder.Path)]);

    private protected override Task Close()
    {
        folder.Dispose();
        return Task.CompletedTask;
    }
}

public sealed class SqliteKeptPagesTests : KeptPagesContract
{
    private readonly TempFolder folder = new();
    private SqliteSource source = null!;

    private protected override Task<DbDataSource> Open()
    {
        source = new(folder.Database);
        Migrator.Run(source, Migrator.Embedded("sqlite"));
        return Task.FromResult<DbDataSource>(source);
    }

    private protected override Task Close()
    {
        source.Dispose();
        folder.Dispose();
        return Task.CompletedTask;
    }
}
