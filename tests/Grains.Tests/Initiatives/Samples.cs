using FuyangPlan.ChainMaps;
using FuyangPlan.Checklists;
using FuyangPlan.DepartmentFeeds;
using FuyangPlan.Enterprises;
using FuyangPlan.EventSourcing;
using FuyangPlan.Indicators;
using FuyangPlan.Landings;
using FuyangPlan.Leaders;
using FuyangPlan.Leads;
using FuyangPlan.Plans;
using FuyangPlan.ResourcePools;
using FuyangPlan.TaskBooks;
using FuyangPlan.Teams;
using static FuyangPlan.Given;
using static FuyangPlan.TestPlan;

namespace FuyangPlan.Initiatives;

/// <summary>One command in a situation that accepts it: who may give it, and what the same wish gets the second time (null: nothing is recorded).</summary>
/// <param name="Repeats">The second time is another fact, such as a second visit on the same day.</param>
/// <param name="Instead">The decision on another command in the same situation.</param>
internal sealed record Sample(
    Func<Actor, Decision> First, Func<Actor, Decision> Second, object Command, string Allowed, Problem? Twice, bool Repeats, Func<Actor, object, Decision> Instead)
{
    public static readonly ImmutableSortedDictionary<string, Sample> All = new Sample[]
    {
        Of(Given.Unknown, new CharterInitiative(Charter), "admin", null),
        Of(Chartered, Appoint("chief", Day(1, 18)), "group office", Problems.AlreadyHolds),
        Of(Chartered, LetAct("deputy", Day(1, 18)), "group office", Problems.AlreadyHolds),
        Of(Led, new EndAppointment("免职1号", Why, Day(3, 1)), "group office", Problems.LeaderVacant),
        Of(Led.Do(Who.Office, Appoint("successor", Day(12, 1))), new CancelAppointment("撤销1号", Why, Day(12, 1)), "group office", Problems.AppointmentNotFound),

        Of(Led, new DraftTaskBook(Content), "office", null),
        Of(Drafted, new SubmitTaskBook(), "office", Problems.IllegalTransition),
        Of(UnderReview, new ReturnTaskBook(Why), "group office", Problems.IllegalTransition),
        Of(UnderReview, new IssueTaskBook("任务书1号"), "group", Problems.IllegalTransition),
        Of(Issued, new AcceptTaskBook(Issued.State.TaskBook.ContentHash!), "leader", Problems.IllegalTransition),
        Of(Issued, new ContestTaskBook(Why), "leader", Problems.IllegalTransition),
        Of(Accepted, Slipping(30), "office liaison leader", Problems.IllegalTransition),
        Of(Amending, new ApproveAmendment(), "group office", Problems.IllegalTransition),
        Of(Amending, new RejectAmendment(Why), "group office", Problems.IllegalTransition),
        Of(AllStruckOff, new RequestClosure("圆满闭环"), "office leader", Problems.IllegalTransition),
        Of(Closing, new ApproveClosure(), "group", Problems.SubjectClosed),
        Of(Closing, new RefuseClosure(Why), "group", Problems.IllegalTransition),
        Of(Accepted, new WithdrawTaskBook("决议1号"), "group", Problems.IllegalTransition),

        Of(Accepted, On(2, new StartTask()), "liaison", Problems.IllegalTransition),
        Of(Started, On(2, new ReportProgress(60, "过半"), Photo), "liaison", null),
        Of(Reported(60), On(2, new VerifyProgress(60)), "inspector", null),
        Of(Started, On(2, new ReportDone(Day(2, 1), []), Photo), "liaison", Problems.IllegalTransition),
        Of(ReportedDone, On(2, Given.Verify), "inspector", Problems.IllegalTransition),
        Of(ReportedDone, On(2, new RejectTask(Why)), "inspector", Problems.IllegalTransition),
        Of(Verified, On(2, new StrikeOffTask(Why)), "inspector", Problems.IllegalTransition),
        Of(StruckOff, On(2, new ReopenTask(Why, 50)), "inspector leader", Problems.IllegalTransition),
        Of(Started, On(2, new RequestSuspension(Why)), "liaison leader", Problems.IllegalTransition),
        Of(SuspensionAsked, On(2, new DecideSuspension(true)), "office", Problems.IllegalTransition),
        Of(Suspended, On(2, new ResumeTask(Why)), "office liaison leader", Problems.IllegalTransition),

        Of(Started, new RecordFact(Facts.Progress(1, 60), "housing", Why), "office liaison", Problems.FactSuperseded),

        Of(LedChain, new JoinTeam("deputy", "招商"), "office leader", null),
        Of(LedChain.Do(Who.Office, new JoinTeam("deputy", "招商")), new LeaveTeam("deputy", Why), "office leader", Problems.NotInTeam),

        Of(Landed.Staffed, new AddLanding("演示增补", LandingKind.Project), Works, Problems.LandingExists),
        Of(Landed.Staffed, Landed.Report(LandingStage.Started), Works, null),
        Of(Landed.At(LandingStage.Started), On(1, new VerifyLandingStage(LandingStage.Started)), "inspector", null),
        Of(Landed.At(LandingStage.Started), On(1, new RejectLandingStage(LandingStage.Started, Why)), "inspector", Problems.NothingToVerify),
        Of(Landed.At(LandingStage.Started), On(1, new RegressLanding(LandingStage.LandSupplied, Why)), Works, Problems.IllegalTransition),
        Of(Landed.Staffed, On(1, new StopLanding(Why)), Works, null),
        Of(Landed.Stopped, On(1, new ResumeLanding(Why)), Works, null),
        Of(Landed.Staffed, On(1, new MarkLeadEnterprise(Why)), Works, null),
        Of(Landed.Staffed, On(5, new UnmarkLeadEnterprise(Why)), Works, null),
        Of(Landed.Staffed, On(1, new LinkLanding(["project-1/3"])), Works, null),
        Of(Landed.Staffed, On(1, Landed.Promise), Works, null),
        Of(Landed.Promised, On(1, new KeepPromise(1)), Works, Problems.IllegalTransition),
        Of(Landed.Promised, On(1, new BreakPromise(1, Why)), Works, Problems.IllegalTransition),
        Of(Landed.Staffed, On(1, new RecordContact(Day(3, 1), "企业负责人", "走访")), Works, null),

        Of(Landed.Staffed, Lens, Works, null),
        Of(Landed.Staffed.Do(Who.Office, Lens), new RemoveSegment("lens", Why), Works, Problems.SegmentNotFound),
        Of(Landed.Staffed.Do(Who.Office, Lens), new FillSegment("lens", [1], [2]), Works, null),

        Of(LeadSituations.Chain, LeadSituations.New, "investment leader", null, repeats: true),
        Of(LeadSituations.Recorded, LeadSituations.Step(LeadStage.Screening, Day(1, 18)), "investment leader", Problems.IllegalTransition),
        Of(LeadSituations.At(LeadStage.Signed), On(1, new RegressLead(LeadStage.Lead, Why)), "investment leader", Problems.IllegalTransition),
        Of(LeadSituations.Recorded, On(1, new EndLead(LeadEnding.Lost, LeadEndCode.Policy, Why)), "investment leader", Problems.IllegalTransition),
        Of(LeadSituations.Recorded, On(1, new ParkLead(Day(3, 1), Why)), "investment leader", Problems.IllegalTransition),
        Of(LeadSituations.Parked, On(1, new WakeLead()), "investment leader", Problems.IllegalTransition),
        Of(LeadSituations.Recorded, On(1, new ReviseLead(Land: 60)), "investment leader", null),
        Of(LeadSituations.Recorded, On(1, new RecordActivity(LeadActivityKind.Contact, Day(1, 18), "电话联系")), "investment leader", null, repeats: true),
        Of(LeadSituations.InPool, On(1, new ClaimLead()), "investment leader", null),
        Of(LeadSituations.Recorded, On(1, new AssignLead("chief")), "investment leader", null),
        Of(LeadSituations.Recorded.Do(Who.Chief, LeadSituations.New), On(1, new MergeLeads(2, Why)), "investment leader", Problems.IllegalTransition),
        Of(LeadSituations.Recorded, On(1, new SetConfidential(true, Why)), "investment leader", null),

        Of(Measured.Campaign, Measured.Defining, "office leader", Problems.IndicatorExists),
        Of(Measured.Defined, Measured.Targets, "office leader", null),
        Of(Measured.Defined, On(1, new SetIndicatorBaseline("2020", 82.4m)), "office leader", null),
        Of(Measured.Defined.Do(Who.Office, On(1, new SetIndicatorBaseline("2020", 82.4m))), On(1, new ConfirmIndicatorBaseline(82.4m)), "liaison", null),
        Of(Measured.Based.On(Day(7, 9)), Measured.Report(Measured.Quarter, 84.1m), "liaison", null),
        Of(Measured.Outlying, On(1, new AcceptOutlier("2021-01", Why)), "office", Problems.IllegalTransition),
        Of(Measured.Waiting(84.1m), Measured.Confirm(Measured.Quarter, 84.1m), "inspector", null),
        Of(Measured.Waiting(84.1m), On(1, new RejectPoint(Measured.Quarter, Why)), "inspector", Problems.NothingToVerify),
        Of(Measured.Confirmed(84.1m), On(1, new PublishPoint(Measured.Quarter)), "office", null),
        Of(Measured.Confirmed(84.1m), Measured.Method("2022版"), "office liaison", Problems.IllegalTransition),
        Of(Measured.Confirmed(84.1m), On(1, new EndIndicator(Why)), "office", null),
        Of(Measured.Based.On(Day(7, 9)), new RecordIndicatorFact(Measured.Fact(1, 84.1m), "housing", Why), "office liaison", Problems.FactSuperseded),

        Of(Facts.NoFeed, Facts.Registration, "office admin", null),
        Of(Facts.Feed, new PauseDepartmentFeed(Why), "office admin", null),
        Of(Facts.Feed.Do(Who.Office, new PauseDepartmentFeed(Why)), new ResumeDepartmentFeed(Why), "office admin", null),
        Of(Facts.Feed, new EndDepartmentFeed(Why), "office admin", null),
        Of(Facts.Quarantined, On(1, new ReleaseFact(Why)), "office liaison", Problems.AlreadyDecided),
        Of(Facts.Quarantined, On(1, new DiscardFact(Why)), "office liaison", Problems.AlreadyDecided),

        Of(Pools.NoPool, Pools.Opening, "office", null),
        Of(Pools.Pool, new ChangeCapacity(320, Why), "office", null),
        Of(Pools.Pool, new ClosePool(Why), "office", null),
        Of(Pools.Pool, Pools.Asking(30), "liaison investment service leader", Problems.ResourceRequestRepeated),
        Of(Pools.Asked(30), On(1, new PreCheckRequest()), "desk", Problems.IllegalTransition),
        Of(Pools.PreChecked(30), On(1, new ReserveForRequest(30)), "desk", null),
        Of(Pools.PreChecked(30), On(1, new GrantRequest(30)), "desk", Problems.IllegalTransition),
        Of(Pools.PreChecked(30), On(1, new RefuseRequest(Why, "改用存量厂房")), "desk", Problems.IllegalTransition),
        Of(Pools.Asked(30), On(1, new WithdrawRequest(Why)), "office liaison", Problems.IllegalTransition),
        Of(Pools.Granted(30), On(1, new DeliverGrant(30, Day(2, 8), []), Photo), "desk", Problems.OutOfRange),
        Of(Pools.Delivered(30), On(1, new VerifyUse(20)), "inspector", null),
        Of(Pools.Used(30, 20), On(1, new ClawBack(10, Why)), "desk", Problems.IllegalTransition),

        Of(Served.NoEnterprise, Served.Registering, "office service", null),
        Of(Served.Registered, new ReviseEnterprise("演示企业A（更名）", "chain-1", Officer: "deputy"), "office service", null),
        Of(Served.Registered, new LinkEnterprise([2], [7]), "office service", null),
        Of(Served.Registered, new RecordEnterpriseVisit(Day(2, 8), "演示专员", "了解用工"), "group service", null),
        Of(Served.Registered, Served.Promising, "group service", Problems.EnterprisePromiseRepeated),
        Of(Served.Promised, On(1, new KeepEnterprisePromise()), "group service", null),
        Of(Served.Promised, On(1, new BreakEnterprisePromise(Why)), "group service", null),
        Of(Served.WithOfficer("chief"), new IssueLink("演示联系人"), "office service", Problems.LinkExists),
        Of(Served.Linked, On(1, new RevokeLink(Why)), "office service", null),
        Of(Served.Registered, Served.Asking, "service enterprise", Problems.ServiceRequestRepeated),
        Of(Served.Asked, On(1, new AssignRequest("officer")), "office service", null),
        Of(Served.Asked, On(1, new ContactRequest("已电话联系")), "service", Problems.IllegalTransition),
        Of(Served.Contacted, On(1, new AnswerRequest("正在协调")), "service", null),
        Of(Served.Contacted, On(1, new PromiseRequest(Day(3, 1), Why)), "service", null),
        Of(Served.Contacted, On(1, new CloseRequest("已落实 40 间")), "service", Problems.IllegalTransition),
        Of(Served.Solved, On(1, new RateRequest(5)), "enterprise", null),

        Of(NoPlan, new ImportPlan(Document), "admin", null),
        Of(Imported, new PostponeEvent("公告", "延期"), "group", Problems.EventAlreadyPostponed),
        Of(Imported, new RescheduleEvent(new(2023, 9, 23), "公告"), "group", null),
        Of(Imported, AdvanceClock.Surely(Day(8, 2).Start()), "admin", Problems.ClockBackwards, Day(8, 2)),
        Of(Imported, new RegisterDepartment("water", "水务单位"), "office admin", null),
        Of(Imported, new RegisterPerson("person", "辛", "主任", "power"), "office admin", null),
    }.ToImmutableSortedDictionary(sample => sample.Command.GetType().Name, sample => sample);

    /// <summary>Who works on what a chain has in hand.</summary>
    private const string Works = "office leader investment service";

    private static SetSegment Lens => new("lens", "镜头模组", SegmentPosition.Upstream, SegmentStrength.Missing);

    private static Sample Of<TState>(Situation<TState> given, object command, string allowed, Problem? twice, DateOnly? later = null, bool repeats = false)
        where TState : class, IFold<TState> => new(
        actor => given.When(actor, command).Decision,
        actor => (given.Do(actor, command) is var done && later is { } day ? done.On(day, 0) : done).When(actor, command).Decision,
        (command as OnTask)?.Command ?? command, allowed, twice, repeats,
        (actor, other) => given.When(actor, command is OnTask on ? on with { Command = (Command)other } : other).Decision);
}
