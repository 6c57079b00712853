using System.Text.Json;
using System.Text.Json.Nodes;
using FuyangPlan.Checklists;
using FuyangPlan.DepartmentFeeds;
using FuyangPlan.Leaders;
using FuyangPlan.Leads;
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
        "lead" => "招商线索编号",
        "standing" => "open、dormant、lost、ended",
        "source" => "leaderReferral、enterpriseReferral、fair、outpost、agent、walkIn、other",
        "holder" => "跟进人的人员编号",
        "pool" => "true：公海池中的；false：有人跟进的",
        "asOf" => "看那一刻：日期，或带时区的时间；不填为现在",
        "from" or "to" => "时点：日期，或带时区的时间",
        "on" => "哪一天，yyyy-MM-dd；不填为行动的今天",
        "cursor" => "上一页的 nextCursor",
        "limit" => "1 至 200",
        "q" => "任意两个以上汉字、拼音首字母、原文或还原写法",
        "kind" => "project、industryChain、campaign",
        "light" => "blue、green、yellow、red",
        "leader" => "vacant 或 held",
        "stage" => "任务：notStarted、inProgress、reportedDone、verified、struckOff、suspended、cancelled；线索：lead 至 atCapacity",
        "initiative" => "只看一个事项，如 project-4",
        "department" => "单位代码",
        "person" => "人员编号",
        "dueFrom" or "dueTo" => "计划完成日范围，yyyy-MM-dd",
        "overdue" => "true 或 false",
        "sort" => "排序，减号为倒序",
        "after" => "从这个位置之后续传；请求头 Last-Event-ID 优先",
        "feed" => "数据接口编号，如 housing-permits",
        "number" => "隔离数据或消息的编号",
        "status" => "waiting、released、discarded",
        "name" => "账号名；上传与下载佐证时为文件名",
        "hash" => "SHA-256，小写十六进制",
        "Idempotency-Key" => "1 至 128 个可见 ASCII 字符；重试用同一个",
        "If-Match" => "读取时得到的 ETag；内容已变则 412",
        _ => null,
    };
}
