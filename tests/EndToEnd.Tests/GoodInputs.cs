namespace FuyangPlan.EndToEnd;

/// <summary>What looks bad and is not: strictness must not refuse people their names.</summary>
[InOneProcess, Collection(OneProduct.Name)]
public sealed class GoodInputs(SharedProduct shared)
{
    [Theory]
    [InlineData("𠮷田")]
    [InlineData("阿卜杜拉·买买提")]
    [InlineData("古丽巴哈尔·阿不都热依木·吐尔逊江·买买提明")]
    [InlineData("José Ñandú")]
    [InlineData("A")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("'; DROP TABLE journal; --")]
    [InlineData("=cmd|' /C calc'!A0")]
    public async Task Name_OfAPerson_ComesBackAsItWas(string name)
    {
        var plan = await Rehearsal.Begin(shared.Staff);
        await shared.Staff["office"].Do($"{plan.Address}/persons", new { id = "p-named", name });
        var persons = (await shared.Staff["auditor"].Read(plan.Address))["persons"]!.AsArray();
        Assert.Equal(name, (string?)persons.Single(person => (string?)person!["id"] == "p-named")!["name"]);
    }

    [Fact]
    public async Task Name_IsNormalisedAndTrimmed()
    {
        var plan = await Rehearsal.Begin(shared.Staff);
        await shared.Staff["office"].Do($"{plan.Address}/persons", new { id = "p-named", name = "  Jose\u0301  " });
        Assert.Equal("José", (string?)(await shared.Staff["auditor"].Read(plan.Address))["persons"]!.AsArray().Single(person => (string?)person!["id"] == "p-named")!["name"]);
    }

    [Theory]
    [InlineData("' OR 1=1--")]
    [InlineData("%%")]
    [InlineData("__")]
    [InlineData("\\\\")]
    [InlineData("\"\"")]
    [InlineData("**")]
    [InlineData("NEAR(")]
    public async Task Search_ForWhatDatabasesUnderstand_IsLiteral(string words)
    {
        var plan = await Rehearsal.Begin(shared.Staff);
        await plan.Accept();
        foreach (var list in (string[])["tasks", "initiatives"])
            Assert.Empty((await shared.Staff["auditor"].Read($"{plan.Address}/{list}?q={Uri.EscapeDataString(words)}"))["items"]!.AsArray());
    }

    [Theory]
    [InlineData("-0")]
    [InlineData("0.00")]
    [InlineData("1e1")]
    [InlineData("10.50")]
    public async Task Percent_InAnotherNotation_IsANumber(string percent)
    {
        var plan = await Rehearsal.Begin(shared.Staff);
        await plan.Accept();
        await plan.AdvanceTo("2021-02-20T09:00:00+08:00");
        await shared.Staff["liaison"].Do($"{plan.Task(1)}/start", "{}");
        await shared.Staff["liaison"].Do($"{plan.Task(1)}/progress", $$"""{"percent":{{percent}},"note":"写法不同"}""");
        var reported = (await shared.Staff["auditor"].Read(plan.Task(1)))["reported"]!.ToJsonString();
        Assert.False(reported.StartsWith('-'), reported);
    }

    [Fact]
    public async Task Read_WithTheTagItGave_IsNotModified()
    {
        var plan = await Rehearsal.Begin(shared.Staff);
        foreach (var path in (string[])[plan.Of(), $"{plan.Of()}/task-book", $"{plan.Address}/initiatives", $"{plan.Address}/tasks", $"{plan.Address}/journal"])
        {
            var first = await shared.Staff["auditor"].Get(path);
            Assert.NotNull(first.ETag);
            var again = await shared.Staff["auditor"].Get(path, ("If-None-Match", first.ETag));
            Assert.Equal((304, 0), (again.Status, again.Bytes.Length));
        }
    }
}
