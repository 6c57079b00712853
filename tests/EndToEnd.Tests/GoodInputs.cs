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

    /// <summary>As a text is pasted: what nobody sees is dropped, white space is a blank, and lines stay where there may be some.</summary>
    [Fact]
    public async Task Text_AsItIsPasted_IsReadAsItIsSeen()
    {
        var plan = await Rehearsal.Begin(shared.Staff);
        await shared.Staff["office"].Do($"{plan.Address}/departments", new { code = "d-pasted", name = " \uFEFF住建\t\u200B局\r\n（ 新\u3000\u00A0 ）\u00AD " });
        Assert.Equal("住建 局 （ 新 ）", (string?)(await shared.Staff["auditor"].Read(plan.Address))["departments"]!.AsArray().Single(one => (string?)one!["code"] == "d-pasted")!["name"]);
    }

    /// <summary>An editor's byte order mark before a plan file: as from the folder, so by the API.</summary>
    [Fact]
    public async Task PlanFile_WithAByteOrderMark_IsTaken()
    {
        var plan = await Rehearsal.Begin(shared.Staff);
        var file = System.Text.Encoding.UTF8.GetBytes("\uFEFF" + Rehearsal.Document(plan.Id).ToJsonString());
        Assert.Equal(201, (await shared.Staff["admin"].Post("/api/v1/plans", file)).Status);
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
