using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FuyangPlan.Histories;

namespace FuyangPlan.Journal;

public class GoldenJournalTests
{
    public static TheoryData<string> Releases => [.. GoldenJournal.Releases];

    private static ILookup<string, JsonElement> Payloads => GoldenJournal.Releases.SelectMany(file => GoldenJournal.Lines(file)).Select(GoldenJournal.Read)
        .ToLookup(row => row.Type, row => JsonDocument.Parse(row.Payload).RootElement);

    [Fact]
    public void WriteGolden_WhenAskedTo()
    {
        if (Environment.GetEnvironmentVariable("FUYANG_WRITE_GOLDEN") is { Length: > 0 } release) GoldenJournal.Write(release);
    }

    [Fact]
    public void WireNames_AreTheCommittedOnes() =>
        Assert.Equal(File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Journal", "wire-names.txt")), EventCatalog.All);

    [Theory, MemberData(nameof(Releases))]
    public void GoldenJournal_OfAnyRelease_ReadsFoldsPhrasesAndWritesTheSameBytes(string release)
    {
        var (heads, position) = (new Dictionary<string, JournalRow>(), 0L);
        var rows = GoldenJournal.Lines(release).Select(line => (Line: line, Row: GoldenJournal.Read(line))).ToArray();
        foreach (var (line, row) in rows)
        {
            var (entry, before) = (Entry.Of(row), heads.GetValueOrDefault(row.Stream));

            Assert.Equal((++position, (before?.Version ?? 0) + 1), (row.Position, row.Version));
            Assert.Equal(EntryHash.Of(before?.Hash ?? "", row), row.Hash);
            Assert.Equal(row, entry.ToRow(StreamId.Parse(row.Stream), row.Ordinal, before?.Hash ?? "") with { Position = row.Position });
            Assert.Equal(line, JsonSerializer.Serialize(row, StrictJson.Options));
            Assert.NotEmpty(Ledger.Line(row).Text);

            heads[row.Stream] = row;
        }
        foreach (var stream in rows.GroupBy(each => each.Row.Stream, each => each.Row)) Assert.NotNull(Concepts.Of(StreamId.Parse(stream.Key))!.Fold(stream));
    }

    [Theory, MemberData(nameof(Releases))]
    public void GoldenJournal_OneByteChanged_BreaksTheChain(string release)
    {
        var row = GoldenJournal.Read(GoldenJournal.Lines(release)[^1]);
        var before = GoldenJournal.Read(GoldenJournal.Lines(release)[^2]);
        foreach (var changed in new[] { row with { Payload = row.Payload + " " }, row with { Actor = "{}" }, row with { RecordedAt = before.RecordedAt },
            row with { Ordinal = 1 } })
            Assert.NotEqual(row.Hash, EntryHash.Of(before.Hash, changed));
    }

    /// <summary>The form of the hash, told a second time: nobody who checks a journal elsewhere needs our code.</summary>
    [Theory, MemberData(nameof(Releases))]
    public void GoldenJournal_Hash_IsSha256OverFieldsPrecededByTheirLengths(string release)
    {
        var row = GoldenJournal.Read(GoldenJournal.Lines(release)[0]);
        string[] fields =
        [
            "", row.Plan, row.Stream, $"{row.Version}", row.Type, row.RecordedAt, row.HappenedAt, row.Actor, row.CommandId, $"{row.Ordinal}", row.RequestHash,
            row.Cause, row.Classification, row.Payload,
        ];
        var form = string.Concat(fields.Select(field => $"{Encoding.UTF8.GetByteCount(field)}:{field}"));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(form))), row.Hash);
    }

    /// <summary>A new event must be added to a golden journal, once with all members and once with the required ones.</summary>
    [Fact]
    public void GoldenJournal_EveryEvent_IsThereWithAllMembersAndWithTheRequiredOnly()
    {
        var payloads = Payloads;
        foreach (var type in typeof(JournalEvent).Assembly.GetTypes().Where(type => type.GetCustomAttribute<JournalNameAttribute>() is not null))
        {
            var name = type.GetCustomAttribute<JournalNameAttribute>()!.Name;
            Assert.True(payloads[name].Any(payload => WireShape.HasAll(payload, type)), $"{name} with all members is missing");
            Assert.True(payloads[name].Any(payload => WireShape.HasOnlyRequired(payload, type)), $"{name} with required members only is missing");
        }
    }
}

/// <summary>Compares JSON with the members of the record that it was written from.</summary>
internal static class WireShape
{
    /// <summary>Every member is there, down to the last record; of a list, one entry shows them all.</summary>
    public static bool HasAll(JsonElement json, Type type) => type switch
    {
        _ when Nullable.GetUnderlyingType(type) is { } value => HasAll(json, value),
        _ when Entries(type) is { } entry => json.ValueKind == JsonValueKind.Array
            ? json.EnumerateArray().Any(each => HasAll(each, entry))
            : json.EnumerateObject().Any(each => HasAll(each.Value, entry)),
        _ when IsRecord(type) => Members(type).All(member => json.TryGetProperty(NameOf(member), out var value) && HasAll(value, member.PropertyType)),
        _ => true,
    };

    /// <summary>No member is there that may be absent.</summary>
    public static bool HasOnlyRequired(JsonElement json, Type type) => !IsRecord(type) || Members(type).All(member =>
        IsOptional(member) ? !json.TryGetProperty(NameOf(member), out _)
        : Entries(member.PropertyType) is { } entry ? json.GetProperty(NameOf(member)).EnumerateArray().All(each => HasOnlyRequired(each, entry))
        : HasOnlyRequired(json.GetProperty(NameOf(member)), member.PropertyType));

    private static IEnumerable<PropertyInfo> Members(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(member => member.CanWrite && member.GetCustomAttribute<System.Text.Json.Serialization.JsonIgnoreAttribute>() is null);

    private static string NameOf(PropertyInfo member) =>
        member.GetCustomAttribute<System.Text.Json.Serialization.JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(member.Name);

    private static bool IsRecord(Type type) => type.IsClass && type.Namespace?.StartsWith("FuyangPlan", StringComparison.Ordinal) == true;

    private static bool IsOptional(PropertyInfo member) =>
        Nullable.GetUnderlyingType(member.PropertyType) is not null || new NullabilityInfoContext().Create(member).ReadState == NullabilityState.Nullable;

    private static Type? Entries(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() is var list
        && (list == typeof(ImmutableArray<>) || list == typeof(ImmutableSortedDictionary<,>)) ? type.GetGenericArguments()[^1] : null;
}
