namespace FuyangPlan.Tables;

/// <summary>What holds for a row on a day, or does not.</summary>
public abstract record Condition
{
    public static Condition Always { get; } = new All([]);

    public abstract bool Holds(Row row, long today);

    /// <summary>What it looks at.</summary>
    public abstract IEnumerable<Column> Columns { get; }

    /// <summary>Null, which does not narrow, for null.</summary>
    public Condition? Is(bool? wanted) => wanted switch
    {
        null => null,
        true => this,
        false => new Not(this),
    };

    public static Condition operator &(Condition one, Condition other) => new All([one, other]);

    public static Condition operator |(Condition one, Condition other) => new Any([one, other]);

    public static Condition operator !(Condition one) => new Not(one);
}

public enum Comparing { Equal, Unequal, Below, AtMost }

public sealed record Comparison(Term Left, Comparing By, Term Right) : Condition
{
    public override IEnumerable<Column> Columns => [.. Left.Columns, .. Right.Columns];

    public override bool Holds(Row row, long today)
    {
        var order = Compare(Left.Of(row, today), Right.Of(row, today));
        return By switch
        {
            Comparing.Equal => order == 0,
            Comparing.Unequal => order != 0,
            Comparing.Below => order < 0,
            _ => order <= 0,
        };
    }

    /// <summary>As both databases do.</summary>
    public static int Compare(object one, object other) => one is string text ? string.CompareOrdinal(text, (string)other) : ((long)one).CompareTo((long)other);
}

public sealed record All(ImmutableArray<Condition> Of) : Condition
{
    public override IEnumerable<Column> Columns => Of.SelectMany(each => each.Columns);

    public override bool Holds(Row row, long today) => Of.All(each => each.Holds(row, today));
}

public sealed record Any(ImmutableArray<Condition> Of) : Condition
{
    public override IEnumerable<Column> Columns => Of.SelectMany(each => each.Columns);

    public override bool Holds(Row row, long today) => Of.Any(each => each.Holds(row, today));
}

public sealed record Not(Condition Of) : Condition
{
    public override IEnumerable<Column> Columns => Of.Columns;

    public override bool Holds(Row row, long today) => !Of.Holds(row, today);
}

public sealed record Contains(Term Text, string Part) : Condition
{
    public override IEnumerable<Column> Columns => Text.Columns;

    public override bool Holds(Row row, long today) => ((string)Text.Of(row, today)).Contains(Part, StringComparison.Ordinal);
}
