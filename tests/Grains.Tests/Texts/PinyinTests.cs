namespace FuyangPlan.Texts;

public class PinyinTests
{
    [Theory]
    [InlineData("黄金轴线工程", "hjzxgc", "huang jin zhou xian gong cheng")]
    [InlineData("富春江集團", "fcjjt", "fu chun jiang ji tuan")]
    [InlineData("5G 基站（二期）", "5gjzeq", "5 g ji zhan er qi")]
    [InlineData("ＡＢ路", "abl", "a b lu")]
    [InlineData("𠀀", "h", "he")]
    [InlineData("é！%", "e", "e")]
    [InlineData("", "", "")]
    public void Text_InLatinLetters(string text, string initials, string key)
    {
        Assert.Equal((initials, key, key.Replace(" ", "", StringComparison.Ordinal)), (Pinyin.Initials(text), Pinyin.Key(text), Pinyin.Sound(text)));
    }

    /// <summary>The order must be the same in memory, in SQLite and in PostgreSQL.</summary>
    [Fact]
    public void Key_OfAnything_IsAscii() =>
        Assert.All(Enumerable.Range(1, 0xD7FF), letter => Assert.True(Pinyin.Key($"{(char)letter}").All(char.IsAscii)));
}
