namespace FuyangPlan.Tables;

/// <summary>
/// What a list narrows and sorts by, for a row and a day; memory and both databases come to the same. It is text, compared character by character (what is
/// sorted by is ASCII), or a whole number. It is never null, so that no comparison is unknown and every order is whole.
/// </summary>
public abstract record Term(bool IsText)
{
    /// <summary>A number that is not there: it comes after all that are.</summary>
    public const long Absent = long.MaxValue;

    /// <summary>The day that is asked about.</summary>
    public static Term Today { get; } = new Today();

    public abstract object Of(Row row, long today);

    /// <summary>What it looks at.</summary>
    public virtual IEnumerable<Column> Columns => [];

    /// <summary>Null, which does not narrow, for null.</summary>
    public Condition? Is(object? value) => value is null ? null : new Comparison(this, Comparing.Equal, Constant.Of(value));

    public Condition IsNot(object value) => new Comparison(this, Comparing.Unequal, Constant.Of(value));

    /// <inheritdoc cref="Is"/>
    public Condition? AtLeast(object? value) => value is null ? null : new Comparison(Constant.Of(value), Comparing.AtMost, this) & IsNot(Absent);

    /// <inheritdoc cref="Is"/>
    public Condition? AtMost(object? value) => value is null ? null : new Comparison(this, Comparing.AtMost, Constant.Of(value));

    public Condition AtMost(Term other) => new Comparison(this, Comparing.AtMost, other);

    public Condition Before(Term other) => new Comparison(this, Comparing.Below, other);

    /// <summary>Of a column that is a list of texts. Null, which does not narrow, for null.</summary>
    public Condition? Has(string? member) => member is null ? null : new Contains(this, $"\n{member}\n");

    public Condition Contains(string part) => new Contains(this, part);
}

/// <summary>A value that is kept of every row.</summary>
/// <param name="IsWide">Long text, that is not to be read where it is not asked for.</param>
/// <param name="IsList">Texts, a line each: nobody knows how many.</param>
public sealed record Column(string Name, bool IsText, bool IsWide, bool IsList, Func<Row, object> Value) : Term(IsText)
{
    public override IEnumerable<Column> Columns => [this];

    public override object Of(Row row, long today) => Value(row);
}

public sealed record Constant(object Value) : Term(Value is string)
{
    public static Constant Of(object value) => new(Convert(value)!);

    public override object Of(Row row, long today) => Value;

    /// <summary>As tables keep it: amounts and percentages in hundredths, days and instants counted, lists a line each. Null for null.</summary>
    public static object? Convert(object? value) => value switch
    {
        null => null,
        string text => text,
        Enum name => System.Convert.ToInt64(name, System.Globalization.CultureInfo.InvariantCulture),
        bool flag => flag ? 1L : 0L,
        int number => (long)number,
        long number => number,
        decimal amount => (long)decimal.Round(amount * 100),
        DateOnly day => (long)day.DayNumber,
        DateTimeOffset instant => instant.UtcTicks,
        IEnumerable<string> list => string.Concat(list.Select((text, i) => i == 0 ? $"\n{text}\n" : $"{text}\n")),
        _ => throw new ArgumentException($"A table keeps no {value.GetType().Name}."),
    };
}

/// <summary>The first that holds decides.</summary>
public sealed record Choice(ImmutableArray<(Condition If, long Then)> Cases, long Else) : Term(IsText: false)
{
    public override IEnumerable<Column> Columns => Cases.SelectMany(one => one.If.Columns);

    public override object Of(Row row, long today)
    {
        foreach (var (condition, then) in Cases)
            if (condition.Holds(row, today)) return then;
        return Else;
    }
}

public sealed record Today() : Term(IsText: false)
{
    public override object Of(Row row, long today) => today;
}
