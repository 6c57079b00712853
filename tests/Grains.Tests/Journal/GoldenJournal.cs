using System.Runtime.CompilerServices;
using System.Text.Json;
using FuyangPlan.ChainMaps;
using FuyangPlan.Checklists;
using FuyangPlan.DepartmentFeeds;
using FuyangPlan.DepartmentFeeds.V1;
using FuyangPlan.Enterprises;
using FuyangPlan.EventSourcing;
using FuyangPlan.Indicators;
using FuyangPlan.Initiatives;
using FuyangPlan.Landings;
using FuyangPlan.Leaders;
using FuyangPlan.Leads;
using FuyangPlan.Lights;
using FuyangPlan.Plans;
using FuyangPlan.ResourcePools;
using FuyangPlan.TaskBooks;
using FuyangPlan.Teams;
using static FuyangPlan.TestPlan;

namespace FuyangPlan.Journal;

/// <summary>
/// The journal of a release as it was written then. A new release gets a file of its own, once, by
/// <c>FUYANG_WRITE_GOLDEN=0.1 dotnet test --project tests/Grains.Tests</c>; a file that exists is never written again.
/// Every event is in it, in a stream of its owner, twice where it has optional members: with all of them, and with none.
/// </summary>
internal static class GoldenJournal
{
    public static IEnumerable<string> Releases => Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Journal"), "golden-*.jsonl").Select(Path.GetFileName).Order()!;

    public static ImmutableArray<string> Lines(string file) => [.. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Journal", file))];

    public static JournalRow Read(string line) => JsonSerializer.Deserialize<JournalRow>(line, StrictJson.Options)!;

    public static void Write(string release, [CallerFilePath] string here = "")
    {
        using var file = new FileStream(Path.Combine(Path.GetDirectoryName(here)!, $"golden-{release}.jsonl"), FileMode.CreateNew);
        using var text = new StreamWriter(file);
        var position = 0L;
        foreach (var (stream, facts) in Streams())
        {
            var (version, hash, at) = (0, "", new DateTimeOffset(2021, 1, 15, 12, 0, 0, China.Offset));
            foreach (var (actor, fact) in facts)
            {
                (version, at) = (version + 1, at.AddHours(1).AddTicks(1234567));
                var row = new Entry(fact, version, 0, at, at.AddMinutes(-5), actor, $"{actor.Account}:{version}", new('c', 32), "").ToRow(StreamId.Parse(stream), 0, hash);
                hash = row.Hash;
                text.Write(JsonSerializer.Serialize(row with { Position = ++position }, StrictJson.Options) + "\n");
            }
        }
    }

    private static IEnumerable<(string Stream, IEnumerable<(Actor, JournalEvent)> Facts)> Streams() =>
        [("golden/plan", Plan().Select(fact => (Deputy, fact))), ("golden/project-1", Initiative().Select(fact => (Who.Group, fact))),
            ("golden/chain-1", Chain().Select(fact => (Who.Office, fact))), ("golden/feed-permits", Feed().Select(fact => (Who.Office, fact))),
            ("golden/campaign-1", Campaign().Select(fact => (Who.Liaison, fact))),
            ("golden/pool-space-2021", Pool().Select(fact => (Who.ResourceDesk, fact))),
            ("golden/enterprise-demo-a", Enterprise().Select(fact => (Who.ServiceOfficer, fact)))];

    private static Actor Deputy => Who.Admin with { Person = "chief", Department = "office", OnBehalfOf = "deputy" };

    private static IEnumerable<JournalEvent> Plan()
    {
        var source = new PlanSource(
            "日报", "某人摄", new("动员会", "1月15日", Day(1, 15), "见报日期", "礼堂", "甲", "主持", "乙", "丙等出席", ["传达", "部署"], "颁发任务书", ["甲"], "各单位领取", ["乙", "丙"], "承诺完成"),
            ["头号工程"], ["迎盛会"], new Dictionary<string, PrintedText> { ["method"] = new("项目化、清单化", "项目化、清单化、表格化") }.ToImmutableSortedDictionary(),
            [new("破难清零", ["周例会", "月通报"])], [new("赛前演练", Day(6, 1), "通知", Day(6, 3))], [new("XX轴线", "黄金轴线", "high", "上下文", "annex")], "https://example.org/a");
        var minimal = Document with { Initiatives = [], Departments = null, Persons = null, Calendar = null };
        var full = minimal with
        {
            FullName = new("测试XX全称", "测试行动全称"),
            Event = new("运动会", new(2022, 9, 10), true, "推定"),
            Families = [Document.Families[0] with { DutyOutcome = "圆满", Wordings = [new("speech", "立起来")] }],
            Initiatives = [FullCharter],
            Label = "演示数据",
            CompletionStandards = [new("建成", "竣工验收")],
            Departments = Document.Departments,
            Persons = [.. Document.Persons!.Value, new("speaker", "庚", "主任", ["pledgeSpeaker"], "power")],
            Rules = new() { YearsAhead = 6, Leads = new(Stages: [new(LeadStage.Signed, 0.7m, 45, 2.5m)]), Services = new(Shifts: [new(new(9, 0), new(17, 30))]) },
            Calendar = Calendar2021,
            Source = source,
            Schema = "./plan.schema.json",
        };
        yield return new PlanImported(minimal with { Clock = new(ClockKind.Real) }, ["project-1"], Document.Clock.At!.Value);
        yield return new PlanImported(full, ["project-1"], Document.Clock.At.Value);
        yield return new PlanRevised(minimal with { Clock = new(ClockKind.Real) }, ["project-1"]);
        yield return new PlanRevised(full, ["project-1", "chain-1"]);
        yield return new EventPostponed("公告", "延期举行");
        yield return new EventRescheduled(2, new(2023, 9, 23), "公告");
        yield return new ClockAdvanced(Day(8, 2).Start(), Document.Clock.At.Value);
        yield return new DepartmentRegistered(new("water", "水务单位"));
        yield return new PersonRegistered(new("person", "辛"));
        yield return new PersonRegistered(new("person", "辛", "主任", ["issuer"], "water"));
        yield return new DaySealed(Day(8, 1), 10, new('d', 64));
        yield return new DaySigned(Day(8, 2), 11, new('e', 64), null, "c2lnbmVk", new('a', 16));
        yield return new DaySigned(Day(8, 3), 12, new('f', 64), new('e', 64), "c2lnbmVk", new('a', 16));
    }

    private static IEnumerable<JournalEvent> Chain()
    {
        yield return new InitiativeChartered(Charter with { Id = "chain-1" });
        yield return new TeamMemberJoined("deputy", "乙", "招商");
        yield return new TeamMemberLeft("deputy", "乙", Why);
        foreach (var fact in Landings().Concat(Leads())) yield return fact;
    }

    private static IEnumerable<JournalEvent> Landings()
    {
        yield return new LandingAdded(1, "演示产业园一期", LandingKind.Project, false);
        yield return new LandingStageReported(1, LandingStage.Started, Day(2, 1), true, [new(ProofKind.ConstructionPermit, Photo[0]), new(ProofKind.GeoPhoto, Photo[0])], "桩机进场");
        yield return new LandingStageVerified(1, LandingStage.Started, "属实");
        yield return new LandingStageReported(1, LandingStage.ToppedOut, Day(2, 2), false, [new(ProofKind.SitePhoto, Photo[0])], null);
        yield return new LandingStageRejected(1, LandingStage.ToppedOut, Why);
        yield return new LandingStageReported(1, LandingStage.ToppedOut, Day(2, 3), false, [new(ProofKind.SitePhoto, Photo[0])], null);
        yield return new LandingStageVerified(1, LandingStage.ToppedOut, null);
        yield return new LandingRegressed(1, LandingStage.ToppedOut, LandingStage.LandSupplied, Why);
        yield return new LandingStopped(1, Why);
        yield return new LandingResumed(1, Why);
        yield return new LeadEnterpriseMarked(1, Why);
        yield return new LeadEnterpriseUnmarked(1, Why);
        yield return new LandingLinked(1, ["project-1/3"], null);
        yield return new LandingLinked(1, ["project-1/3"], "道路");
        yield return new PromiseRecorded(1, 1, "接通双回路供电", PromiseSide.Ours, Day(4, 30));
        yield return new PromiseRecorded(1, 2, "年内投产", PromiseSide.Theirs, Day(12, 31));
        yield return new PromiseRecorded(1, 3, "扩建二线", PromiseSide.Theirs, Day(12, 31));
        yield return new PromiseKept(1, 1, null);
        yield return new PromiseKept(1, 2, "已投产");
        yield return new PromiseBroken(1, 3, Why);
        yield return new ContactRecorded(1, Day(2, 1), "企业负责人", "了解设备到货情况");
        yield return new SegmentSet("lens", "镜头模组", SegmentPosition.Upstream, SegmentStrength.Missing, null);
        yield return new SegmentSet("lens", "镜头模组", SegmentPosition.Upstream, SegmentStrength.Weak, "两家在谈");
        yield return new SegmentFilled("lens", [1], [2]);
        yield return new SegmentRemoved("lens", Why);
    }

    private static IEnumerable<JournalEvent> Leads()
    {
        SealedText words = new("密封");
        LeadTerms bare = LeadTerms.None, full = new(new(Day(4, 15), [Day(4, 1), Day(4, 12)]), [new(LeadDuty.Screening, Day(1, 18)), new(LeadDuty.Note, Day(1, 29))],
            [LeadDuty.Response]);
        ImmutableArray<LeadProof> proof = [new(LeadProofKind.ScreeningOpinion, new('e', 64), words, "application/pdf", 1)];
        yield return new LeadRecorded(
            1, true, "密钥", words, new('a', 32), 120_000.5m, 80.25m, LeadSource.LeaderReferral, words, words, words, words, Day(1, 15), "deputy", "乙", ["chain-2"], full);
        yield return new LeadRecorded(2, false, "密钥", words, new('b', 32), 120_000, null, LeadSource.Fair, null, null, null, null, Day(1, 15), "deputy", "乙", [], bare);
        yield return new LeadAdvanced(1, true, LeadStage.Screening, Day(1, 15), true, proof, 0, words, words, full);
        yield return new LeadAdvanced(1, true, LeadStage.Negotiation, Day(1, 15), false, proof, 0.5348m, null, null, bare);
        yield return new LeadRegressed(1, true, LeadStage.Screening, Day(1, 15), 0.5348m, words, bare);
        yield return new LeadRegressed(1, true, LeadStage.Lead, Day(1, 15), 0, words, full);
        yield return new LeadRevised(1, true, 130_000, 90, words, words);
        yield return new LeadRevised(1, true, null, null, null, null);
        yield return new LeadActivityRecorded(1, true, LeadActivityKind.Visit, Day(1, 15), words, bare);
        yield return new LeadActivityRecorded(1, true, LeadActivityKind.Contact, Day(1, 15), words, full);
        yield return new LeadAssigned(1, true, "liaison", "丁", bare);
        yield return new LeadAssigned(1, true, "chief", "甲", full);
        yield return new LeadProtectionExpiring(1, true, Day(4, 15), 14);
        yield return new LeadReleasedToPool(1, true);
        yield return new LeadClaimed(1, true, "deputy", "乙", bare);
        yield return new LeadClaimed(1, true, "deputy", "乙", full);
        yield return new LeadOverdue(1, true, LeadDuty.Screening);
        yield return new LeadParked(2, false, Day(9, 1), words);
        yield return new LeadWoken(2, false, bare);
        yield return new LeadWoken(2, false, full);
        yield return new LeadConfidentialitySet(1, false, words);
        yield return new LeadMerged(2, false, 1, words);
        yield return new LeadEnded(1, false, LeadEnding.Lost, LeadEndCode.SettledElsewhere, words);
    }

    private static IEnumerable<JournalEvent> Feed()
    {
        var full = new DepartmentFact(
            "golden", "permits", 1, "progress", "project-1", Day(2, 1).Start(), Day(2, 1).Start(), 1, 60.5m, Day(2, 1), "证1号", "面积", 1.5m, "已发证", Period: "2021-Q2");
        var bare = new DepartmentFact("golden", "permits", 1, "progress", "project-1", Day(2, 1).Start(), Day(2, 1).Start());
        yield return new DepartmentFeedRegistered("permits", "许可系统", "housing", [FactKind.Progress], null, null);
        yield return new DepartmentFeedRegistered("permits", "许可系统", "housing", [FactKind.Progress, FactKind.Completion, FactKind.Indicator], ["project-1"], "housing");
        yield return new DepartmentFeedPaused(Why);
        yield return new DepartmentFeedResumed(Why);
        yield return new FactQuarantined(1, "fact-unreadable", "不是合法的 JSON", null, new('d', 32), null, 1, "{", null);
        yield return new FactQuarantined(2, "out-of-range", "超出范围", 1, new('e', 32), full, 300, "{}", "housing");
        yield return new FactQuarantined(3, "out-of-range", "超出范围", null, new('f', 32), null, 300, "{}", null);
        yield return new FactReleased(2, full, Why);
        yield return new FactReleased(3, bare, Why);
        yield return new FactDiscarded(1, Why);
        yield return new DepartmentFeedEnded(Why);
    }

    private static IEnumerable<JournalEvent> Pool()
    {
        yield return new ResourcePoolOpened(ResourceType.Space, 2021, 300, "housing", null);
        yield return new ResourcePoolOpened(ResourceType.Space, 2021, 300.5m, "housing", "演示");
        yield return new PoolCapacityChanged(ResourceType.Space, 320, Why);
        yield return new ResourceRequested(ResourceType.Space, 1, "project-1", null, null, 30, Day(9, 30), "演示用地", null, null, null);
        yield return new ResourceRequested(
            ResourceType.Space, 2, "chain-1", 1, 2, 25.5m, Day(9, 30), "演示", new("演示地块", "商业", "新增"), new("工程师", "高级", "三年"), new(FundsSource.SpecialBonds, "分两年"));
        yield return new ResourceRequestPreChecked(ResourceType.Space, 1, null);
        yield return new ResourceRequestPreChecked(ResourceType.Space, 2, "齐全");
        yield return new ResourceReserved(ResourceType.Space, 1, 20, Day(3, 1));
        yield return new ReservationExpired(ResourceType.Space, 1, 20);
        yield return new ResourceGranted(ResourceType.Space, 1, 20);
        yield return new ResourceRequestRefused(ResourceType.Space, 1, 10, Why, "改用存量");
        yield return new ResourceRequestWithdrawn(ResourceType.Space, 2, 25.5m, Why);
        yield return new ResourceDelivered(ResourceType.Space, 1, 20, Day(3, 1), Photo);
        yield return new ResourceUseVerified(ResourceType.Space, 1, 15, null);
        yield return new ResourceUseVerified(ResourceType.Space, 1, 14, "复核");
        yield return new ResourceClawedBack(ResourceType.Space, 1, 6, Why);
        yield return new ResourcePoolClosed(Why);
    }

    private static IEnumerable<JournalEvent> Enterprise()
    {
        ServiceDeadlines deadlines = new(Day(2, 8).Start().AddHours(10), Day(2, 20), Day(2, 23));
        yield return new EnterpriseRegistered("demo-a", "演示企业A", "chain-1", null, null, null);
        yield return new EnterpriseRegistered("demo-a", "演示企业A", "chain-1", "91330111MA00000000", "演示", "deputy");
        yield return new EnterpriseRevised("演示企业A", "chain-1", null, null, null);
        yield return new EnterpriseRevised("演示企业A", "chain-1", "91330111MA00000000", "演示", "deputy");
        yield return new EnterpriseLinked([1, 2], [7]);
        yield return new EnterpriseLinked([], []);
        yield return new EnterpriseVisited(Day(2, 8), "演示专员", "了解用工");
        yield return new EnterprisePromiseRecorded(1, "三月底前通公交", Day(3, 31));
        yield return new EnterprisePromiseRecorded(2, "配套宿舍", Day(3, 31));
        yield return new EnterprisePromiseRecorded(3, "电力增容", Day(3, 31));
        yield return new EnterprisePromiseKept(1, null);
        yield return new EnterprisePromiseKept(2, "已通");
        yield return new EnterprisePromiseBroken(3, Why);
        yield return new EnterpriseLinkIssued(1, "演示联系人", Day(3, 10));
        yield return new EnterpriseLinkRevoked(1, Why);
        yield return new ServiceRequestSubmitted(1, ServiceCategory.Housing, "员工公寓 40 间", null, deadlines, null);
        yield return new ServiceRequestSubmitted(2, ServiceCategory.Labor, "缺装配工", "演示联系人", deadlines, "deputy");
        yield return new ServiceRequestAssigned(1, "deputy");
        yield return new ServiceRequestContacted(1, "已电话联系");
        yield return new ServiceRequestOverdue(1, ServiceDeadline.Answer);
        yield return new ServiceRequestAnswered(1, "正在协调", null);
        yield return new ServiceRequestAnswered(1, "下周答复", Day(3, 1));
        yield return new ServiceRequestPromised(1, Day(3, 8), Why);
        yield return new ServiceRequestClosed(1, "已落实", []);
        yield return new ServiceRequestRated(1, 3, false, "慢");
        yield return new ServiceRequestReopened(1, deadlines);
        yield return new ServiceRequestClosed(1, "已全部落实", Photo);
        yield return new ServiceRequestRated(1, 5, true, null);
        yield return new ServiceRequestArchived(1, true);
    }

    private static InitiativeCharter FullCharter => new(
        "project-1", new("XX轴线", "黄金轴线"), new("形成XX轴线", "形成黄金轴线"), new("X前", "年底前"), "贯通并验收", [new("XX路", "江滨路")],
        [new("某企业", CarrierKind.LeadEnterprise, "原文如此")], true, "集群", new("迎XX", "迎盛会"), [new("X个", "五个")], "指数", 3);

    private static IEnumerable<JournalEvent> Initiative()
    {
        var bare = new TaskBookContent([new("G1", "目标")], [new(1, "任务", "G1", Day(2, 1), Day(3, 1))]);
        var full = new TaskBookContent(
            [new("G1", "目标", "标准", "衡量", new(2022, 6, 30), "说明")],
            [
                new(1, "一期", "G1", Day(2, 1), Day(6, 30), 60.5m, "housing", ["liaison"], ["主体完工"]),
                new(2, "二期", "G1", Day(7, 1), Day(7, 1), 39.5m, "power", ["deputy"], ["通车"], TaskKind.Milestone, 3, [1], true),
                new(3, "合计", "G1", Day(2, 1), Day(7, 1)),
            ]);
        yield return new InitiativeChartered(Charter);
        yield return new InitiativeChartered(FullCharter);
        yield return new ActingLeaderDesignated("deputy", "乙", "任命2号", "领导小组", Day(1, 16));
        yield return new LeaderAppointed("chief", "甲", "任命1号", "领导小组", Day(1, 18));
        yield return new TaskBookDrafted(bare);
        yield return new TaskBookDrafted(full);
        yield return new TaskBookSubmitted();
        yield return new TaskBookReturned(Why);
        yield return new TaskBookSubmitted();
        yield return new TaskBookIssued("任务书1号", TaskBookState.HashOf(full));
        yield return new TaskBookContested(Why);
        yield return new TaskBookIssued("任务书1号", TaskBookState.HashOf(full));
        yield return new TaskBookAccepted(TaskBookState.HashOf(full));
        yield return new BaselineFrozen(1, TaskBookState.HashOf(full), TaskBookContentRules.Weighted(full), true);
        yield return new AmendmentProposed(bare, Why, "无", false, 0);
        yield return new AmendmentRejected(Why);
        yield return new AmendmentProposed(full, Why, "推迟", true, 31);
        yield return new AmendmentApproved(TaskBookState.HashOf(full));
        yield return new BaselineFrozen(2, TaskBookState.HashOf(full), TaskBookContentRules.Weighted(full), true);
        yield return new TaskStarted(1, null);
        yield return new TaskStarted(2, Why);
        yield return new ProgressReported(1, 0.25m, null, [], null);
        yield return new ProgressReported(1, 60, "过半", Photo, null);
        yield return new ProgressVerified(1, 60, null);
        yield return new ProgressReported(1, 50, "更正", Photo, Why);
        yield return new ProgressReported(1, 55, null, Photo, null);
        yield return new ProgressVerified(1, 55, "属实");
        yield return new SuspensionRequested(1, Why, true);
        yield return new SuspensionRefused(1, Why);
        yield return new SuspensionRequested(1, Why, true);
        yield return new TaskSuspended(1, true);
        yield return new TaskResumed(1, Why);
        yield return new DoneReported(1, Day(2, 1), true, Photo, null);
        yield return new TaskRejected(1, Why);
        yield return new DoneReported(1, Day(2, 1), false, Photo, "完工");
        yield return new TaskRejected(1, Why);
        yield return new ProgressFactRecorded(1, new("permits", "housing", 1, null), 40, null, null);
        yield return new ProgressFactRecorded(1, new("permits", "housing", 2, "证1号"), 30, "核减", Why);
        yield return new CompletionFactRecorded(1, new("permits", "housing", 3, null), Day(2, 1), true, null);
        yield return new CompletionFactRecorded(1, new("permits", "housing", 4, "证1号"), Day(2, 1), false, "已发证");
        yield return new TaskVerified(1, ["主体完工"], true, null, Day(2, 8));
        yield return new TaskStruckOff(1, null);
        yield return new TaskReopened(1, Why, 40);
        yield return new DoneReported(1, Day(2, 2), false, Photo, "完工");
        yield return new TaskVerified(1, ["主体完工"], true, "属实", Day(2, 9));
        yield return new TaskStruckOff(1, Why);
        yield return new MonthClosed(new(Day(1, 1), null, 0, 0, 0));
        yield return new MonthClosed(new(Day(2, 1), Light.Yellow, 40.25m, 30.5m, 30));
        yield return new AppointmentEnded("免职1号", Why, Day(9, 1));
        yield return new AppointmentCancelled("撤销1号", Why, Day(9, 1));
        yield return new ClosureRequested("圆满闭环");
        yield return new ClosureRefused(Why);
        yield return new ClosureRequested("圆满闭环");
        yield return new TaskBookClosed();
        yield return new TaskBookWithdrawn("决议1号");
    }

    private static IEnumerable<JournalEvent> Campaign()
    {
        yield return new InitiativeChartered(Charter with { Id = "campaign-1", Index = "营商环境指数" });
        yield return new IndicatorDefined(1, "营商环境指数", "分", IndicatorDirection.HigherIsBetter, IndicatorFrequency.Quarterly, "housing", new("2020版"));
        yield return new IndicatorDefined(2, "办件用时", "小时", IndicatorDirection.LowerIsBetter, IndicatorFrequency.Monthly, "power", new("2020版", "一位小数", "不含乡镇"));
        yield return new TargetsSet(1, [new("2021-Q1", 83), new("2021-Q2", 83.5m)]);
        yield return new BaselineSet(1, "2020", 82, null);
        yield return new BaselineSet(1, "2020", 82.4m, "上年度公布数");
        yield return new BaselineConfirmed(1);
        yield return new PointReported(1, 1, "2021-Q1", 83.1m, null, null, null, null);
        yield return new PointRejected(1, 1, "2021-Q1", Why);
        yield return new PointReported(1, 1, "2021-Q1", 83.2m, "季度监测数", null, null, null);
        yield return new PointConfirmed(1, 1, "2021-Q1", 83.2m, null);
        yield return new PointReported(1, 1, "2021-Q1", 90.2m, "复核数", Why, new("permits", "housing", 7, "证1号"), new(82.5m, 2.4075m));
        yield return new OutlierAccepted(1, 1, "2021-Q1", Why);
        yield return new PointConfirmed(1, 1, "2021-Q1", 90.2m, "与台账一致");
        yield return new PointPublished(1, 1, "2021-Q1", 90.2m);
        yield return new MethodDeclared(1, 2, new("2022版"), Why);
        yield return new MethodDeclared(1, 3, new("2023版", "一位小数", "与 2022版不可比"), Why);
        yield return new IndicatorEnded(1, Why);
    }
}
