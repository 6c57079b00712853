using System.Globalization;

namespace FuyangPlan.Faults;

/// <summary>What goes on at random: as much of it as finds faults, <c>FUYANG_ROUNDS</c> times as much for a night; <c>FUYANG_SEED</c> makes it another trial.</summary>
internal static class Trials
{
    private static readonly int Times = Setting("FUYANG_ROUNDS", 1);

    public static int Seed { get; } = Setting("FUYANG_SEED", 20210115);

    public static int Rounds(int each) => each * Times;

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;
}
