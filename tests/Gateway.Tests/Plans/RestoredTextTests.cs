namespace FuyangPlan.Plans;

public class RestoredTextTests
{
    private const string Masked = "原文为*，系还原", Missing = "原文缺字，系还原";

    [Theory]
    [InlineData("黄金轴线", "黄金轴线", "黄金轴线")]
    [InlineData("*金轴线工程", "黄金轴线工程", "[*黄]金轴线工程")]
    [InlineData("大*建提升行动", "大党建提升行动", "大[*党]建提升行动")]
    [InlineData("新时代*", "新时代党", "新时代[*党]")]
    [InlineData("至年亚运会前", "至2022年亚运会前", "至[+2022]年亚运会前")]
    [InlineData("年亚运会", "2022年亚运会", "[+2022]年亚运会")]
    [InlineData("接建*周年", "接建党100周年", "接建[*党100]周年")]
    [InlineData("从严治*要求,高质量推动*的", "从严治党要求,高质量推动党的", "从严治[*党]要求,高质量推动[*党]的")]
    [InlineData("", "全部", "[+全部]")]
    public void Parts_MarkWhatTheSourceDoesNotPrint(string printed, string shown, string marked) =>
        Assert.Equal(marked, string.Concat(RestoredText.Parts(printed, shown).Select(part => part.Note switch
        {
            null => part.Text,
            Masked => $"[*{part.Text}]",
            Missing => $"[+{part.Text}]",
            _ => throw new InvalidOperationException(part.Note),
        })));

    [Fact]
    public void Parts_TogetherAreTheShownText_ForEveryTextOfThePlan()
    {
        foreach (var initiative in PlanFiles.Read("fuyang.json").Initiatives)
            foreach (var text in new[] { initiative.Name, initiative.Goal, initiative.Deadline, initiative.Occasion }.OfType<PrintedText>())
            {
                var parts = RestoredText.Parts(text.Printed, text.Shown);
                Assert.Equal(text.Shown, string.Concat(parts.Select(part => part.Text)));
                Assert.Equal(text.Restored is not null && text.Restored != text.Printed, parts.Any(part => part.Note is not null));
            }
    }
}
