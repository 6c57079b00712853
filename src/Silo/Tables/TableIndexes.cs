using FuyangPlan.Storage;

namespace FuyangPlan.Tables;

/// <summary>An index of a table. One that is called nothing is the table itself, which lies in the order of its key.</summary>
/// <param name="Sorted">What it is sorted by within a plan.</param>
/// <param name="More">What it holds beside.</param>
internal sealed record TableIndex(string Name, ImmutableArray<Column> Sorted, ImmutableArray<Column> More)
{
    public bool Holds(Column column) => Sorted.Contains(column) || More.Contains(column);
}

/// <summary>The indexes of one table, and which of them serves a question. PostgreSQL counts and chooses; SQLite, which counts nothing here, is told.</summary>
internal sealed class TableIndexes
{
    private readonly Table table;
    private readonly TableIndex whole, narrow;
    private readonly ImmutableDictionary<Column, TableIndex> orders, groups;

    public TableIndexes(Table table, SqlDialect dialect)
    {
        this.table = table;
        Column[] first = [.. table.Orders.Take(1)];
        whole = new("", table.Key, table.Columns);
        // All that questions narrow and sort by, without the long texts: to be read whole, or in the order that is asked for most.
        narrow = new("narrow", [.. first, .. table.Key], [.. table.Columns.Where(column => !column.IsWide && (dialect.IndexesLists || !column.IsList))]);
        orders = table.Orders.ToImmutableDictionary(
            order => order, order => order == table.Orders[0] ? narrow : new($"by_{order.Name}", [order, .. table.Key], [])).SetItem(table.Key[0], whole);
        groups = table.Groups.ToImmutableDictionary(
            group => group.By, group => new TableIndex($"of_{group.By.Name}", [group.By, .. first, .. table.Key], group.With));
    }

    /// <summary>All but the table itself.</summary>
    public IEnumerable<TableIndex> All => orders.Values.Concat(groups.Values).Append(narrow).Except([whole]);

    /// <summary>Is all that is found looked for once? To look into the rows themselves costs more than to keep what was found; of one part of the key it is little.</summary>
    public bool IsOneScan(Question question) =>
        !question.Where.SelectMany(condition => condition.Columns).All(narrow.Holds) || Wanted(question).Contains(table.Key[0]);

    /// <summary>The one in which a page is looked for: that which has its order, with little in between that is not on it; else the one that is scanned.</summary>
    public TableIndex ToPage(Question question)
    {
        var narrowing = question.Where.Where(condition => condition is not Comparison { By: Comparing.Unequal } and not All { Of.IsEmpty: true }).ToArray();
        return question.Sort is not Column by ? ToScan(question, question.Sort)
            : narrowing.Length == 0 && orders.GetValueOrDefault(by) is { } order ? order
            : ToScan(question, by);
    }

    /// <summary>The one in which all that is found is looked for: if it can be, without a look at the table for each row.</summary>
    /// <param name="terms">What is asked of each row.</param>
    public TableIndex ToScan(Question question, params IEnumerable<Term> terms)
    {
        Column[] read = [.. question.Where.SelectMany(condition => condition.Columns), .. terms.SelectMany(term => term.Columns)];
        var group = Wanted(question).Select(groups.GetValueOrDefault).FirstOrDefault(group => group is not null);
        return group is not null && read.All(group.Holds) ? group
            : groups.Values.Append(narrow).Where(index => read.All(index.Holds)).MinBy(index => index.Sorted.Length + index.More.Length) ?? group ?? whole;
    }

    private static IEnumerable<Column> Wanted(Question question) =>
        question.Where.OfType<Comparison>().Where(condition => condition.By == Comparing.Equal).Select(condition => condition.Left).OfType<Column>();
}
