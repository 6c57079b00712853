using System.Text;
using System.Text.Json.Nodes;

namespace FuyangPlan.Plans;

public sealed class BrokenPlanFileTests
{
    private static readonly string Sound = PlanFiles.Text("fuyang.json");

    /// <summary>One member of the sound file is set to a value (or removed, where the value is null); the fault is where it is said to be.</summary>
    [Theory]
    [InlineData("/id", "\"Fuyang\"", "/id")]
    [InlineData("/id", "\"f\"", "/id")]
    [InlineData("/id", "null", "/id")]
    [InlineData("/id", "7", "/id")]
    [InlineData("/name", "\"\"", "/name")]
    [InlineData("/name", "\"迎展\\u202e行动\"", "/name")]
    [InlineData("/name", "\"迎\\ufffd展\"", "/name")]
    [InlineData("/clock/at", null, "/clock/at")]
    [InlineData("/clock/at", "\"2021-01-15T12:00:00Z\"", "/clock/at")]
    [InlineData("/clock/at", "\"2021-01-14T12:00:00+08:00\"", "/clock/at")]
    [InlineData("/clock/at", "\"2061-01-01T12:00:00+08:00\"", "/clock/at")]
    [InlineData("/clock/at", "\"noon\"", "/clock/at")]
    [InlineData("/clock/kind", "\"real\"", "/clock/at")]
    [InlineData("/clock/kind", "\"Real\"", "/clock/kind")]
    [InlineData("/clock/kind", "1", "/clock/kind")]
    [InlineData("/startsOn", "\"2014-12-31\"", "/startsOn")]
    [InlineData("/startsOn", "\"2021-02-30\"", "/startsOn")]
    [InlineData("/startsOn", "\"2021-1-15\"", "/startsOn")]
    [InlineData("/event/date", "\"2021-01-14\"", "/event/date")]
    [InlineData("/event/date", "\"2061-01-01\"", "/event/date")]
    [InlineData("/event/restored", "\"true\"", "/event/restored")]
    [InlineData("/families/1/kind", "\"project\"", "/families/1/kind")]
    [InlineData("/families/1/id", "\"city\"", "/families/1/id")]
    [InlineData("/families/2/duties/3", "null", "/families/2/duties/3")]
    [InlineData("/families/1", null, "/initiatives/9/id")]
    [InlineData("/initiatives", "[]", "/initiatives")]
    [InlineData("/initiatives", "null", "/initiatives")]
    [InlineData("/initiatives/3", "null", "/initiatives/3")]
    [InlineData("/initiatives/3/id", "\"project-0\"", "/initiatives/3/id")]
    [InlineData("/initiatives/3/id", "\"industry-4\"", "/initiatives/3/id")]
    [InlineData("/initiatives/3/id", "\"project-3\"", "/initiatives/3/id")]
    [InlineData("/initiatives/3/colour", "\"red\"", "/initiatives/3/colour")]
    [InlineData("/initiatives/3/name", "\"城市靓眼工程\"", "/initiatives/3/name")]
    [InlineData("/initiatives/3/name/printed", null, "/initiatives/3/name/printed")]
    [InlineData("/initiatives/3/places/0/printed", "\"\\u0007\"", "/initiatives/3/places/0/printed")]
    [InlineData("/initiatives/12/carriers/0/kind", "\"firm\"", "/initiatives/12/carriers/0/kind")]
    [InlineData("/initiatives/12/carriers/1/name", "\"创兴智能机电\"", "/initiatives/12/carriers/1/name")]
    [InlineData("/initiatives/11/speechOrder", "0", "/initiatives/11/speechOrder")]
    [InlineData("/initiatives/11/speechOrder", "1.5", "/initiatives/11/speechOrder")]
    [InlineData("/initiatives/11/speechOrder", "\"5\"", "/initiatives/11/speechOrder")]
    [InlineData("/completionStandards/1/verb", "\"精彩亮相\"", "/completionStandards/1/verb")]
    [InlineData("/departments", "[{\"code\":\"A\",\"name\":\"甲\"}]", "/departments/0/code")]
    [InlineData("/departments", "[{\"code\":\"d01\",\"name\":\"甲\"},{\"code\":\"d01\",\"name\":\"乙\"}]", "/departments/1/code")]
    [InlineData("/persons/1/id", "\"person-1\"", "/persons/1/id")]
    [InlineData("/persons/1/department", "\"d01\"", "/persons/1/department")]
    [InlineData("/persons/1/roles/0", "\"\"", "/persons/1/roles/0")]
    [InlineData("/rules", "{\"yellowGap\":0}", "/rules/yellowGap")]
    [InlineData("/rules", "{\"yellowGap\":31}", "/rules/yellowGap")]
    [InlineData("/rules", "{\"redGap\":101}", "/rules/yellowGap")]
    [InlineData("/rules", "{\"contestWorkingDays\":0}", "/rules/contestWorkingDays")]
    [InlineData("/rules", "{\"redStartOverdueDays\":99999999999}", "/rules/redStartOverdueDays")]
    [InlineData("/rules", "{\"onSiteFromWeight\":-1}", "/rules/onSiteFromWeight")]
    [InlineData("/rules", "{\"backDatedAfterDays\":0}", "/rules/backDatedAfterDays")]
    [InlineData("/rules", "{\"leads\":{\"protectionDays\":0}}", "/rules/leads/protectionDays")]
    [InlineData("/rules", "{\"leads\":{\"protectionDays\":14}}", "/rules/leads/firstNoticeDays")]
    [InlineData("/rules", "{\"leads\":{\"lastNoticeDays\":14}}", "/rules/leads/firstNoticeDays")]
    [InlineData("/rules", "{\"leads\":{\"priorWeight\":0}}", "/rules/leads/priorWeight")]
    [InlineData("/rules", "{\"leads\":{\"stages\":[{\"stage\":\"signed\",\"probability\":1}]}}", "/rules/leads/stages/0/probability")]
    [InlineData("/rules", "{\"leads\":{\"stages\":[{\"stage\":\"atCapacity\",\"probability\":0.9}]}}", "/rules/leads/stages/0/probability")]
    [InlineData("/rules", "{\"leads\":{\"stages\":[{\"stage\":\"signed\",\"probability\":0.5},{\"stage\":\"signed\",\"probability\":0.6}]}}", "/rules/leads/stages/1/stage")]
    [InlineData("/rules", "{\"leads\":{\"stages\":[null]}}", "/rules/leads/stages/0")]
    [InlineData("/rules", "{\"leads\":null}", "/rules/leads")]
    [InlineData("/rules", "{\"pools\":{\"holdDays\":366}}", "/rules/pools/holdDays")]
    [InlineData("/rules", "{\"services\":{\"contactWorkingMinutes\":0}}", "/rules/services/contactWorkingMinutes")]
    [InlineData("/rules", "{\"services\":{\"contentFromStars\":6}}", "/rules/services/contentFromStars")]
    [InlineData("/rules", "{\"services\":{\"shifts\":[]}}", "/rules/services/shifts")]
    [InlineData("/rules", "{\"services\":{\"shifts\":[{\"from\":\"13:30:00\",\"to\":\"12:00:00\"}]}}", "/rules/services/shifts/0")]
    [InlineData("/calendar/holidays/0", "\"2014-01-01\"", "/calendar/holidays/0")]
    [InlineData("/calendar/holidays/1", "\"2021-01-01\"", "/calendar/holidays/1")]
    [InlineData("/calendar/workdays/0", "\"2021-02-08\"", "/calendar/workdays/0")]
    [InlineData("/calendar/workdays/0", "\"2021-02-14\"", "/calendar/workdays/0")]
    [InlineData("/source/meeting/date", "\"1921-01-15\"", "/source/meeting/date")]
    [InlineData("/source/dates/4/until", "\"2022-09-01\"", "/source/dates/4/until")]
    [InlineData("/source/statements/team", "null", "/source/statements/team")]
    [InlineData("/source/statements/a~1b", "{\"printed\":\"\"}", "/source/statements/a~1b/printed")]
    public void Fault_IsFoundWhereItIs(string member, string? value, string at)
    {
        var file = Read(With(member, value));
        Assert.False(file.IsValid);
        Assert.Equal(at, file.Faults[0].Pointer);
        Assert.Matches(@"[\u4e00-\u9fff].*。$", file.Faults[0].Message);
    }

    [Theory]
    [InlineData("{\"id\":", 1)]
    [InlineData("{\n  // remark\n}", 2)]
    public void UnreadableFile_SaysTheLine(string text, int line) =>
        Assert.StartsWith($"第 {line} 行", Assert.Single(Read(text).Faults).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("{\"id\":\"a1\",\"id\":\"a2\"}", "/id", "写了两次")]
    [InlineData("{\"colour\":1}", "/colour", "不认识这个字段")]
    [InlineData("{\"ID\":\"a1\"}", "/ID", "不认识这个字段")]
    [InlineData("{\"id\":\"a1\"}", "/name", "必填")]
    [InlineData("[]", "", "对象")]
    public void UnfitFile_SaysWhereAndWhy(string text, string at, string why) =>
        Assert.Contains(Read(text).Faults, fault => fault.Pointer == at && fault.Message.Contains(why, StringComparison.Ordinal));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("\"fuyang\"")]
    [InlineData("{\"id\":\"\\ud800\"}")]
    [InlineData("{\"startsOn\":\"\\ud800\"}")]
    [InlineData("{\"clock\":{\"kind\":\"\\ud800\"}}")]
    [InlineData("{\"\\ud800\":1}")]
    public void Nonsense_IsAFault_NotAnAccident(string text) => Assert.NotEmpty(Read(text).Faults);

    [Fact]
    public void InvalidUtf8_IsAFault() => Assert.NotEmpty(PlanFile.Read(new byte[] { (byte)'{', (byte)'"', 0xFF, 0xFE, (byte)'"', (byte)':', (byte)'1', (byte)'}' }).Faults);

    [Fact]
    public void DeepNesting_IsAFault() => Assert.NotEmpty(Read(new string('[', 100_000)).Faults);

    [Fact]
    public void FileOverTheLimit_IsAFault() => Assert.Contains("4 MB", Assert.Single(Read(new string(' ', PlanFile.MaxBytes + 1)).Faults).Message, StringComparison.Ordinal);

    [Fact]
    public void MissingFile_IsAFault() =>
        Assert.Contains("没有这个文件", Assert.Single(PlanFile.Read(Path.Combine(PlanFiles.Folder, "nowhere.json")).Faults).Message, StringComparison.Ordinal);

    [Fact]
    public void ByteOrderMark_IsAllowed() => Assert.True(PlanFile.Read((byte[])[0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Sound)]).IsValid);

    [Fact]
    public void SeveralFaults_AreAllNamed()
    {
        var root = JsonNode.Parse(Sound)!;
        root["name"] = "";
        root["event"]!["date"] = "2020-01-01";
        root["persons"]![2]!["id"] = "P";
        Assert.Equal(["/name", "/event/date", "/persons/2/id"], Read(root.ToJsonString()).Faults.Select(fault => fault.Pointer));
    }

    [Theory]
    [InlineData(500, true)]
    [InlineData(501, false)]
    public void Initiatives_AreAtMost500(int count, bool valid)
    {
        var root = JsonNode.Parse(Sound)!;
        root["initiatives"] = new JsonArray([.. Enumerable.Range(1, count).Select(n =>
            JsonNode.Parse($$$"""{"id":"project-{{{n}}}","name":{"printed":"工程"},"goal":{"printed":"建成"}}"""))]);
        Assert.Equal(valid, Read(root.ToJsonString()).IsValid);
    }

    [Theory]
    [InlineData("/name", 100, true)]
    [InlineData("/name", 101, false)]
    [InlineData("/event/basis", 2000, true)]
    [InlineData("/event/basis", 2001, false)]
    public void Texts_HaveASaneLength(string member, int length, bool valid) =>
        Assert.Equal(valid, Read(With(member, $"\"{new string('字', length)}\"")).IsValid);

    [Fact]
    public void Faults_AreAtMost100()
    {
        var root = JsonNode.Parse(Sound)!;
        root["initiatives"] = new JsonArray([.. Enumerable.Range(1, 500).Select(_ => JsonNode.Parse("""{"id":"x","name":{"printed":"工程"},"goal":{"printed":"建成"}}"""))]);
        Assert.Equal(PlanDocumentRules.MaxFaults, Read(root.ToJsonString()).Faults.Length);
    }

    /// <summary>As the API reads what it is sent: what nobody sees is not in it.</summary>
    [Theory]
    [InlineData("\" 迎展\\u200b行动\\r\\n\"", "迎展行动")]
    [InlineData("\"e\\u0301\\t\\u3000e\"", "é e")]
    public void Texts_AreReadAsTheyAreSeen(string written, string read) => Assert.Equal(read, Read(With("/name", written)).Document!.Name);

    private static PlanFile Read(string text) => PlanFile.Read(Encoding.UTF8.GetBytes(text));

    private static string With(string member, string? value)
    {
        var root = JsonNode.Parse(Sound)!;
        string[] steps = [.. member.Split('/').Skip(1).Select(step => step.Replace("~1", "/", StringComparison.Ordinal))];
        var parent = steps[..^1].Aggregate(root, (node, step) => node is JsonArray list ? list[Index(step)]! : node[step]!);
        var node = value is null ? null : JsonNode.Parse(value);
        if (parent is JsonArray entries)
            if (value is null) entries.RemoveAt(Index(steps[^1]));
            else entries[Index(steps[^1])] = node;
        else if (value is null) parent.AsObject().Remove(steps[^1]);
        else parent[steps[^1]] = node;
        return root.ToJsonString();
    }

    private static int Index(string step) => int.Parse(step, System.Globalization.CultureInfo.InvariantCulture);
}
