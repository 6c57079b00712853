using FuyangPlan.Initiatives;
using static FuyangPlan.Given;
using static FuyangPlan.TestPlan;

namespace FuyangPlan.Checklists;

public class TaskStageTests
{
    private static readonly (object Command, Actor Actor)[] Commands =
    [
        (new StartTask(), Who.Liaison), (new ReportProgress(1), Who.Liaison), (new VerifyProgress(1), Who.Inspector), (new ReportDone(Day(1, 18), []), Who.Liaison),
        (new VerifyTask(), Who.Inspector), (new RejectTask(Why), Who.Inspector), (new StrikeOffTask(Why), Who.Inspector), (new ReopenTask(Why), Who.Inspector),
        (new RequestSuspension(Why), Who.Liaison), (new DecideSuspension(true), Who.Office), (new ResumeTask(Why), Who.Office),
    ];

    [Fact]
    public void EveryCommand_TaskThatCannotTakeIt_IsRefused()
    {
        foreach (var (command, actor) in Commands)
        {
            Issued.When(actor, On(2, command)).ThenRefused(Problems.NoBaseline);
            Accepted.When(actor, On(99, command)).ThenRefused(Problems.TaskNotFound);
            Accepted.When(actor, On(1, command)).ThenRefused(Problems.TaskIsGroup);
            Closed.When(actor, On(2, command)).ThenRefused(Problems.SubjectClosed);
            Withdrawn.When(actor, On(2, command)).ThenRefused(Problems.SubjectClosed);
            Accepted.When(Who.Auditor, On(2, command)).ThenRefused(Problems.Forbidden);
        }
    }

    [Fact]
    public void EveryStage_EveryCommand_AllowsExactlyTheStateMachine()
    {
        (Situation<InitiativeState> Given, string Allowed)[] stages =
        [
            (Accepted, "StartTask RequestSuspension"),
            (Reported(60).On(Day(2, 8)), "ReportProgress VerifyProgress ReportDone RequestSuspension"),
            (SuspensionAsked, "ReportProgress ReportDone DecideSuspension"),
            (ReportedDone, "VerifyTask RejectTask"),
            (Verified, "StrikeOffTask ReopenTask"),
            (StruckOff, "ReopenTask"),
            (Suspended, "ResumeTask"),
        ];
        foreach (var (given, allowed) in stages)
            foreach (var (sample, actor) in Commands)
            {
                object command = sample switch
                {
                    ReportProgress => new ReportProgress(61),
                    VerifyProgress => new VerifyProgress(60),
                    VerifyTask => Verify,
                    _ => sample,
                };
                var outcome = given.When(actor, On(2, command, sample is ReportDone or ReportProgress ? Photo : default));
                if (allowed.Split(' ').Contains(command.GetType().Name)) outcome.ThenAccepted();
                else if (command is VerifyProgress && given.Task2().Stage == TaskStage.InProgress) outcome.ThenRefused(Problems.NothingToVerify);
                else outcome.ThenRefused(Problems.IllegalTransition);
            }
    }

    [Fact]
    public void EveryReason_TooShort_IsRefused()
    {
        (Situation<InitiativeState> Given, Actor Actor, object Command)[] reasons =
        [
            (ReportedDone, Who.Inspector, new RejectTask("短")), (Verified, Who.Inspector, new StrikeOffTask("短")), (Verified, Who.Chief, new ReopenTask("短")),
            (Started, Who.Liaison, new RequestSuspension("短")), (Suspended, Who.Office, new ResumeTask("短")),
        ];
        foreach (var (given, actor, command) in reasons) given.When(actor, On(2, command)).ThenRefused(Problems.ReasonRequired);
    }
}
