using FuyangPlan.ChainMaps;
using FuyangPlan.Checklists;
using FuyangPlan.DepartmentFeeds;
using FuyangPlan.Enterprises;
using FuyangPlan.EventSourcing;
using FuyangPlan.Initiatives;
using FuyangPlan.Journal;
using FuyangPlan.Landings;
using FuyangPlan.Leaders;
using FuyangPlan.Leads;
using FuyangPlan.Lights;
using FuyangPlan.Plans;
using FuyangPlan.ResourcePools;
using FuyangPlan.TaskBooks;
using FuyangPlan.Teams;

namespace FuyangPlan.Histories;

/// <summary>The ledger (台账): the journal phrased for people.</summary>
internal static class Ledger
{
    /// <summary>What a newer build wrote has its line, too: who, when and where are there to be read by any.</summary>
    public static LedgerLine Line(JournalRow row) => Line(row, EventCatalog.Knows(row.Type) ? Entry.Of(row) : Entry.Of(row, new NewerEvent()));

    public static LedgerLine Line(JournalRow row, Entry entry) => new(
        row.Position, row.Stream[(row.Stream.IndexOf('/', StringComparison.Ordinal) + 1)..], row.Version, entry.RecordedAt.ToOffset(China.Offset), entry.HappenedAt.ToOffset(China.Offset),
        entry.Actor.Name, entry.Actor.Department, row.Type, Phrase(entry.Event), row.Hash);

    public static string Phrase(JournalEvent fact) => fact switch
    {
        PlanImported e => $"导入行动“{e.Document.Name}”，共 {e.Initiatives.Length} 个事项",
        PlanRevised e => $"再次导入行动“{e.Document.Name}”，内容有更新",
        EventPostponed e => $"{e.Document}：赛事延期，日期待定。{e.Reason}",
        EventRescheduled e => $"{e.Document}：赛事日期定为 {e.Date:yyyy-MM-dd}（第 {e.Baseline} 版）",
        ClockAdvanced e => $"推演时钟拨到 {e.To.ToOffset(China.Offset):yyyy-MM-dd HH:mm}",
        DepartmentRegistered e => $"登记单位 {e.Department.Name}（{e.Department.Code}）",
        PersonRegistered e => $"登记人员 {e.Person.Name}（{e.Person.Id}）",
        DaySealed e => $"封存 {e.Day:yyyy-MM-dd} 流水，至第 {e.Position} 条",

        InitiativeChartered e => $"建立事项“{e.Charter.Name.Shown}”，三长岗位空缺",
        MonthClosed e => $"{e.Month.Month:yyyy年M月}关账：{LightRules.Words(e.Month.Light)}，计划 {e.Month.Planned:0.##}%，已核验 {e.Month.Verified:0.##}%",

        LeaderAppointed e => $"{e.Document}：任命{e.Name}，自 {e.EffectiveOn:yyyy-MM-dd} 起（{e.Appointer}）",
        ActingLeaderDesignated e => $"{e.Document}：由{e.Name}临时主持，自 {e.EffectiveOn:yyyy-MM-dd} 起（{e.Appointer}）",
        AppointmentEnded e => $"{e.Document}：免去任命，自 {e.EffectiveOn:yyyy-MM-dd} 起岗位空缺。{e.Reason}",

        TaskBookDrafted e => $"起草任务书：{e.Content.Goals.Length} 个目标、{e.Content.Tasks.Length} 项任务",
        TaskBookSubmitted => "任务书提交会审",
        TaskBookReturned e => $"任务书退回修改：{e.Reason}",
        TaskBookIssued e => $"签发任务书 {e.Document}，内容指纹 {e.ContentHash[..12]}",
        TaskBookAccepted e => $"签收任务书，内容指纹 {e.ContentHash[..12]}",
        TaskBookContested e => $"对任务书提出异议：{e.Reason}",
        BaselineFrozen e => $"冻结基线第 {e.Number} 版：{e.Tasks.Length} 项任务{(e.Scoring ? "，作为计分基线" : "")}",
        AmendmentProposed e => $"申请变更任务书（{(e.SlipDays > 0 ? $"推迟 {e.SlipDays} 天" : "不推迟")}{(e.Exempt ? "，免责" : "")}）：{e.Reason}",
        AmendmentApproved => "批准变更任务书",
        AmendmentRejected e => $"不同意变更任务书：{e.Reason}",
        ClosureRequested e => $"申请办结：{e.CloseOut}",
        ClosureRefused e => $"不同意办结：{e.Reason}",
        TaskBookClosed => "批准办结，圆满闭环",
        TaskBookWithdrawn e => $"撤销任务书：{e.Resolution}",

        TaskStarted e => $"任务 {e.Task} 启动{(e.OverrideReason is null ? "" : $"（前置未完成：{e.OverrideReason}）")}",
        ProgressReported e => $"任务 {e.Task} 报送进度 {e.Percent:0.##}%{(e.Correction is null ? "" : $"（更正：{e.Correction}）")}{Files(e.Evidence)}{Note(e.Note)}",
        ProgressVerified e => $"任务 {e.Task} 核验进度 {e.Percent:0.##}%{Note(e.Note)}",
        DoneReported e => $"任务 {e.Task} 报完成，完成日期 {e.DoneOn:yyyy-MM-dd}{(e.BackDated ? "（补报超过 7 天）" : "")}{Files(e.Evidence)}{Note(e.Note)}",
        ProgressFactRecorded e => $"任务 {e.Task} 由数据接口 {e.Source.Feed} 报来进度 {e.Percent:0.##}%{Origin(e.Source)}{(e.Correction is null ? "" : $"（更正：{e.Correction}）")}{Note(e.Note)}",
        CompletionFactRecorded e => $"任务 {e.Task} 由数据接口 {e.Source.Feed} 报来已办成，日期 {e.DoneOn:yyyy-MM-dd}{Origin(e.Source)}{(e.BackDated ? "（补报超过 7 天）" : "")}{Note(e.Note)}",
        TaskVerified e => $"任务 {e.Task} 核验通过{(e.OnSite ? "（现场）" : "")}{Note(e.Note)}",
        TaskRejected e => $"任务 {e.Task} 核验退回：{e.Reason}",
        TaskStruckOff e => $"任务 {e.Task} 销号{(e.Reason is null ? "（公示期满无异议）" : $"：{e.Reason}")}",
        TaskReopened e => $"任务 {e.Task} 反弹重开，保留进度 {e.Percent:0.##}%：{e.Reason}",
        SuspensionRequested e => $"任务 {e.Task} 申请暂停{(e.Exempt ? "（免责）" : "")}：{e.Reason}",
        TaskSuspended e => $"任务 {e.Task} 暂停{(e.Exempt ? "，计划停表" : "，计划不停表")}",
        SuspensionRefused e => $"任务 {e.Task} 暂停申请不予同意：{e.Reason}",
        TaskResumed e => $"任务 {e.Task} 恢复：{e.Reason}",

        TeamMemberJoined e => $"{e.Name}加入专班：{e.Duty}",
        TeamMemberLeft e => $"{e.Name}退出专班：{e.Reason}",
        LeadEvent e => LeadPhrases.Of(e),

        LandingAdded e => $"增补落地项目 {e.Landing}“{e.Name}”{(e.LeadEnterprise ? "（龙头企业）" : "")}",
        LandingStageReported e => $"落地项目 {e.Landing} 报“{e.Stage.InWords()}”，日期 {e.ReachedOn:yyyy-MM-dd}{(e.BackDated ? "（补报超过 7 天）" : "")}，佐证 {e.Proofs.Length} 份{Note(e.Note)}",
        LandingStageVerified e => $"落地项目 {e.Landing} “{e.Stage.InWords()}”核验通过{Note(e.Note)}",
        LandingStageRejected e => $"落地项目 {e.Landing} “{e.Stage.InWords()}”核验退回：{e.Reason}",
        LandingRegressed e => $"落地项目 {e.Landing} 由“{e.From.InWords()}”回退到“{e.To.InWords()}”：{e.Reason}",
        LandingStopped e => $"落地项目 {e.Landing} 停缓建：{e.Reason}",
        LandingResumed e => $"落地项目 {e.Landing} 复工：{e.Reason}",
        LeadEnterpriseMarked e => $"落地项目 {e.Landing} 列为龙头企业：{e.Reason}",
        LeadEnterpriseUnmarked e => $"落地项目 {e.Landing} 不再列为龙头企业：{e.Reason}",
        LandingLinked e => $"落地项目 {e.Landing} 关联任务：{(e.Tasks.IsEmpty ? "无" : string.Join('、', e.Tasks))}{Note(e.Note)}",
        PromiseRecorded e => $"落地项目 {e.Landing} 第 {e.Promise} 号承诺（{(e.By == PromiseSide.Ours ? "我方" : "企业")}，{e.Due:yyyy-MM-dd} 前）：{e.Text}",
        PromiseKept e => $"落地项目 {e.Landing} 第 {e.Promise} 号承诺已兑现{Note(e.Note)}",
        PromiseBroken e => $"落地项目 {e.Landing} 第 {e.Promise} 号承诺未兑现：{e.Reason}",
        ContactRecorded e => $"落地项目 {e.Landing} 联系记录，{e.On:yyyy-MM-dd}，{e.With}：{e.Summary}",

        SegmentSet e => $"图谱环节“{e.Name}”（{e.Code}）：{e.Position.InWords()}，{e.Strength.InWords()}{Note(e.Note)}",
        SegmentRemoved e => $"图谱删去环节 {e.Code}：{e.Reason}",
        SegmentFilled e => e.Landings.IsEmpty && e.Leads.IsEmpty ? $"图谱环节 {e.Code} 不再有填补" : $"图谱环节 {e.Code} 由{Joined(e.Landings, e.Leads)} 填补",

        DepartmentFeedRegistered e => $"登记数据接口“{e.Name}”（{e.Code}），单位 {e.Department}",
        DepartmentFeedPaused e => $"暂停数据接口：{e.Reason}",
        DepartmentFeedResumed e => $"恢复数据接口：{e.Reason}",
        DepartmentFeedEnded e => $"终止数据接口：{e.Reason}",
        FactQuarantined e => $"隔离数据第 {e.Number} 号{(e.Offset is null ? "" : $"（来源编号 {e.Offset}）")}：{e.Detail}",
        FactReleased e => $"放行隔离数据第 {e.Number} 号：{e.Reason}",
        FactDiscarded e => $"作废隔离数据第 {e.Number} 号：{e.Reason}",

        EnterpriseRegistered e => $"登记企业“{e.Name}”（{e.Code}），归入 {e.Chain}",
        EnterpriseRevised e => $"修订企业登记：{e.Name}，归入 {e.Chain}",
        EnterpriseLinked e => e.Landings.IsEmpty && e.Leads.IsEmpty ? "企业不再关联落地项目和招商线索" : $"企业关联{Joined(e.Landings, e.Leads)}",
        EnterpriseVisited e => $"{e.ByWhom}于 {e.On:yyyy-MM-dd} 走访企业：{e.Summary}",
        EnterprisePromiseRecorded e => $"向企业承诺第 {e.Number} 项，{e.Due:yyyy-MM-dd} 前兑现：{e.Text}",
        EnterprisePromiseKept e => $"第 {e.Number} 项承诺已兑现{Note(e.Note)}",
        EnterprisePromiseBroken e => $"第 {e.Number} 项承诺未兑现：{e.Reason}",
        EnterpriseLinkIssued e => $"开通第 {e.Number} 号企业链接，有效至 {e.Until:yyyy-MM-dd}",
        EnterpriseLinkRevoked e => $"撤销第 {e.Number} 号企业链接：{e.Reason}",
        ServiceRequestSubmitted e => $"第 {e.Number} 号企业诉求（{e.Category.InWords()}）：{e.Text}",
        ServiceRequestAssigned e => $"第 {e.Number} 号企业诉求分派给 {e.Person}",
        ServiceRequestContacted e => $"第 {e.Number} 号企业诉求已联系企业：{e.Summary}",
        ServiceRequestAnswered e => $"第 {e.Number} 号企业诉求阶段答复{(e.NextOn is { } next ? $"，下次 {next:yyyy-MM-dd}" : "")}：{e.Text}",
        ServiceRequestPromised e => $"第 {e.Number} 号企业诉求一跟到底，承诺 {e.NextOn:yyyy-MM-dd} 再答复：{e.Reason}",
        ServiceRequestOverdue e => $"第 {e.Number} 号企业诉求逾期：{e.What.InWords()}",
        ServiceRequestClosed e => $"第 {e.Number} 号企业诉求办结：{e.Solution}{Files(e.Evidence)}",
        ServiceRequestRated e => $"企业评价第 {e.Number} 号诉求 {e.Stars} 分{Note(e.Words)}",
        ServiceRequestReopened e => $"第 {e.Number} 号企业诉求评价不满意，自动重办，须换人办理",
        ServiceRequestArchived e => $"第 {e.Number} 号企业诉求归档（{(e.IsSatisfied ? "满意" : "不满意")}）",
        ResourcePoolOpened e => $"设立 {e.Year} 年{e.Type.InWords()}要素池，额度 {e.Type.Of(e.Capacity)}，主管单位 {e.Department}{Note(e.Note)}",
        PoolCapacityChanged e => $"要素池额度调整为 {e.Type.Of(e.Capacity)}：{e.Reason}",
        ResourcePoolClosed e => $"关闭要素池：{e.Reason}",
        ResourceRequested e => $"第 {e.Number} 号要素申请：{e.Initiative} 申请 {e.Type.Of(e.Amount)}，{e.NeedBy:yyyy-MM-dd} 前需要。{e.Purpose}",
        ResourceRequestPreChecked e => $"第 {e.Number} 号要素申请预审通过{Note(e.Note)}",
        ResourceReserved e => $"为第 {e.Number} 号要素申请预留 {e.Type.Of(e.Amount)}，至 {e.Until:yyyy-MM-dd}",
        ReservationExpired e => $"第 {e.Number} 号要素申请预留的 {e.Type.Of(e.Amount)}期满释放",
        ResourceGranted e => $"批准第 {e.Number} 号要素申请 {e.Type.Of(e.Amount)}",
        ResourceRequestRefused e => $"第 {e.Number} 号要素申请 {e.Type.Of(e.Amount)}不予批准：{e.Reason}；替代办法：{e.Alternative}",
        ResourceRequestWithdrawn e => $"撤回第 {e.Number} 号要素申请 {e.Type.Of(e.Amount)}：{e.Reason}",
        ResourceDelivered e => $"第 {e.Number} 号要素申请到位 {e.Type.Of(e.Amount)}，日期 {e.On:yyyy-MM-dd}{Files(e.Evidence)}",
        ResourceUseVerified e => $"第 {e.Number} 号要素申请使用核验：已使用 {e.Type.Of(e.Used)}{Note(e.Note)}",
        ResourceClawedBack e => $"收回第 {e.Number} 号要素申请 {e.Type.Of(e.Amount)}：{e.Reason}",

        NewerEvent => "由较新的版本写成，本版本读不出内容",
        _ => throw new System.Diagnostics.UnreachableException($"No phrase for {fact.GetType().Name}."),
    };

    private static string Note(string? note) => note is null ? "" : $"。{note}";

    private static string Joined(ImmutableArray<int> landings, ImmutableArray<int> leads) =>
        string.Join('、', new[] { Numbers("落地项目", landings), Numbers("招商线索", leads) }.OfType<string>());

    private static string? Numbers(string what, ImmutableArray<int> numbers) => numbers.IsEmpty ? null : $"{what} {string.Join('、', numbers)}";

    private static string Origin(FactSource source) => $"（来源编号 {source.Offset}{(source.Document is null ? "" : $"，文号 {source.Document}")}）";

    private static string Files(ImmutableArray<Evidence> evidence) => evidence.IsEmpty ? "" : $"，佐证 {evidence.Length} 份";

    private sealed record NewerEvent : JournalEvent;
}
