using System.Text.Json;
using FuyangPlan.Checklists;
using FuyangPlan.Enterprises;

namespace FuyangPlan.Texts;

public sealed class TextTests
{
    /// <summary>What shows nothing, of every kind that there is.</summary>
    public static TheoryData<string> Invisible =>
    [
        "\u00AD", "\u034F", "\u115F", "\u1160", "\u17B4", "\u180B", "\u180E", "\u200B", "\u200C", "\u200D", "\u2060", "\u2064", "\u206A", "\u3164", "\uFE0F", "\uFEFF", "\uFFA0",
        "\uFFF9", "\uFFFC", "\U000E0001", "\U000E0041", "\U000E0100", "\U0001D173", "\U0001BCA0",
    ];

    [Theory, MemberData(nameof(Invisible))]
    public void Invisible_IsDropped_AndIsNoText(string letter)
    {
        Assert.Equal("富春江 集团", Text.Line($"{letter} 富春江 {letter}{letter}集团"));
        Assert.Equal("", Text.Line($"{letter}{letter} \t{letter}"));
        Assert.False(Text.IsClean(letter));
    }

    [Theory]
    [InlineData("甲\t乙", "甲 乙", "甲 乙")]
    [InlineData("甲\r\n乙", "甲 乙", "甲\n乙")]
    [InlineData("甲\r乙\n丙\u0085丁\u2028戊\u2029己\v庚\f辛", "甲 乙 丙 丁 戊 己 庚 辛", "甲\n乙\n丙\n丁\n戊\n己\n庚\n辛")]
    [InlineData("  甲   乙\u00A0\u3000\u2003丙  ", "甲 乙 丙", "甲   乙\u00A0\u3000\u2003丙")]
    [InlineData("\u2800\u2800", "", "")]
    [InlineData("e\u0301te", "éte", "éte")]
    [InlineData("葛\U000E0100西❤\uFE0F", "葛\U000E0100西❤\uFE0F", "葛\U000E0100西❤\uFE0F")]
    [InlineData("a \uFE0Fb\uFE0F\uFE0E", "a b\uFE0F", "a b\uFE0F")]
    [InlineData("阿卜杜拉·买买提𠮷", "阿卜杜拉·买买提𠮷", "阿卜杜拉·买买提𠮷")]
    public void WhiteSpace_IsFolded(string typed, string line, string lines)
    {
        Assert.Equal((line, lines), (Text.Line(typed), Text.Normalize(typed)));
        Assert.Equal((line, lines), (Text.Line(line), Text.Normalize(lines)));
        Assert.True(Text.IsClean(lines));
    }

    [Theory]
    [InlineData("\u202E")]
    [InlineData("\u2066")]
    [InlineData("\u200E")]
    [InlineData("\u061C")]
    [InlineData("\0")]
    [InlineData("\u001B")]
    [InlineData("\uE000")]
    [InlineData("\uFFFF")]
    [InlineData("\u0301\u0301\u0301")]
    public void WhatCannotBeMended_StaysAndIsRefused(string letter)
    {
        foreach (var text in (string[])[letter, $"甲{letter}乙", "\uD800", "甲\uDC00乙"]) Assert.False(Text.IsClean(Text.Line(text)));
    }

    [Fact]
    public void Mark_WithNothingToMark_IsNoText() => Assert.All((string[])["\u0301", " \u0301", "甲 \u0301"], text => Assert.False(Text.IsClean(text)));

    [Fact]
    public void Normalize_OfAnything_IsClean_OrSaysSo() => CsCheck.Check.Sample(CsCheck.Gen.String, text =>
    {
        var read = Text.Normalize(text);
        Assert.Equal(read, Text.Normalize(read));
        Assert.Equal(Text.Line(text), Text.Line(read));
        if (Text.IsClean(read)) Assert.True(read.Length == 0 || read.EnumerateRunes().Any(rune => !System.Text.Rune.IsWhiteSpace(rune)));
    }, iter: 20_000);

    /// <summary>One line, unless the command says that it may be several.</summary>
    [Fact]
    public void Command_ReadsEachTextAsItIsMeant()
    {
        const string typed = " 甲\u200B\r\n　乙\t丙 ";
        Assert.Equal(new ContactRequest("甲\n　乙 丙"), InputJson.Read(new ContactRequest(typed)));
        Assert.Equal(new IssueLink("甲 乙 丙"), InputJson.Read(new IssueLink(typed)));
    }

    [Theory]
    [InlineData("2021-01-15T04:10:00")]
    [InlineData("2021-01-15")]
    [InlineData("0001-01-01T00:00:00+08:00")]
    [InlineData("9999-12-31T23:59:59-14:00")]
    [InlineData("2021-01-15T04:10:00+8")]
    public void Instant_WithoutItsOffset_OrOutOfAllYears_IsRefused(string at) =>
        Assert.Equal("$.happenedAt", Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<ReportProgress>(
            $$"""{"percent":1,"happenedAt":"{{at}}"}""", InputJson.Options)).Path);
}
