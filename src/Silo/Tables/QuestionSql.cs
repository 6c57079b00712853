using System.Data.Common;
using FuyangPlan.Storage;

namespace FuyangPlan.Tables;

/// <summary>A question as one statement, whose answer is of one moment: only the parts that narrow, so that an index can serve.</summary>
internal sealed class QuestionSql
{
    private readonly Question question;
    private readonly TableSql table;
    private readonly SqlDialect dialect;
    private readonly List<object> values = [];
    private readonly string where;
    private readonly ImmutableArray<string> order, keys, sums;

    public QuestionSql(Question question, TableSql table, SqlDialect dialect)
    {
        (this.question, this.table, this.dialect) = (question, table, dialect);
        where = string.Join(" AND ", ["plan = @plan", .. question.Where.Where(condition => condition is not All { Of.IsEmpty: true }).Select(Sql)]);
        order = [.. question.Order.Select(Sql)];
        (keys, sums) = ([.. table.Keys.Select((_, i) => $"key_{i}")], [.. question.Table.Sums.Select((_, i) => $"sum_{i}")]);
    }

    /// <summary>
    /// A row for each line of the page, and one if there is none: how the tables stand, count, sums; then body and place, null where there is no line. The page
    /// is chosen by its keys; only then are its rows looked up.
    /// </summary>
    /// <param name="standing">A statement that answers one row of three columns.</param>
    public string Text(string standing) => $"""
        WITH standing(head, reached, next_due) AS MATERIALIZED ({standing}),
        {(table.Indexes.IsOneScan(question) ? Together : Apart)}
        SELECT {Listed(["standing.*", "whole.*", "body", .. order])}
        FROM standing CROSS JOIN whole LEFT JOIN page ON 1 = 1
        LEFT JOIN {table.Name} ON plan = @plan AND {string.Join(" AND ", table.Keys.Zip(keys, (name, key) => $"{TableSql.Quoted(name)} = {key}"))}
        ORDER BY {Order(order)}
        """;

    /// <summary>What is counted and what is on the page are looked for apart: each in the index that serves it.</summary>
    private string Apart => $"""
        whole({Listed(["total", .. sums])}) AS MATERIALIZED (
          SELECT {Listed(["count(*)", .. question.Table.Sums.Select(column => Sum(TableSql.Quoted(column.Name)))])}
          FROM {From(table.Indexes.ToScan(question, question.Table.Sums))} WHERE {where}),
        page({Listed(keys)}) AS MATERIALIZED (
          SELECT {TableSql.Joined(table.Keys)} FROM {From(table.Indexes.ToPage(question))} WHERE {where}{After(order)} ORDER BY {Order(order)} LIMIT {question.Limit + 1})
        """;

    /// <summary>What was found is counted, and is what the page is taken from.</summary>
    private string Together => $"""
        found({Listed(["place", .. keys, .. sums])}) AS MATERIALIZED (
          SELECT {Listed([.. order, .. question.Table.Sums.Select(column => TableSql.Quoted(column.Name))])} FROM {table.Name} WHERE {where}),
        whole({Listed(["total", .. sums])}) AS MATERIALIZED (SELECT {Listed(["count(*)", .. sums.Select(Sum)])} FROM found),
        page({Listed(keys)}) AS MATERIALIZED (
          SELECT {Listed(keys)} FROM found WHERE 1 = 1{After(["place", .. keys])} ORDER BY {Order(["place", .. keys])} LIMIT {question.Limit + 1})
        """;

    private string Order(ImmutableArray<string> terms) => Listed(terms.Distinct().Select(term => $"{term}{(question.IsDescending ? " DESC" : "")}"));

    private string After(ImmutableArray<string> terms) => question.After.IsEmpty ? ""
        : $" AND ({Listed(terms)}) {(question.IsDescending ? '<' : '>')} ({Listed(question.After.Select(Parameter))})";

    private string From(TableIndex index) => index.Name.Length == 0 ? table.Name : $"{table.Name}{dialect.Indexed($"{table.Name}_{index.Name}")}";

    private static string Sum(string column) => $"CAST(coalesce(sum({column}), 0) AS bigint)";

    private static string Listed(IEnumerable<string> parts) => string.Join(", ", parts);

    public void Bind(DbCommand command)
    {
        command.Add("@today", question.Today);
        foreach (var (i, value) in values.Index()) command.Add($"@v{i}", value);
    }

    private string Sql(Term term) => term switch
    {
        Column column => TableSql.Quoted(column.Name),
        Constant constant => Parameter(constant.Value),
        Today => "@today",
        Choice choice => $"CASE {string.Join(' ', choice.Cases.Select(one => $"WHEN {Sql(one.If)} THEN {one.Then}"))} ELSE {choice.Else} END",
        _ => throw new NotSupportedException(term.GetType().Name),
    };

    private string Sql(Condition condition) => condition switch
    {
        Comparison each => $"{Sql(each.Left)} {(each.By switch { Comparing.Equal => "=", Comparing.Unequal => "<>", Comparing.Below => "<", _ => "<=" })} {Sql(each.Right)}",
        All { Of.IsEmpty: true } => "1 = 1",
        Any { Of.IsEmpty: true } => "1 = 0",
        All each => $"({string.Join(" AND ", each.Of.Select(Sql))})",
        Any each => $"({string.Join(" OR ", each.Of.Select(Sql))})",
        Not each => $"NOT ({Sql(each.Of)})",
        Contains each => $"{dialect.Find}({Sql(each.Text)}, {Parameter(each.Part)}) > 0",
        _ => throw new NotSupportedException(condition.GetType().Name),
    };

    private string Parameter(object value)
    {
        values.Add(value);
        return $"@v{values.Count - 1}";
    }
}
