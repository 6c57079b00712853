using System.Text.Json;
using System.Text.Json.Nodes;
using FuyangPlan.ChainMaps;
using FuyangPlan.Checklists;
using FuyangPlan.DepartmentFeeds;
using FuyangPlan.Enterprises;
using FuyangPlan.Landings;
using FuyangPlan.Leaders;
using FuyangPlan.Leads;
using FuyangPlan.ResourcePools;
using FuyangPlan.TaskBooks;

namespace FuyangPlan.Http;

/// <summary>Parameters in words, and an example of each of the main commands.</summary>
internal static class ApiWords
{
    private static readonly string Hash = new('a', 64);

    private static readonly DateOnly Start = new(2021, 1, 15);

    private static readonly ImmutableArray<object> Examples =
    [
        new AppointLeader("zhang", "演示〔2021〕1号", "领导小组", Start),
        new DesignateActingLeader("li", "演示〔2021〕2号", "领导小组", Start),
        new EndAppointment("演示〔2021〕3号", "工作调动，另有任用", Start),
        new DraftTaskBook(new(
            [new("G1", "秦望城市眼雏形初现", "主体结构封顶并通过验收", "封顶栋数", new(2022, 6, 30))],
            [new(1, "主体结构封顶", "G1", Start, new(2022, 6, 30), 100, "housing", ["zhang"], ["主体结构封顶", "验收通过"])])),
        new SubmitTaskBook(),
        new IssueTaskBook("任务书〔2021〕4号"),
        new AcceptTaskBook(Hash),
        new StartTask(),
        new ReportProgress(85, "栈道主体完成", [new(Hash, "现场.jpg")], HappenedAt: new(2021, 6, 18, 16, 5, 0, Dates.China)),
        new VerifyProgress(85, "现场核对"),
        new ReportDone(new(2021, 6, 18), [new(Hash, "验收单.pdf")]),
        new VerifyTask(["主体结构封顶", "验收通过"], OnSite: true),
        new PostponeEvent("组委会公告", "因疫情推迟举办"),
        new RescheduleEvent(new(2023, 9, 23), "组委会公告"),
        new RegisterDepartment("housing", "住建局"),
        new RegisterPerson("zhang", "区领导甲", "副区长", "housing"),
        new RegisterDepartmentFeed("housing-permits", "住建施工许可系统", "housing", [FactKind.Progress, FactKind.Completion], ["project-4"], "housing"),
        new PauseDepartmentFeed("来源系统升级，暂停三天接收"),
        new ResumeDepartmentFeed("来源系统升级完成，恢复接收"),
        new EndDepartmentFeed("来源系统停用，由新系统接替"),
        new ReleaseFact("经与来源单位核对，进度确应更正", Percent: 62),
        new DiscardFact("来源单位确认误报，不予计入"),
        new OpenPool(ResourceType.Space, 2021, 300, "land"),
        new ChangeCapacity(320, "省里追加指标二十亩，予以调增"),
        new ClosePool("年度指标已全部落实，不再受理"),
        new RequestResource("project-4", 30, new(2021, 9, 30), "二期展馆用地", Space: new("江南新城 3 号地块", "商业用地，容积率 2.0", "新增建设用地")),
        new PreCheckRequest("材料齐全，符合规划"),
        new ReserveForRequest(30, new(2021, 6, 30)),
        new GrantRequest(20, new("余量不足，其余十亩不予批准", "使用存量厂房改造")),
        new RefuseRequest("选址不符合国土空间规划", "改用江南新城存量地块"),
        new WithdrawRequest("项目选址调整，不再需要此地块"),
        new DeliverGrant(20, new(2021, 6, 18), [new(Hash, "交地单.pdf")]),
        new VerifyUse(15, "现场核对，五亩尚未动工"),
        new ClawBack(5, "逾期未动工，收回未使用部分"),
        new RegisterEnterprise("demo-a", "演示企业A", "chain-4", "91330111MA00000000", "员工 300 人", "wang"),
        new ReviseEnterprise("演示企业A", "chain-4", Officer: "wang"),
        new LinkEnterprise([2], [7]),
        new RecordEnterpriseVisit(new(2021, 6, 18), "区领导甲", "了解用工与住房"),
        new RecordEnterprisePromise("九月底前开通公交", new(2021, 9, 30)),
        new KeepEnterprisePromise("已开通"),
        new BreakEnterprisePromise("地块尚未落实，须延后配套"),
        new IssueLink("企业行政负责人"),
        new RevokeLink("联系人已更换，须重新开通"),
        new SubmitRequest(ServiceCategory.Housing, "员工公寓 40 间", "0571-00000000"),
        new AssignRequest("wang"),
        new ContactRequest("已电话联系，核实间数"),
        new AnswerRequest("住建正在找房源", new(2021, 7, 20)),
        new PromiseRequest(new(2021, 7, 30), "房源尚未落实，月底再答复"),
        new CloseRequest("落实公寓 40 间", [new(Hash, "交付单.pdf")]),
        new RateRequest(4, "及时"),
        new AddLanding("演示产业园四期", LandingKind.Project),
        new ReportLandingStage(
            LandingStage.Started, Start, [new(ProofKind.ConstructionPermit, new(Hash, "施工许可证.pdf")), new(ProofKind.GeoPhoto, new(Hash, "工地.jpg"))], "桩机进场"),
        new VerifyLandingStage(LandingStage.Started, "现场核对"),
        new RejectLandingStage(LandingStage.Started, "照片中的地块与许可证不一致"),
        new RegressLanding(LandingStage.LandSupplied, "施工单位撤场，须重新招标"),
        new LinkLanding(["project-4/3"], "园区道路与供电"),
        new RecordPromise("三个月内接通双回路供电", PromiseSide.Ours, new(2021, 6, 30)),
        new KeepPromise(1, "已通电"),
        new RecordContact(Start, "企业负责人", "了解设备到货情况"),
        new SetSegment("lens", "镜头模组", SegmentPosition.Upstream, SegmentStrength.Missing),
        new FillSegment("lens", [1], [2]),
        new RecordLead(
            "演示封测有限公司", 120_000, LeadSource.LeaderReferral, Confidential: true, Land: 80, ContactName: "演示联系人", ContactPhone: "0571-00000000",
            Summary: "拟建封装测试基地", Referrer: "演示链主企业", ReportedOn: new(2021, 3, 2)),
        new AdvanceLead(LeadStage.Screening, new(2021, 3, 4), [new(LeadProofKind.ScreeningOpinion, Hash, "研判意见.pdf")], "符合强链补链方向"),
        new RegressLead(LeadStage.Landed, "项目停缓建，退回落地阶段"),
        new EndLead(LeadEnding.Lost, LeadEndCode.SettledElsewhere, "投资方已在外地签约落户"),
        new ParkLead(new(2021, 9, 1), "投资方年中决策，九月再议"),
        new WakeLead(),
        new ReviseLead(Amount: 150_000, Land: 96.5m),
        new RecordActivity(LeadActivityKind.Visit, new(2021, 3, 18), "赴投资方总部考察，洽谈用地"),
        new ClaimLead(),
        new AssignLead("zhang"),
        new MergeLeads(2, "经核对为同一投资方同一项目"),
        new SetConfidential(true, "投资方要求签约前保密"),
        new OpenAccount("liaison-1", "住建联络员", "correct horse battery", [new("fuyang", [Role.Liaison], "zhang", "housing")]),
    ];

    public static JsonNode? Example(Type command) =>
        Examples.FirstOrDefault(example => example.GetType() == command) is { } example
            ? JsonSerializer.SerializeToNode(example, command, GatewayJson.Output)
            : null;

    public static string? Parameter(string name) => name switch
    {
        "plan" => "行动编号，如 fuyang",
        "id" => "事项编号：project-4、chain-5、campaign-2",
        "n" => "任务编号",
        "landing" => "落地项目编号",
        "lead" => "招商线索编号",
        "enterprise" => "企业编号，如 demo-a",
        "promise" => "承诺编号",
        "link" => "企业链接编号",
        "request" => "企业诉求编号",
        "token" => "企业链接中 /e/ 之后的部分",
        "all" => "true：连同已过期、已撤销的",
        "standing" => "open、dormant、lost、ended",
        "source" => "leaderReferral、enterpriseReferral、fair、outpost、agent、walkIn、other",
        "holder" => "跟进人的人员编号",
        "inPool" => "true：公海池中的；false：有人跟进的",
        "asOf" => "看那一刻：日期，或带时区的时间；不填为现在",
        "from" or "to" => "时点：日期，或带时区的时间",
        "on" => "哪一天，yyyy-MM-dd；不填为行动的今天",
        "cursor" => "上一页的 nextCursor",
        "limit" => "1 至 200",
        "q" => "要找的字词，几个词用空格隔开；名称也可用拼音首字母",
        "kind" => "project、industryChain、campaign",
        "light" => "blue、green、yellow、red",
        "leader" => "vacant 或 held",
        "stage" => "任务：notStarted、inProgress、reportedDone、verified、struckOff、suspended、cancelled；线索：lead 至 atCapacity",
        "initiative" => "只看一个事项，如 project-4",
        "department" => "单位代码",
        "person" => "人员编号",
        "dueFrom" or "dueTo" => "计划完成日范围，yyyy-MM-dd",
        "overdue" => "true 或 false",
        "chain" => "只看一条产业链，如 chain-5",
        "officer" or "handler" => "服务专员的人员编号",
        "category" => "labor、housing、land、finance、approval、logistics、other",
        "leadEnterprise" => "true：龙头企业；false：其他",
        "verified" => "true：现阶段已核验；false：未核验",
        "stopped" => "true：停缓建的；false：其他",
        "sort" => "排序，减号为倒序",
        "after" => "从这个位置之后续传；请求头 Last-Event-ID 优先",
        "feed" => "数据接口编号，如 housing-permits",
        "pool" => "要素池编号：space-2021、talent-2021、funds-2021",
        "number" => "隔离数据、消息或要素申请的编号",
        "status" => "waiting、released、discarded",
        "name" => "账号名；上传与下载佐证时为文件名",
        "hash" => "SHA-256，小写十六进制",
        "Idempotency-Key" => "1 至 128 个可见 ASCII 字符；重试用同一个",
        "If-Match" => "读取时得到的 ETag；内容已变则 412",
        _ => null,
    };
}
