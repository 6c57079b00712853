using FuyangPlan.Storage;

namespace FuyangPlan.Tables;

/// <summary>The statements of one table. Names come from declarations, values only through parameters.</summary>
internal sealed class TableSql
{
    public TableSql(Table table, string build, SqlDialect dialect)
    {
        Table = table;
        Name = $"{table.Name}_{build}";
        Columns = ["plan", .. table.Columns.Select(column => column.Name), "body"];
        Keys = [.. table.Key.Select(column => column.Name)];
        Indexes = new(table, dialect);
        var parameters = string.Join(", ", Columns.Select(name => $"@{name}"));
        Create =
        [
            $"CREATE TABLE IF NOT EXISTS {Name} ({string.Join(", ", Columns.Select(name => $"{Quoted(name)} {dialect.TypeOf(IsText(name))} NOT NULL"))}, " +
                $"PRIMARY KEY ({Joined(["plan", .. Keys])})){dialect.TableEnd}",
            .. Indexes.All.Select(index => $"CREATE INDEX IF NOT EXISTS {Name}_{index.Name} ON {Name} {dialect.Covering(
                Joined(["plan", .. index.Sorted.Select(column => column.Name)]), Joined(index.More.Except(index.Sorted).Select(column => column.Name)))}"),
        ];
        Upsert = $"INSERT INTO {Name} ({Joined(Columns)}) {(dialect.HasArrays ? $"SELECT * FROM unnest({parameters})" : $"VALUES ({parameters})")} " +
            $"ON CONFLICT ({Joined(["plan", .. Keys])}) DO UPDATE SET {string.Join(", ", Columns.Select(name => $"{Quoted(name)} = excluded.{Quoted(name)}"))}";
        Delete = $"DELETE FROM {Name} WHERE plan = @plan AND {string.Join(" AND ", Keys.Select(name => $"{Quoted(name)} = @{name}"))}";
        Dump = $"SELECT {Joined(Columns[1..])} FROM {Name} WHERE plan = @plan ORDER BY {Joined(Keys)}";
    }

    public Table Table { get; }

    public string Name { get; }

    /// <summary>Plan, the table's own, body.</summary>
    public ImmutableArray<string> Columns { get; }

    public ImmutableArray<string> Keys { get; }

    public ImmutableArray<string> Create { get; }

    public TableIndexes Indexes { get; }

    public string Upsert { get; }

    public string Delete { get; }

    public string Dump { get; }

    public bool IsText(string column) => Table.Columns.FirstOrDefault(known => known.Name == column)?.IsText ?? true;

    /// <summary>A declaration need not know which words the databases keep for themselves.</summary>
    public static string Quoted(string column) => $"\"{column}\"";

    public static string Joined(IEnumerable<string> columns) => string.Join(", ", columns.Select(Quoted));
}
