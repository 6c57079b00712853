using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FuyangPlan.EventSourcing;

/// <summary>Something of a stream that has a number, and to which time may bring something.</summary>
internal interface IItem
{
    int Number { get; }

    /// <summary>Every instant at which time alone will bring it something, as it stands.</summary>
    IEnumerable<Due> Dues => [];
}

/// <summary>At an instant time brings something to an item; what, where an item waits for several things, is the item's own word for it.</summary>
internal readonly record struct Due(DateTimeOffset At, int Number, int What = 0) : IComparable<Due>
{
    public int CompareTo(Due other) => (At, Number, What).CompareTo((other.At, other.Number, other.What));
}

/// <summary>
/// The numbered items of a stream, and in one order what time will bring to any of them. <see cref="Put"/> is the one place where an item changes,
/// so that the order can miss no change, and one item of ten thousand costs what one of ten does.
/// </summary>
[JsonConverter(typeof(ItemsConverter))]
internal sealed class Items<T> : IReadOnlyDictionary<int, T> where T : IItem
{
    private readonly ImmutableSortedDictionary<int, T> byNumber;
    private readonly ImmutableSortedSet<Due> dues;

    private Items(ImmutableSortedDictionary<int, T> byNumber, ImmutableSortedSet<Due> dues) => (this.byNumber, this.dues) = (byNumber, dues);

    public static Items<T> Empty { get; } = new(ImmutableSortedDictionary<int, T>.Empty, []);

    public int Count => byNumber.Count;

    /// <summary>The number that the next one gets.</summary>
    public int NextNumber => Count + 1;

    public IEnumerable<int> Keys => byNumber.Keys;

    public IEnumerable<T> Values => byNumber.Values;

    /// <summary>The first that time will bring; null when nothing will come by itself.</summary>
    public Due? Next => dues.IsEmpty ? null : dues.Min;

    public T this[int number] => byNumber[number];

    public static Items<T> Of(IEnumerable<T> items)
    {
        ImmutableSortedDictionary<int, T> all = items.ToImmutableSortedDictionary(item => item.Number, item => item);
        return new(all, [.. all.Values.SelectMany(item => item.Dues)]);
    }

    /// <summary>With a new item, or an item in the place of the one that has its number.</summary>
    public Items<T> Put(T item)
    {
        var left = byNumber.TryGetValue(item.Number, out var before) ? dues.Except(before.Dues) : dues;
        return new(byNumber.SetItem(item.Number, item), left.Union(item.Dues));
    }

    public T? Find(int number) => byNumber.GetValueOrDefault(number);

    public bool ContainsKey(int key) => byNumber.ContainsKey(key);

    public bool TryGetValue(int key, [MaybeNullWhen(false)] out T value) => byNumber.TryGetValue(key, out value);

    public IEnumerator<KeyValuePair<int, T>> GetEnumerator() => byNumber.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Items as a list: their numbers are in them, and their order in time follows from them.</summary>
internal sealed class ItemsConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Items<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class Of<T> : JsonConverter<Items<T>> where T : IItem
    {
        public override Items<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Items<T>.Of(JsonSerializer.Deserialize<T[]>(ref reader, options)!);

        public override void Write(Utf8JsonWriter writer, Items<T> value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value.Values, options);
    }
}
