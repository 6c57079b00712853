using FuyangPlan.Evidences;
using FuyangPlan.Checklists;
using FuyangPlan.EventSourcing;
using FuyangPlan.Initiatives;
using FuyangPlan.Leaders;
using FuyangPlan.Plans;
using FuyangPlan.TaskBooks;
using static FuyangPlan.TestPlan;

namespace FuyangPlan;

/// <summary>Situations by name, each made from the one before by accepted commands. Where no number is said, the task is 2.</summary>
internal static class Given
{
    public static Situation<PlanState> NoPlan => new(PlanState.Initial, PlanState.Initial, Document.Clock.At!.Value, []);

    public static Situation<PlanState> Imported => NoPlan.Do(Who.Admin, new ImportPlan(Document)).On(Day(1, 18));

    public static Situation<PlanState> Postponed => Imported.Do(Who.Group, new PostponeEvent("公告", "延期举行"));

    public static Situation<InitiativeState> Unknown => new(InitiativeState.Initial, TestPlan.State, Day(1, 18).Start().AddHours(9), []);

    public static Situation<InitiativeState> Chartered => Unknown.Do(Who.Admin, Charter);

    public static Situation<InitiativeState> Led => Chartered.Do(Who.Office, Appoint("chief", Day(1, 18)));

    /// <summary>A chain, which has what others have not.</summary>
    public static Situation<InitiativeState> LedChain => Unknown.Do(Who.Admin, Charter with { Id = "chain-1" }).Do(Who.Office, Appoint("chief", Day(1, 18)));

    public static Situation<InitiativeState> Drafted => DraftedWith(Content);

    public static Situation<InitiativeState> UnderReview => Drafted.Do(Who.Office, new SubmitTaskBook());

    public static Situation<InitiativeState> Issued => UnderReview.Do(Who.Group, new IssueTaskBook("任务书1号"));

    public static Situation<InitiativeState> Accepted => AcceptedWith(Content);

    public static Situation<InitiativeState> Amending => Accepted.Do(Who.Chief, Slipping(30));

    public static Situation<InitiativeState> Started => Accepted.On(Day(2, 1)).Do(Who.Liaison, On(2, new StartTask()));

    public static Situation<InitiativeState> ReportedDone => Started.On(Day(2, 8)).Do(Who.Liaison, On(2, new ReportDone(Day(2, 8), []), Photo));

    public static Situation<InitiativeState> Verified => ReportedDone.Do(Who.Inspector, On(2, Verify));

    public static Situation<InitiativeState> StruckOff => Verified.Do(Who.Inspector, On(2, new StrikeOffTask(Why)));

    public static Situation<InitiativeState> SuspensionAsked => Started.Do(Who.Liaison, On(2, new RequestSuspension(Why, Exempt: true)));

    public static Situation<InitiativeState> Suspended => SuspensionAsked.Do(Who.Office, On(2, new DecideSuspension(true)));

    public static Situation<InitiativeState> AllStruckOff => Enumerable.Range(2, 3).Aggregate(Accepted.On(Day(2, 8)), (situation, number) => situation
        .Do(LiaisonOf(number), On(number, new StartTask()))
        .Do(LiaisonOf(number), On(number, new ReportDone(Day(2, 8), []), Photo))
        .Do(Who.Inspector, On(number, Verify))
        .Do(Who.Inspector, On(number, new StrikeOffTask(Why))));

    public static Situation<InitiativeState> Closing => AllStruckOff.Do(Who.Chief, new RequestClosure("圆满闭环"));

    public static Situation<InitiativeState> Closed => Closing.Do(Who.Group, new ApproveClosure());

    public static Situation<InitiativeState> Withdrawn => Accepted.Do(Who.Group, new WithdrawTaskBook("决议1号"));

    public static VerifyTask Verify => new(["主体完工", "资料齐全"], OnSite: true);

    public static Situation<InitiativeState> DraftedWith(TaskBookContent content) => Led.Do(Who.Office, new DraftTaskBook(content));

    public static Situation<InitiativeState> AcceptedWith(TaskBookContent content)
    {
        var issued = DraftedWith(content).Do(Who.Office, new SubmitTaskBook()).Do(Who.Group, new IssueTaskBook("任务书1号"));
        return issued.Do(Who.Chief, new AcceptTaskBook(issued.State.TaskBook.ContentHash!));
    }

    public static Situation<InitiativeState> Reported(decimal percent) =>
        Started.On(Day(2, 8)).Do(Who.Liaison, On(2, new ReportProgress(percent), Photo));

    public static AppointLeader Appoint(string person, DateOnly day) => new(person, "任命1号", "领导小组", day);

    public static DesignateActingLeader LetAct(string person, DateOnly day) => new(person, "任命2号", "领导小组", day);

    /// <summary>The last task is due some days later.</summary>
    public static ProposeAmendment Slipping(int days, bool exempt = false) =>
        new(Content.With(5, task => task with { Due = task.Due.AddDays(days) }), Why, "不影响总目标", exempt);

    public static OnTask On(int number, object command, ImmutableArray<Evidence> evidence = default) =>
        new(number, command, evidence.IsDefault ? [] : evidence);

    public static Actor LiaisonOf(int number) => number == 4 ? Who.PowerLiaison : Who.Liaison;

    public static TaskState Task2(this Situation<InitiativeState> situation) => situation.State.Checklist.Tasks[2];
}
