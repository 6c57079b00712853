namespace FuyangPlan.Shell;

public class WordsTests
{
    [Theory]
    [InlineData("2021-09-01T09:30", "+08:00", "2021-09-01T09:30+08:00")]
    [InlineData("2021-09-01T09:30:15", " 08:00", "2021-09-01T09:30:15+08:00")]
    [InlineData("2021-09-01T09:30", null, "2021-09-01T09:30")]
    [InlineData("2021-09-01T09:30", "+09:00", "2021-09-01T09:30")]
    [InlineData("2021-09-01T09:30+08:00", "+08:00", "2021-09-01T09:30+08:00")]
    [InlineData("2021-09-01", "+08:00", "2021-09-01")]
    [InlineData("昨天", "+08:00", "昨天")]
    public void Zoned_OfInput_HasTheOffsetThatCameWithIt(string text, string? zone, string instant) => Assert.Equal(instant, Words.Zoned(text, zone));

    [Theory]
    [InlineData("2021-09-01T09:30:00+08:00", "2021-09-01T09:30+08:00")]
    [InlineData("2021-09-01T16:00:05+00:00", "2021-09-02T00:00:05+08:00")]
    public void Instant_InAnAddress_IsReadBack(string instant, string said)
    {
        var at = DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(said, Words.Instant(at));
        Assert.True(Dates.TryInstant(said, out var read) && read == at);
    }

    [Theory]
    [InlineData("18", "落后 18 个百分点")]
    [InlineData("-2.5", "超前 2.5 个百分点")]
    [InlineData("0", "0 个百分点")]
    public void Points_SayWhichWay(string gap, string words) =>
        Assert.Equal(words, Words.Points(decimal.Parse(gap, System.Globalization.CultureInfo.InvariantCulture)));
}
