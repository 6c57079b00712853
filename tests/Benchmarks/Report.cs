using System.Globalization;
using System.Text;

namespace FuyangPlan.Benchmarks;

/// <summary>One figure over all rounds.</summary>
internal sealed record Figure(ImmutableArray<double> Rounds)
{
    public double Median => Rounds.Order().ElementAt(Rounds.Length / 2);

    public bool IsSteady => Rounds.Max() <= 2 * Rounds.Min();

    public override string ToString() => $"{Short(Median)} [{Short(Rounds.Min())}..{Short(Rounds.Max())}]";

    public static string Short(double value) => value >= 1000 ? value.ToString("#,0", CultureInfo.InvariantCulture)
        : value.ToString(value >= 100 ? "0" : value >= 10 ? "0.0" : "0.00", CultureInfo.InvariantCulture);
}

/// <summary>The table, in the order in which it was measured.</summary>
internal sealed class Report(bool quick)
{
    private readonly List<string> notes = [];
    private readonly List<string> rows = [];

    public bool Quick => quick;

    public int Rounds => quick ? 5 : 7;

    /// <summary>How long a rate is measured in each round.</summary>
    public TimeSpan Slice => TimeSpan.FromMilliseconds(quick ? 500 : 1500);

    public static string Load() => File.Exists("/proc/loadavg") ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ')[..3]) : "unknown";

    // What we cause ourselves is about one process per core.
    private static bool IsBusy() =>
        double.TryParse(Load().Split(' ')[0], CultureInfo.InvariantCulture, out var load) && load > 1.5 * Environment.ProcessorCount;

    /// <summary>A warm-up, then rounds of both in turn; who begins changes with every round.</summary>
    public async Task<(Figure Product, Figure Limit)> Interleave(Func<Task<double>> product, Func<Task<double>> limit, int? rounds = null)
    {
        var (ours, theirs) = await InterleaveMany(async () => [await product()], async () => [await limit()], rounds);
        return (ours[0], theirs[0]);
    }

    /// <summary>The same for runs that answer several figures each, always in one order.</summary>
    public async Task<(ImmutableArray<Figure> Product, ImmutableArray<Figure> Limit)> InterleaveMany(
        Func<Task<double[]>> product, Func<Task<double[]>> limit, int? rounds = null)
    {
        await product();
        await limit();
        List<double[]> ours = [], theirs = [];
        for (var round = 0; round < (rounds ?? Rounds); round++)
        {
            if (round % 2 == 0) ours.Add(await product());
            theirs.Add(await limit());
            if (round % 2 == 1) ours.Add(await product());
        }
        return (Figures(ours), Figures(theirs));
    }

    public static ImmutableArray<Figure> Figures(IReadOnlyList<double[]> rounds) =>
        [.. Enumerable.Range(0, rounds[0].Length).Select(which => new Figure([.. rounds.Select(round => round[which])]))];

    /// <summary>A figure beside its limit; the ratio is that of the medians.</summary>
    public void Compare(string what, string unit, (Figure Product, Figure Limit) measured, double? atLeast = null, double? atMost = null)
    {
        var ratio = measured.Product.Median / measured.Limit.Median;
        var aim = atLeast is { } low ? $"≥ {low}" : atMost is { } high ? $"≤ {high}" : "";
        var verdict = aim.Length == 0 ? ""
            : !measured.Limit.IsSteady ? "none: the limit moved more than twofold"
            : (atLeast is null || ratio >= atLeast) && (atMost is null || ratio <= atMost) ? "reached" : "missed";
        Add($"{what}, {unit}", measured.Product.ToString(), measured.Limit.ToString(), Figure.Short(ratio), aim, verdict);
    }

    /// <summary>A figure in milliseconds that has an aim of its own; a busy machine can excuse it.</summary>
    public void Below(string what, double product, string spread, double aim)
    {
        var verdict = product < aim ? "reached" : IsBusy() ? "none: the machine was busy" : "missed";
        Add($"{what}, ms", $"{Figure.Short(product)}{spread}", "", "", $"< {aim}", verdict);
    }

    public void Add(string what, string product, string limit, string ratio, string aim, string verdict)
    {
        rows.Add($"| {what} | {product} | {limit} | {ratio} | {aim} | {verdict} |");
        Console.Error.WriteLine(rows[^1]);
    }

    public void Say(string note) => notes.Add(note);

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var note in notes) text.Append(note).Append(note == notes[^1] ? "." : "; ");
        text.Append("\n\n| figure | product, median [min..max] | limit, median [min..max] | ratio | aim | verdict |\n|---|---|---|---|---|---|\n");
        return text.AppendJoin('\n', rows).ToString();
    }
}
