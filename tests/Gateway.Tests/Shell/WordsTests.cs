namespace FuyangPlan.Shell;

public class WordsTests
{
    [Theory]
    [InlineData("2021-09-01T09:30", "2021-09-01T09:30:00+08:00")]
    [InlineData("2021-09-01T09:30:15", "2021-09-01T09:30:15+08:00")]
    [InlineData("2021-09-01", "2021-09-01T00:00:00+08:00")]
    [InlineData("2021-09-01T09:30+08:00", "2021-09-01T09:30:00+08:00")]
    [InlineData("2021-09-01T01:30:00+00:00", "2021-09-01T09:30:00+08:00")]
    [InlineData("2021-09-01T09:30:15.25+08:00", "2021-09-01T09:30:15.25+08:00")]
    [InlineData("  2021-09-01T09:30  ", "2021-09-01T09:30:00+08:00")]
    public void ParseInstant_OfInputOrAddress_IsThatInstant(string text, string instant) =>
        Assert.Equal(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture), Words.ParseInstant(text));

    [Fact]
    public void ParseInstant_PlusThatAnAddressTurnedIntoSpace_IsTheOffset() =>
        Assert.Equal(Words.ParseInstant("2021-09-01T09:30:00+08:00"), Words.ParseInstant("2021-09-01T09:30:00 08:00"));

    [Theory]
    [InlineData("")]
    [InlineData("昨天")]
    [InlineData("2021-02-29")]
    [InlineData("2021-9-1")]
    [InlineData("2021-09-01T25:00")]
    [InlineData("2021-09-01 09:30")]
    [InlineData("01/09/2021")]
    [InlineData("9999-12-31T23:59:59-14:01")]
    public void ParseInstant_OfAnythingElse_IsNone(string text) => Assert.Null(Words.ParseInstant(text));

    [Theory]
    [InlineData("2021-09-01T09:30:00+08:00", "2021-09-01T09:30")]
    [InlineData("2021-09-01T16:00:05+00:00", "2021-09-02T00:00:05")]
    public void Input_OfInstant_IsReadBack(string instant, string input)
    {
        var at = DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(input, Words.Input(at));
        Assert.Equal(at, Words.ParseInstant(Words.Input(at)));
    }

    [Theory]
    [InlineData("18", "落后 18 个百分点")]
    [InlineData("-2.5", "超前 2.5 个百分点")]
    [InlineData("0", "0 个百分点")]
    public void Points_SayWhichWay(string gap, string words) =>
        Assert.Equal(words, Words.Points(decimal.Parse(gap, System.Globalization.CultureInfo.InvariantCulture)));
}
