using FuyangPlan.Evidences;
using FuyangPlan.EventSourcing;
using FuyangPlan.Enterprises;
using FuyangPlan.Initiatives;
using FuyangPlan.Journal;
using FuyangPlan.Plans;
using FuyangPlan.TaskBooks;

namespace FuyangPlan;

/// <summary>A made-up plan: three families, three initiatives, a few departments and persons, and the official holidays of 2021.</summary>
internal static class TestPlan
{
    public const string Why = "理由写得清楚明白，不少于十个字";

    public static readonly WorkCalendar Calendar2021 = new(
        [
            .. Days(1, 1, 3), .. Days(2, 11, 17), .. Days(4, 3, 5), .. Days(5, 1, 5), .. Days(6, 12, 14), .. Days(9, 19, 21), .. Days(10, 1, 7),
        ],
        [Day(2, 7), Day(2, 20), Day(4, 25), Day(5, 8), Day(9, 18), Day(9, 26), Day(10, 9)]);

    public static readonly InitiativeCharter Charter = new("project-1", new("城市轴线工程"), new("形成城市轴线"));

    public static readonly PlanDocument Document = new(
        "test", "测试行动", new("测试行动全称"), new(ClockKind.StartsAt, new(2021, 1, 15, 12, 0, 0, China.Offset)), new(2021, 1, 15),
        new("运动会", new(2022, 9, 10)),
        [
            new("city", InitiativeKind.Project, "工程", "城市", "城市立起来", "项目长", ["统筹"]),
            new("industry", InitiativeKind.IndustryChain, "产业链", "产业", "产业立起来", "链长", ["统筹"]),
            new("environment", InitiativeKind.Campaign, "提升行动", "环境", "环境立起来", "指挥长", ["统筹"]),
        ],
        [Charter, Charter with { Id = "chain-1" }, Charter with { Id = "campaign-1" }],
        Departments: [new("housing", "住建单位"), new("power", "供电单位"), new("inspection", "督查单位"), new("office", "办公室")],
        Persons:
        [
            new("chief", "甲"), new("deputy", "乙"), new("successor", "丙"), new("liaison", "丁", Department: "housing"),
            new("inspector", "戊", Department: "inspection"), new("officer", "己", Department: "office"), new("clerk", "庚", Department: "housing"),
        ],
        Calendar: Calendar2021);

    /// <summary>The plan as it is just after its import.</summary>
    public static readonly PlanState State = PlanState.Apply(PlanState.Initial, Written(
        new PlanImported(Document with { Initiatives = [] }, [.. Document.Initiatives.Select(charter => charter.Id)], Document.Clock.At!.Value)));

    /// <summary>Task 1 is a group of 2 and 3; 3 comes after 2, milestone 4 after 3; 5 is optional and light enough to be verified from the desk.</summary>
    public static readonly TaskBookContent Content = new(
        [new("G1", "轴线贯通", "全线贯通并验收", "贯通里程", new(2022, 6, 30))],
        [
            new(1, "轴线", "G1", Day(2, 1), Day(9, 30)),
            new(2, "一期", "G1", Day(2, 1), Day(6, 30), 50, "housing", ["liaison"], ["主体完工", "资料齐全"], Parent: 1),
            new(3, "二期", "G1", Day(7, 1), Day(9, 30), 30, "housing", ["liaison"], Parent: 1, After: [2]),
            new(4, "通车", "G1", Day(10, 31), Day(10, 31), 15, "power", ["deputy"], Kind: TaskKind.Milestone, After: [3]),
            new(5, "绿化", "G1", Day(3, 1), Day(12, 31), 5, "housing", ["liaison"], Optional: true),
        ]);

    public static readonly ImmutableArray<Evidences.Evidence> Photo = [new(new('a', 64), "现场.jpg", "image/jpeg", 1024)];

    public static DateOnly Day(int month, int day) => new(2021, month, day);

    public static TaskBookContent With(this TaskBookContent content, int number, Func<PlannedTask, PlannedTask> change) =>
        content with { Tasks = [.. content.Tasks.Select(task => task.Number == number ? change(task) : task)] };

    private static Entry Written(JournalEvent fact) =>
        new(fact, 1, 0, Document.Clock.At!.Value, Document.Clock.At.Value, Who.Admin, "import", "", "");

    private static IEnumerable<DateOnly> Days(int month, int first, int last) => Enumerable.Range(first, last - first + 1).Select(day => Day(month, day));
}

/// <summary>One actor for each role, the leader who has none, and those who must be told apart from them.</summary>
internal static class Who
{
    public static readonly Actor Group = new("group", null, "领导小组", null, [Role.LeadingGroup]);
    public static readonly Actor Office = new("office", "officer", "办公室", "office", [Role.Office]);
    public static readonly Actor Liaison = new("liaison", "liaison", "联络员", "housing", [Role.Liaison]);
    public static readonly Actor PowerLiaison = new("power", "deputy", "供电联络员", "power", [Role.Liaison]);
    public static readonly Actor StrangerLiaison = new("stranger", null, "旁人", "inspection", [Role.Liaison]);
    public static readonly Actor Inspector = new("inspector", "inspector", "督查", "inspection", [Role.Inspector]);
    public static readonly Actor Auditor = new("auditor", null, "审计", null, [Role.Auditor]);
    public static readonly Actor Ops = new("ops", null, "运维", null, [Role.Ops]);
    public static readonly Actor Admin = new("admin", null, "管理员", null, [Role.Admin]);
    public static readonly Actor InvestmentOfficer = new("investment", "successor", "招商专员", "inspection", [Role.InvestmentOfficer]);
    public static readonly Actor ServiceOfficer = new("service", "deputy", "企业服务专员", "power", [Role.ServiceOfficer]);
    public static readonly Actor ResourceDesk = new("desk", "clerk", "要素保障专员", "housing", [Role.ResourceDesk]);
    public static readonly Actor Enterprise = EnterpriseGrains.Visitor("demo-a", "演示企业A");
    public static readonly Actor Chief = new("chief", "chief", "甲", null, []);
    public static readonly Actor Nobody = new("nobody", null, "无角色", null, []);

    /// <summary>Everybody that the authority matrix knows, by name.</summary>
    public static readonly ImmutableArray<(string Name, Actor Actor)> All =
    [
        ("group", Group), ("office", Office), ("liaison", Liaison), ("inspector", Inspector), ("auditor", Auditor),
        ("ops", Ops), ("admin", Admin), ("investment", InvestmentOfficer), ("service", ServiceOfficer), ("desk", ResourceDesk), ("enterprise", Enterprise), ("leader", Chief),
            ("nobody", Nobody),
    ];
}
