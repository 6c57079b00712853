using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FuyangPlan.Journal;

/// <summary>A fact. Who, when and why are in its <see cref="Entry"/>. Whoever adds one says who may read it, and how the ledger puts it.</summary>
public abstract record JournalEvent
{
    private protected JournalEvent(Classification classification) => Classification = classification;

    /// <summary>Written into the envelope, and covered by its hash.</summary>
    internal Classification Classification { get; }

    /// <summary>What the ledger (台账) says, in Chinese.</summary>
    internal abstract string Sentence { get; }

    /// <summary>The ledger says the sentence and nothing else, to everybody: nothing tells one change from another.</summary>
    internal virtual bool IsVeiled => false;

    /// <summary>The number of what it made, where that is numbered: the sender of the command is told it, the first time and every time.</summary>
    internal virtual int? Made => null;
}

/// <summary>Who may read a fact: 公开、内部、办理中、保密.</summary>
internal enum Classification
{
    /// <summary>Names, goals, dates, who leads what.</summary>
    Public,
    /// <summary>Every member with a business role: issued task books, reports, verifications, lights.</summary>
    Internal,
    /// <summary>Those who work on it or decide it: drafts, proposals, requests.</summary>
    Working,
    /// <summary>The chain's people; of requests the handling officer and department.</summary>
    Confidential,
}

/// <summary>An event's wire name: never renamed, never reused. A new shape is a new name.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class JournalNameAttribute(string name) : Attribute
{
    public string Name => name;
}

/// <summary>Events by their wire names, and their one JSON form.</summary>
internal static class EventCatalog
{
    // What is null is not written, so what is absent is null; that the text is what we wrote, the hash chain says.
    private static readonly JsonSerializerOptions Json = Configure(StrictJson.Configure(new()));

    private static readonly FrozenDictionary<string, Type> Types = typeof(JournalEvent).Assembly.GetTypes()
        .Where(type => type.GetCustomAttribute<JournalNameAttribute>() is not null)
        .ToFrozenDictionary(type => type.GetCustomAttribute<JournalNameAttribute>()!.Name);

    private static readonly FrozenDictionary<Type, string> Names = Types.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    private static readonly ImmutableArray<string> Words = [.. Enum.GetNames<Classification>().Select(name => name.ToLowerInvariant())];

    /// <summary>Every wire name, in ordinal order.</summary>
    public static ImmutableArray<string> All { get; } = [.. Types.Keys.Order(StringComparer.Ordinal)];

    public static string NameOf(JournalEvent fact) => Names[fact.GetType()];

    /// <summary>Wire names of all events that are this, in ordinal order.</summary>
    public static ImmutableArray<string> NamesOf<T>() => [.. All.Where(name => typeof(T).IsAssignableFrom(Types[name]))];

    /// <summary>False for what only a newer build knows.</summary>
    public static bool Knows(string name) => Types.ContainsKey(name);

    /// <summary>As the envelope has it: <c>public</c>, <c>internal</c>, <c>working</c>, <c>confidential</c>.</summary>
    public static string WordOf(Classification classification) => Words[(int)classification];

    public static string Write(JournalEvent fact) => JsonSerializer.Serialize(fact, fact.GetType(), Json);

    /// <summary>An unknown name throws: an older build that meets a newer event stops and does not diverge.</summary>
    public static JournalEvent Read(string name, string payload) =>
        Types.TryGetValue(name, out var type)
            ? (JournalEvent)JsonSerializer.Deserialize(payload, type, Json)!
            : throw new NewerEventException($"The journal holds '{name}', which this build does not know.");

    private static JsonSerializerOptions Configure(JsonSerializerOptions json)
    {
        json.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        json.RespectRequiredConstructorParameters = false;
        return json;
    }

    /// <summary>Entries of one actor follow each other, so each thread remembers the last.</summary>
    [ThreadStatic] private static (Actor Actor, string Json)? written, read;

    public static string Write(Actor actor)
    {
        if (written is not { } last || last.Actor != actor) written = last = (actor, JsonSerializer.Serialize(actor, Json));
        return last.Json;
    }

    public static Actor ReadActor(string json)
    {
        if (read is not { } last || last.Json != json) read = last = (JsonSerializer.Deserialize<Actor>(json, Json)!, json);
        return last.Actor;
    }
}
