using FuyangPlan.Journal;

namespace FuyangPlan.DaySeals;

/// <summary>An event that seals a day.</summary>
internal interface ISeal
{
    DaySealView View { get; }
}

/// <summary>Seals as entries of a plan's own stream, and as what is signed.</summary>
public static class SealEntry
{
    /// <summary>Wire names of the events that are seals: signed ones, and those from before seals were signed.</summary>
    public static ImmutableArray<string> Types { get; } = EventCatalog.NamesOf<ISeal>();

    /// <summary>The stream that a plan's seals are in: its own.</summary>
    public static string StreamOf(string plan) => StreamId.OfPlan(plan).ToString();

    /// <summary>Null where the entry is no seal.</summary>
    /// <exception cref="System.Text.Json.JsonException">It should be one, and cannot be read.</exception>
    public static DaySealView? Read(string type, string payload) => Types.Contains(type) ? ((ISeal)EventCatalog.Read(type, payload)).View : null;

    /// <summary>The text that a signature covers: six lines, each ended by a line feed; a first seal says <c>-</c> for the root before it.</summary>
    public static string SignedText(string plan, DaySealView seal) =>
        FormattableString.Invariant($"fuyang day seal\n{plan}\n{seal.Day:yyyy-MM-dd}\n{seal.Position}\n{seal.Previous ?? "-"}\n{seal.Root}\n");
}
