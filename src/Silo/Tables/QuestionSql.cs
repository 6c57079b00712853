using System.Data.Common;
using FuyangPlan.Storage;

namespace FuyangPlan.Tables;

/// <summary>A question as SQL: only the parts that narrow, so that an index can serve.</summary>
internal sealed class QuestionSql
{
    private readonly Question question;
    private readonly TableSql table;
    private readonly SqlDialect dialect;
    private readonly List<object> values = [];
    private readonly string where;

    public QuestionSql(Question question, TableSql table, SqlDialect dialect)
    {
        (this.question, this.table, this.dialect) = (question, table, dialect);
        where = string.Join(" AND ", ["plan = @plan", .. question.Where.Where(condition => condition is not All { Of.IsEmpty: true }).Select(Sql)]);
    }

    private string Order => string.Join(", ", question.Order.Select(term => $"{Sql(term)}{(question.IsDescending ? " DESC" : "")}"));

    public string Count =>
        $"SELECT count(*){string.Concat(question.Table.Sums.Select(column => $", CAST(coalesce(sum({TableSql.Quoted(column.Name)}), 0) AS bigint)"))} " +
        $"FROM {table.Name} WHERE {where}";

    /// <summary>The page is chosen by its keys, from the narrow index where that has what it takes; only then are its rows looked up.</summary>
    public string Page
    {
        get
        {
            var after = question.After.IsEmpty ? "" :
                $" AND ({string.Join(", ", question.Order.Select(Sql))}) {(question.IsDescending ? '<' : '>')} ({string.Join(", ", question.After.Select(Parameter))})";
            return $"""
                WITH page({string.Join(", ", table.Keys.Select((_, i) => $"k{i}"))}) AS MATERIALIZED (
                  SELECT {TableSql.Joined(table.Keys)} FROM {table.Name} WHERE {where}{after} ORDER BY {Order} LIMIT {question.Limit + 1})
                SELECT body, {string.Join(", ", question.Order.Select(Sql))}
                FROM page CROSS JOIN {table.Name} WHERE plan = @plan AND {string.Join(" AND ", table.Keys.Select((name, i) => $"{TableSql.Quoted(name)} = k{i}"))} ORDER BY {Order}
                """;
        }
    }

    public void Bind(DbCommand command, string plan)
    {
        command.Add("@plan", plan);
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
