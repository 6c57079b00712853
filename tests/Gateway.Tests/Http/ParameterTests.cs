using FuyangPlan.Accounts;
using FuyangPlan.Http;
using FuyangPlan.Initiatives;
using FuyangPlan.Lights;
using FuyangPlan.Plans;

namespace FuyangPlan.Tests.Http;

public sealed class ParameterTests
{
    private static readonly DateTimeOffset Now = new(2021, 6, 18, 16, 40, 0, TimeSpan.FromHours(8));

    [Theory]
    [InlineData("2021-03-31", "2021-03-31T23:59:59.9999999+08:00")]
    [InlineData("2021-06-18", "2021-06-18T16:40:00.0000000+08:00")]
    [InlineData("2021-06-18T16:05:00+08:00", "2021-06-18T16:05:00.0000000+08:00")]
    [InlineData("2021-06-18T16:05:00 08:00", "2021-06-18T16:05:00.0000000+08:00")]
    [InlineData("2021-06-18T08:05Z", "2021-06-18T08:05:00.0000000+00:00")]
    public void AsOf_DayOrInstant_IsAnInstant(string text, string instant) =>
        Assert.Equal(instant, AsOf.Of(text, Now).At?.ToString("O"));

    [Theory]
    [InlineData("2021-06-19", "as-of-in-future")]
    [InlineData("2021-06-18T16:40:01+08:00", "as-of-in-future")]
    [InlineData("2021-06-31", "bad-parameter")]
    [InlineData("2021-06-18T16:05:00", "bad-parameter")]
    [InlineData("20210618", "bad-parameter")]
    [InlineData("", "bad-parameter")]
    [InlineData("yesterday", "bad-parameter")]
    public void AsOf_FutureOrGarbage_IsRefused(string text, string code) =>
        Assert.Equal(code, AsOf.Of(text, Now).Refusal?.Problem.Code);

    [Theory]
    [InlineData("red", Light.Red)]
    [InlineData("Red", null)]
    [InlineData("3", null)]
    [InlineData("red,blue", null)]
    public void Choice_ExactNameOnly(string text, Light? expected)
    {
        var parameters = new Parameters();
        Assert.Equal(expected, parameters.Choice<Light>("light", text));
        Assert.Equal(expected is null, parameters.Refusal is not null);
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("200", true)]
    [InlineData("0", false)]
    [InlineData("201", false)]
    [InlineData("-1", false)]
    [InlineData("+5", false)]
    [InlineData("05", false)]
    [InlineData("99999999999999999999", false)]
    [InlineData("", false)]
    public void Limit_OneToTwoHundred(string text, bool isGood)
    {
        var parameters = new Parameters();
        parameters.Limit(text, otherwise: 50);
        Assert.Equal(isGood, parameters.Refusal is null);
    }

    [Theory]
    [InlineData("a2", "c,d", "a4")]
    [InlineData("a4", "e", null)]
    [InlineData(null, "a,b", "a2")]
    [InlineData("a9", "", null)]
    public void Page_GoesOnFromItsCursor(string? cursor, string items, string? next)
    {
        var parameters = new Parameters();
        var page = Page.Of(["a", "b", "c", "d", "e"], cursor, 2, parameters);
        Assert.Equal((items, next), (string.Join(',', page.Items), page.NextCursor));
        Assert.Null(parameters.Refusal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2")]
    [InlineData("a0")]
    [InlineData("a-2")]
    [InlineData("a99999999999")]
    public void Page_CursorOfSomebodyElse_IsBad(string cursor)
    {
        var parameters = new Parameters();
        Page.Of(["a"], cursor, 2, parameters);
        Assert.Equal("bad-cursor", parameters.Refusal?.Problem.Code);
    }

    [Theory]
    [InlineData("/plans/fuyang?light=red", "/plans/fuyang?light=red")]
    [InlineData("//evil", "/")]
    [InlineData("/\\evil", "/")]
    [InlineData("https:evil", "/")]
    [InlineData("https://evil", "/")]
    [InlineData("/%2f%2fevil", "/")]
    [InlineData("/a\r\nb", "/")]
    [InlineData("", "/")]
    [InlineData(null, "/")]
    public void ReturnUrl_ThatIsNotLocal_IsTheFrontPage(string? url, string expected) => Assert.Equal(expected, Identity.Local(url));

    [Theory]
    [InlineData("*金轴线", true)]
    [InlineData("黄金轴线", true)]
    [InlineData("hjzx", true)]
    [InlineData("HJZX", true)]
    [InlineData("轴线", true)]
    [InlineData("湿地", false)]
    [InlineData("%", false)]
    public void Search_FindsPrintedRestoredAndInitials(string search, bool found) => Assert.Equal(found, InitiativeFilter.Matches(
        new("project-3", InitiativeKind.Project, 3, "黄金轴线工程", "*金轴线工程", "城市大道呈现雏形", "城市大道呈现雏形", [], "项目长", default, null,
            default, null, null, 0, 0, 0, 0, 0, 0, null, [], [], 1, "黄金轴线工程 hjzxgc *金轴线工程 jzxgc project-3"), search));

    [Fact]
    public void Problems_EachCode_IsSaidOnce() =>
        Assert.Equal(Problems.All.Length, Problems.All.Select(problem => problem.Code).Distinct().Count());
}
