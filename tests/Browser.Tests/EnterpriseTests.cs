using System.Text.RegularExpressions;
using static Microsoft.Playwright.Assertions;

namespace FuyangPlan.Browser;

public sealed class EnterpriseTests(Browsing browsing) : BrowserTest(browsing)
{
    [Fact]
    public async Task Request_FromTheLinkToTheRating_ByForms()
    {
        var plan = await Rehearsal.Begin(Staff);
        var visit = await Open("service", $"/plans/{plan.Id}/enterprises");
        var service = visit.Page;
        await Expect(service.Locator("#service")).ToContainTextAsync("还没有登记企业");
        var form = await Form(service, "登记企业");
        await form.GetByLabel("编号").FillAsync("demo-a");
        await RefusedThenAccepted(service, plan, "登记企业", "名称", "演练企业甲");
        await Expect(service).ToHaveURLAsync(new Regex("/enterprises/demo-a[?]accepted=1"));
        form = await Form(service, "关联落地项目和招商线索");
        await form.GetByLabel("1 演示产业园一期").CheckAsync();
        await form.GetByLabel("招商线索编号").FillAsync("7");
        await OnlyOnce(service, plan, form.GetByRole(AriaRole.Button));
        await Expect(service.Locator(".facts")).ToContainTextAsync("演示产业园一期");
        await Expect(service.Locator(".facts")).ToContainTextAsync("线索 7");
        await Form(service, "记录走访");
        await RefusedThenAccepted(service, plan, "记录走访", "情况", "了解用工与住房");
        form = await Form(service, "记录承诺");
        await form.GetByLabel("兑现期限").FillAsync("2021-03-31");
        await RefusedThenAccepted(service, plan, "记录承诺", "承诺", "三月底前开通公交");
        await Send(service, "承诺已兑现", ("说明", "已开通"));
        await Accepted(service);
        // Whose work is rated through the link does not issue it.
        await Expect(service.GetByRole(AriaRole.Form, new() { Name = "开通企业链接" })).ToHaveCountAsync(0);
        var office = (await Open("office", $"/plans/{plan.Id}/enterprises/demo-a")).Page;
        await Form(office, "开通企业链接");
        await RefusedThenAccepted(office, plan, "开通企业链接", "给谁", "演练联系人");
        form = await Form(office, "开通企业链接");
        var link = (await form.GetByRole(AriaRole.Link, new() { Name = "打开" }).GetAttributeAsync("href"))!;
        await FitsAPhone(visit);

        // Without an account, on a phone.
        var outside = await Open(null, link, 375);
        var enterprise = outside.Page;
        form = enterprise.GetByRole(AriaRole.Form, new() { Name = "提出诉求" });
        await form.GetByLabel("类别").SelectOptionAsync("Housing");
        await form.GetByLabel("诉求").FillAsync("员工公寓 40 间");
        await OnlyOnce(enterprise, plan, form.GetByRole(AriaRole.Button));
        await Expect(enterprise.GetByRole(AriaRole.List)).ToContainTextAsync("前联系您");
        await FitsAPhone(outside);

        await service.ReloadAsync();
        await Send(service, "已联系企业", ("情况", "已电话联系"));
        await Accepted(service);
        form = await Form(service, "一跟到底：承诺下次答复");
        await form.GetByLabel("下次答复").FillAsync("2021-02-01");
        await form.GetByLabel("还不能办结的理由").FillAsync("房源尚未落实，须再协调");
        await OnlyOnce(service, plan, form.GetByRole(AriaRole.Button));
        await Form(service, "办结");
        await RefusedThenAccepted(service, plan, "办结", "办理结果", "公寓 40 间已落实");

        // Who issued the link cannot rate by it.
        await office.GotoAsync(link);
        form = office.GetByRole(AriaRole.Form, new() { Name = "评价办理结果" });
        await form.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(form.GetByRole(AriaRole.Alert)).ToContainTextAsync("评价只能由企业自己作出");
        await enterprise.ReloadAsync();
        form = enterprise.GetByRole(AriaRole.Form, new() { Name = "评价办理结果" });
        await form.GetByLabel("评价").SelectOptionAsync("3");
        await OnlyOnce(enterprise, plan, form.GetByRole(AriaRole.Button));
        await Expect(enterprise.GetByRole(AriaRole.List)).ToContainTextAsync("重办待分派");

        await office.GotoAsync($"/plans/{plan.Id}/enterprises/demo-a");
        form = await Form(office, "分派");
        await form.GetByLabel("办理人").SelectOptionAsync("p-service");
        await form.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(form.GetByRole(AriaRole.Alert)).ToContainTextAsync("须换一个人办理");
        await form.GetByLabel("办理人").SelectOptionAsync("p-service-2");
        await OnlyOnce(office, plan, form.GetByRole(AriaRole.Button));
        await Form(office, "撤销企业链接");
        await RefusedThenAccepted(office, plan, "撤销企业链接", "撤销的理由", "联系人已更换，须重新开通");
        outside.Expect(410);
        await enterprise.ReloadAsync();
        await Expect(enterprise.GetByRole(AriaRole.Heading)).ToHaveTextAsync("链接无效或已过期");
    }

    [Fact]
    public async Task Demo_ProposesACommonDifficulty_AndShowsWhatWaits()
    {
        var visit = await Open("demo-service", "/plans/fuyang-demo/enterprises");
        await Expect(visit.Page.Locator("#service .notice")).ToContainTextAsync("智能装备（演示）：住房 3 件");
        await Expect(visit.Page.Locator("#service")).ToContainTextAsync("一跟到底");
        await FitsAPhone(visit);
    }
}
