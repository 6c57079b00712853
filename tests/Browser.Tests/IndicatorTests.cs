using static Microsoft.Playwright.Assertions;

namespace FuyangPlan.Browser;

public sealed class IndicatorTests(Browsing browsing) : BrowserTest(browsing)
{
    [Fact]
    public async Task Index_IsDefined_Reported_Confirmed_Published_AndCorrected()
    {
        var plan = await Rehearsal.Begin(Staff, document => document["initiatives"]![2]!["index"] = "营商环境指数");
        var office = await Open("office", Campaign(plan));
        await Expect(office.Page.Locator("#indicators")).ToContainTextAsync("原文设“营商环境指数”，尚未设立指标");
        var form = await Form(office.Page, "设立指标");
        await Expect(form.GetByLabel("名称", new() { Exact = true })).ToHaveValueAsync("营商环境指数");
        await form.GetByLabel("单位", new() { Exact = true }).FillAsync("分");
        await form.GetByLabel("来源单位").SelectOptionAsync("d-housing");
        await RefusedThenAccepted(office.Page, plan, "设立指标", "口径名称", "2020版");

        form = await Form(office.Page, "定各期目标");
        await form.GetByLabel("每行一期").FillAsync("2021-Q2 83.5\n2021-Q3 八十四");
        await form.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(form.GetByRole(AriaRole.Alert)).ToContainTextAsync("期别须写作 2021-Q2（季度）");
        await form.GetByLabel("每行一期").FillAsync("2021-Q2 83.5\n2021-Q3 84");
        await OnlyOnce(office.Page, plan, form.GetByRole(AriaRole.Button));
        form = await Form(office.Page, "拟定基线");
        await form.GetByLabel("期别").FillAsync("2020");
        await form.GetByLabel("数值").FillAsync("82.4");
        await OnlyOnce(office.Page, plan, form.GetByRole(AriaRole.Button));

        var liaison = (await Open("liaison", Campaign(plan))).Page;
        await OnlyOnce(liaison, plan, (await Form(liaison, "确认基线")).GetByRole(AriaRole.Button));
        await plan.AdvanceTo("2021-07-12T09:00:00+08:00");
        await Report(liaison, "84.1", null);
        var inspector = (await Open("inspector", Campaign(plan))).Page;
        await OnlyOnce(inspector, plan, (await Form(inspector, "核定指标")).GetByRole(AriaRole.Button));
        await office.Page.GotoAsync(Campaign(plan));
        await OnlyOnce(office.Page, plan, (await Form(office.Page, "发布指标")).GetByRole(AriaRole.Button));
        await Expect(office.Page.Locator("#indicator-1")).ToContainTextAsync("得到新提升：是");
        await Expect(Quarter(office.Page)).ToContainTextAsync("正常");
        await Expect(office.Page.Locator("#indicator-1").GetByRole(AriaRole.Img, new() { Name = "营商环境指数曲线" })).ToBeVisibleAsync();

        await Report(liaison, "83.2", "复核时扣除重复样本，按台账更正");
        await inspector.GotoAsync(Campaign(plan));
        await OnlyOnce(inspector, plan, (await Form(inspector, "核定指标")).GetByRole(AriaRole.Button));
        await office.Page.GotoAsync(Campaign(plan));
        await Expect(Quarter(office.Page)).ToContainTextAsync("预警");
        await Expect(Quarter(office.Page)).ToContainTextAsync("更正：复核时扣除重复样本");
        await FitsAPhone(office);
    }

    [Fact]
    public async Task Demo_ShowsACorrection_AMethodThatChanged_AndCampaignsWithoutAnIndex()
    {
        var visit = await Open("auditor", "/plans/fuyang-demo/initiatives/campaign-2");
        await Expect(visit.Page.Locator("#indicator-1")).ToContainTextAsync("更正：来源单位复核时扣除重复样本（演示）");
        await Expect(visit.Page.GetByText("设立指标", new() { Exact = true })).ToHaveCountAsync(0);
        await visit.Page.GotoAsync("/plans/fuyang-demo/initiatives/campaign-2?asOf=2021-07-18");
        await Expect(visit.Page.Locator("#indicator-1")).Not.ToContainTextAsync("83.2");
        await visit.Page.GotoAsync("/plans/fuyang-demo/initiatives/campaign-4");
        await Expect(visit.Page.Locator("#indicator-1")).ToContainTextAsync("口径变更，需并行一期");
        await FitsAPhone(visit);
        await visit.Page.GotoAsync("/plans/fuyang/initiatives/campaign-1");
        await Expect(visit.Page.Locator("main")).ToContainTextAsync("原文未设指数");
        await visit.Page.GotoAsync("/plans/fuyang-demo/initiatives/project-4");
        await Expect(visit.Page.Locator("#indicators")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("2020-12", "90", "20年12月")]
    [InlineData("2020-11", "99999999.0625", "20年11月")]
    public async Task Curve_OfASingleValue_OnAPhone_NamesItsPeriod_AndCutsNoLabel(string period, string value, string label)
    {
        var plan = await Rehearsal.Begin(Staff);
        var one = $"{plan.Of("campaign-1")}/indicators/1";
        var (name, unit, direction, frequency, department) = ("平安指数", "分", "higherIsBetter", "monthly", "d-housing");
        await Staff["office"].Do($"{plan.Of("campaign-1")}/indicators", new { name, unit, direction, frequency, department, method = new { name = "2020版" } });
        var number = decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture);
        await Staff["liaison"].Do($"{one}/points", new { period, value = number });
        await Staff["inspector"].Do($"{one}/points/confirmation", new { period, value = number });
        var visit = await Open("auditor", Campaign(plan));
        await visit.Page.SetViewportSizeAsync(375, 800);
        var curve = visit.Page.Locator("#indicator-1 svg.curve");
        await Expect(curve.GetByText(value, new() { Exact = true })).ToBeVisibleAsync();
        await Expect(curve.Locator(".dot")).ToHaveCountAsync(1);
        Assert.Empty(await Cut(curve));
        Assert.Equal(label, await UnderTheDot(curve));
        await visit.Page.GotoAsync("/plans/fuyang-demo/initiatives/campaign-2");
        Assert.Empty(await Cut(visit.Page.Locator("#indicator-1 svg.curve")));
        Assert.Empty(await Cut(visit.Page.Locator("svg.curve").First));
    }

    /// <summary>Labels that are not whole within the drawing, or lie on another one.</summary>
    private static Task<string[]> Cut(ILocator curve) => curve.EvaluateAsync<string[]>("""
        svg => {
          const whole = svg.getBoundingClientRect(), all = [...svg.querySelectorAll('text')].map(text => ({ text: text.textContent, at: text.getBoundingClientRect() }))
          // A box is higher than its letters.
          const air = 4
          return all.filter(({ at }) => at.left < whole.left || at.right > whole.right || at.top < whole.top - air || at.bottom > whole.bottom + air
            || all.some(other => other.at !== at && other.at.left < at.right && at.left < other.at.right && other.at.top + air < at.bottom && at.top + air < other.at.bottom))
            .map(({ text, at }) => `${text} ${at.left} to ${at.right} of ${whole.left} to ${whole.right}`)
        }
        """);

    private static Task<string?> UnderTheDot(ILocator curve) => curve.EvaluateAsync<string?>("""
        svg => [...svg.querySelectorAll('text[text-anchor=middle]')].find(text =>
          text.getAttribute('x') === svg.querySelector('.dot').getAttribute('cx') && text.getAttribute('y') > 230)?.textContent
        """);

    private static async Task Report(IPage page, string value, string? correction)
    {
        await page.ReloadAsync();
        var form = await Form(page, "报送指标");
        await form.GetByLabel("指标与期别").SelectOptionAsync("1/1/2021-Q2/");
        await form.GetByLabel("数值").FillAsync(value);
        if (correction is not null) await form.GetByLabel("更正理由").FillAsync(correction);
        await form.GetByRole(AriaRole.Button).ClickAsync();
        await Accepted(page);
    }

    private static ILocator Quarter(IPage page) => page.Locator("#indicator-1-1-2021-Q2");

    private static string Campaign(Rehearsal plan) => $"/plans/{plan.Id}/initiatives/campaign-1";
}
