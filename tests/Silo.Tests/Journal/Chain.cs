namespace FuyangPlan.Journal;

/// <summary>Makes the rows of one stream, each linked to the one before.</summary>
internal sealed class Chain(string stream, string plan = "p")
{
    private string hash = "";

    public int Version { get; private set; }

    public string Stream => stream;

    public ImmutableArray<JournalRow> Next(int count = 1, string? command = null, string? payload = null, string type = "test.happened")
    {
        var rows = ImmutableArray.CreateBuilder<JournalRow>(count);
        for (var ordinal = 0; ordinal < count; ordinal++)
        {
            Version++;
            var row = new JournalRow(
                plan, 0, stream, Version, type, "2021-01-15T04:00:00.0000000Z", "2021-01-14T16:00:00.0000000Z", """{"account":"wang","name":"王"}""",
                command ?? $"c{Version - ordinal}", ordinal, "ab12", "", "internal", payload ?? $$"""{"percent":{{Version}},"note":"第 {{Version}} 次 🚧"}""", "");
            hash = EntryHash.Of(hash, row);
            rows.Add(row with { Hash = hash });
        }
        return rows.ToImmutable();
    }
}
