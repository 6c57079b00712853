using System.Globalization;

namespace FuyangPlan.Leads;

/// <summary>Made-up names: which are the same company's, and which are not.</summary>
public class InvestorCoreTests
{
    private static readonly string[] Cores = ["富春江演示", "演示光电子", "银湖样例激光", "药谷试验", "Demo Chips"];

    private static readonly string[] Forms =
    [
        "{0}", "{0}有限公司", "{0}集团有限公司", "浙江{0}集团有限公司", "浙江省{0}有限公司", "杭州{0}股份有限公司", "杭州市{0}有限责任公司", "富阳{0}有限公司", "杭州富阳{0}有限公司",
        "浙江省杭州市富阳区{0}有限公司", "{0}集团有限公司杭州分公司", "{0}有限公司富阳分厂", "{0}（杭州）有限公司", "{0}(集团)股份有限公司", "【{0}】有限公司", "{0}　集團有限公司",
        "{0} Co., Ltd.", "{0}ＬＴＤ．", "杭州{0}有限公司富阳分公司",
    ];

    public static TheoryData<string, string> Same => [.. Cores.SelectMany(core => Forms.Select(form => (core, string.Format(CultureInfo.InvariantCulture, form, core))))];

    [Theory]
    [MemberData(nameof(Same))]
    public void Core_InAnyForm_IsFound(string core, string name) => Assert.Equal(InvestorName.Normalize(core), InvestorName.Normalize(name));

    [Theory]
    [InlineData("富春江集团有限公司", "富春湾集团有限公司")]
    [InlineData("富春江集团有限公司", "富通集团有限公司")]
    [InlineData("杭州湾演示有限公司", "演示有限公司")]
    [InlineData("杭州电子有限公司", "富阳电子有限公司")]
    [InlineData("杭州银行", "富阳银行")]
    [InlineData("杭州医药有限公司", "浙江医药有限公司")]
    [InlineData("浙江大学演示公司", "杭州大学演示公司")]
    [InlineData("宁波演示电子有限公司", "杭州演示电子有限公司")]
    [InlineData("演示一号有限公司", "演示二号有限公司")]
    [InlineData("演示激光有限公司", "演示激光科技有限公司")]
    [InlineData("演示电子一厂", "演示电子二厂")]
    [InlineData("样例半导体", "试验半导体")]
    [InlineData("Demo Chips Inc.", "Demo Chip Inc.")]
    [InlineData("新样例低温", "新样例高温")]
    [InlineData("中样电气集团", "中例电气集团")]
    public void Core_OfAnother_IsNotFound(string one, string other) => Assert.NotEqual(InvestorName.Normalize(one), InvestorName.Normalize(other));

    [Theory]
    [InlineData("富春江集团有限公司", "富春江集团")]
    [InlineData("浙江富春江集团有限公司", "富春江集团")]
    [InlineData("富春江集团有限公司杭州分公司", "富春江集团")]
    [InlineData("浙江样例电子有限公司", "样例电子")]
    [InlineData("……", "……")]
    public void Core_IsSaidInItsOwnLetters(string name, string core) => Assert.Equal(core, InvestorName.Core(name));

    [Fact]
    public void Core_OfTwoOfOnePlaceEach_IsOne() => Assert.Equal(InvestorName.Normalize("富阳演示电子有限公司"), InvestorName.Normalize("杭州演示电子有限公司"));
}
