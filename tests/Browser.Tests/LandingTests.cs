using static Microsoft.Playwright.Assertions;

namespace FuyangPlan.Browser;

public sealed class LandingTests(Browsing browsing) : BrowserTest(browsing)
{
    [Fact]
    public async Task Stage_IsReportedWithItsProofs_Verified_Stopped_AndGoesOn()
    {
        var plan = await Rehearsal.Begin(Staff);
        var visit = await Open("office", Chain(plan));
        var office = visit.Page;
        await Expect(office.Locator("#landing-1 [data-label=阶段]")).ToHaveTextAsync("未报送");
        var form = await Form(office, "报送落地阶段");
        await form.GetByLabel("到达阶段").SelectOptionAsync("Started");
        await form.GetByLabel("佐证 1 的种类").SelectOptionAsync("CeremonyPhoto");
        await form.GetByLabel("佐证 1 的文件").SetInputFilesAsync(Picture("仪式.png"));
        // A field for a file is a button, too.
        var report = form.GetByRole(AriaRole.Button, new() { Name = "报送落地阶段" });
        await report.ClickAsync();
        await Expect(form.GetByRole(AriaRole.Alert)).ToContainTextAsync("仪式照片不能证明“开工”");
        await Expect(form).ToContainTextAsync("已收到：仪式.png");
        foreach (var (row, kind) in new[] { (2, "ConstructionPermit"), (3, "GeoPhoto") })
        {
            await form.GetByLabel($"佐证 {row} 的种类").SelectOptionAsync(kind);
            await form.GetByLabel($"佐证 {row} 的文件").SetInputFilesAsync(Picture($"{kind}.png"));
        }
        await report.ClickAsync();
        await Accepted(office);
        await Expect(office.Locator("#landing-1 [data-label=阶段]")).ToHaveTextAsync("开工");
        await Expect(office.Locator("#landing-1 [data-label=佐证]")).ToHaveTextAsync("3");
        await Expect(office.Locator("#landing-1").GetByRole(AriaRole.Img, new() { Name = "第 3 阶段，共 9 阶段：开工" })).ToBeVisibleAsync();
        await FitsAPhone(visit);
        await office.GotoAsync(Chain(plan));

        var inspector = (await Open("inspector", Chain(plan))).Page;
        form = await Form(inspector, "核验落地阶段");
        await form.GetByLabel("说明").FillAsync("现场核对");
        await OnlyOnce(inspector, plan, form.GetByRole(AriaRole.Button));
        await Expect(inspector.Locator("#landing-1 [data-label=核验]")).ToHaveTextAsync("已核验");

        await Form(office, "登记停缓建");
        await RefusedThenAccepted(office, plan, "登记停缓建", "停缓建的理由", "企业资金未到位，暂缓建设");
        await Expect(office.Locator("#landing-1")).ToContainTextAsync("停缓建");
        await Form(office, "登记复工");
        await RefusedThenAccepted(office, plan, "登记复工", "复工的情况", "企业资金到位，恢复建设");
        await Expect(office.Locator("#landing-1")).Not.ToContainTextAsync("停缓建");

        await Form(office, "增补落地项目");
        await RefusedThenAccepted(office, plan, "增补落地项目", "名称", "演示增补项目");
        await Expect(office.Locator("#landing-5")).ToContainTextAsync("增补");
    }

    [Fact]
    public async Task Map_IsDrawn_AndFilled()
    {
        var plan = await Rehearsal.Begin(Staff);
        var visit = await Open("office", Chain(plan));
        var office = visit.Page;
        var form = await Form(office, "画出图谱环节");
        await form.GetByLabel("编号").FillAsync("lens");
        await form.GetByLabel("强弱").SelectOptionAsync("Missing");
        await RefusedThenAccepted(office, plan, "画出图谱环节", "名称", "镜头模组");
        await Expect(office.Locator(".chain-map")).ToContainTextAsync("镜头模组");

        form = await Form(office, "填补图谱环节");
        await form.GetByLabel("1 演示产业园一期").CheckAsync();
        await form.GetByLabel("由哪些招商线索填补").FillAsync("7");
        await OnlyOnce(office, plan, form.GetByRole(AriaRole.Button));
        await Expect(office.Locator(".chain-map")).ToContainTextAsync("演示产业园一期、招商线索 7");
        await FitsAPhone(visit);

        // Who has nothing to do with the chain sees it and is offered nothing.
        var liaison = (await Open("liaison", Chain(plan))).Page;
        await Expect(liaison.Locator(".chain-map")).ToContainTextAsync("镜头模组");
        await Expect(liaison.GetByText("报送落地阶段")).ToHaveCountAsync(0);
        // Other kinds have neither.
        await liaison.GotoAsync(Home(plan));
        await Expect(liaison.Locator("#landings, #chain-map")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Demo_HasThreeLandingsAtStagesOfTheirOwn_AndAMap()
    {
        var page = (await Open("demo-office", "/plans/fuyang-demo/initiatives/chain-1")).Page;
        await Expect(page.Locator(".landings [data-label=阶段]")).ToHaveTextAsync(["投产", "设备安装", "供地"]);
        await Expect(page.Locator(".landings [data-label=核验]")).ToHaveTextAsync(["已核验", "已核验", "已核验"]);
        await Expect(page.Locator("#chain-map")).ToContainTextAsync("覆盖率 40%");
        await Expect(page.Locator(".chain-map")).ToContainTextAsync("演示项目一、演示项目二");
    }

    private static string Chain(Rehearsal plan) => $"/plans/{plan.Id}/initiatives/chain-2";
}
