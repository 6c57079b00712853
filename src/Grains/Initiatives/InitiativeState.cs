using System.Text.Json;
using System.Text.Json.Serialization;
using FuyangPlan.EventSourcing;
using FuyangPlan.Journal;
using FuyangPlan.Plans;

namespace FuyangPlan.Initiatives;

/// <summary>
/// An initiative: its parts, which it knows by their place in the catalogue alone. Each part's room adds a member of the part's name to this.
/// A part that nothing has happened to is not there.
/// </summary>
[JsonConverter(typeof(InitiativeStateConverter))]
internal sealed class InitiativeState(ImmutableArray<object?> parts) : IFold<InitiativeState>
{
    public static InitiativeState Initial { get; } = new([.. Enumerable.Repeat<object?>(null, Parts.All.Length)]);

    public ImmutableArray<object?> All => parts;

    /// <summary>What the plan file says of it; null: it does not exist.</summary>
    public InitiativeCharter? Charter => Part<CharterState>().Charter;

    public TState Part<TState>() where TState : class, IPart<TState> => (TState?)parts[Parts.PlaceOf<TState>.Value] ?? TState.Initial;

    public InitiativeState With<TState>(TState part) where TState : class, IPart<TState> => new(parts.SetItem(Parts.PlaceOf<TState>.Value, part));

    public static InitiativeState Apply(InitiativeState state, Entry entry)
    {
        foreach (var place in Parts.Folding(entry.Event.GetType()))
            state = new(state.All.SetItem(place, Parts.All[place].Apply(state.All[place], state, entry)));
        return state;
    }

    /// <summary>The earliest of what its parts have to come; of equals that of the later part: a month is closed before what its last instant brings.</summary>
    public static (JournalEvent Event, DateTimeOffset At)? NextDue(InitiativeState state, PlanState plan, DateTimeOffset until)
    {
        (JournalEvent Event, DateTimeOffset At)? first = null;
        foreach (var part in Parts.All)
            if (part.NextDue(state, plan, until) is { } due && (first is null || due.At <= first.Value.At)) first = due;
        return first;
    }
}

/// <summary>An object with a member for each part that there is.</summary>
internal sealed class InitiativeStateConverter : JsonConverter<InitiativeState>
{
    public override InitiativeState Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var written = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(ref reader, options)!;
        return new([.. Parts.All.Select(part => written.TryGetValue(part.Name, out var own) ? own.Deserialize(part.State, options) : null)]);
    }

    public override void Write(Utf8JsonWriter writer, InitiativeState value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (place, own) in value.All.Index())
        {
            if (own is null) continue;
            writer.WritePropertyName(Parts.All[place].Name);
            JsonSerializer.Serialize(writer, own, Parts.All[place].State, options);
        }
        writer.WriteEndObject();
    }
}
