namespace FuyangPlan.Leads;

public class InvestorNameTests
{
    [Theory]
    [InlineData("富春演示电子有限公司")]
    [InlineData("富春演示電子有限公司")]
    [InlineData(" 富春 演示·电子（有限公司）")]
    [InlineData("富春演示电子股份有限公司")]
    [InlineData("富春演示电子集团有限责任公司")]
    [InlineData("富春演示電子集團")]
    [InlineData("富春演示电子 Co., Ltd.")]
    [InlineData("富春演示電子ＩＮＣ．")]
    public void Name_InDisguise_IsTheSame(string name) => Assert.Equal(InvestorName.Normalize("富春演示电子"), InvestorName.Normalize(name));

    [Theory]
    [InlineData("ＤＥＭＯ Chips Inc.", "demo chips")]
    [InlineData("Demo-Chips (Holdings) Limited", "DEMO CHIPS HOLDINGS")]
    public void Name_InLatinLetters_IsTheSame(string one, string other) => Assert.Equal(InvestorName.Normalize(one), InvestorName.Normalize(other));

    [Theory]
    [InlineData("演示一号有限公司", "演示二号有限公司")]
    public void Name_OfAnother_IsAnother(string one, string other) => Assert.NotEqual(InvestorName.Normalize(one), InvestorName.Normalize(other));

    [Theory]
    [InlineData("有限公司")]
    [InlineData("……")]
    [InlineData("A")]
    public void Name_OfNothingButForm_IsSomething(string name) => Assert.NotEmpty(InvestorName.Normalize(name));
}
