using FuyangPlan.Checklists;
using FuyangPlan.DepartmentFeeds;
using FuyangPlan.EventSourcing;
using FuyangPlan.Leaders;
using FuyangPlan.Plans;
using FuyangPlan.TaskBooks;

namespace FuyangPlan.Initiatives;

/// <summary>What the grains of all three kinds share: a shell around the rules.</summary>
internal abstract class InitiativeGrain(GrainServices services) : EventSourcedGrain<InitiativeState>(services), IInitiativeGrain
{
    private InitiativeView? _view;
    private (int Version, DateOnly Day, PlanState Plan) _viewOf;

    public Task<CommandOutcome> Charter(InitiativeCharter command, CommandContext context) =>
        Execute(context, command, (state, moment) => InitiativeRules.Decide(state, command, moment));

    public Task<CommandOutcome> AppointLeader(AppointLeader command, CommandContext context) =>
        Decide(context, command, (state, moment) => LeaderRules.Decide(state, command, moment));

    public Task<CommandOutcome> DesignateActingLeader(DesignateActingLeader command, CommandContext context) =>
        Decide(context, command, (state, moment) => LeaderRules.Decide(state, command, moment));

    public Task<CommandOutcome> EndAppointment(EndAppointment command, CommandContext context) =>
        Decide(context, command, (state, moment) => LeaderRules.Decide(state, command, moment));

    public Task<CommandOutcome> DraftTaskBook(DraftTaskBook command, CommandContext context) =>
        Decide(context, command, (state, moment) => TaskBookRules.Decide(state, command, moment));

    public Task<CommandOutcome> SubmitTaskBook(SubmitTaskBook command, CommandContext context) =>
        Decide(context, command, (state, moment) => TaskBookRules.Decide(state, command, moment));

    public Task<CommandOutcome> ReturnTaskBook(ReturnTaskBook command, CommandContext context) =>
        Decide(context, command, (state, moment) => TaskBookRules.Decide(state, command, moment));

    public Task<CommandOutcome> IssueTaskBook(IssueTaskBook command, CommandContext context) =>
        Decide(context, command, (state, moment) => TaskBookRules.Decide(state, command, moment));

    public Task<CommandOutcome> AcceptTaskBook(AcceptTaskBook command, CommandContext context) =>
        Decide(context, command, (state, moment) => TaskBookRules.Decide(state, command, moment));

    public Task<CommandOutcome> ContestTaskBook(ContestTaskBook command, CommandContext context) =>
        Decide(context, command, (state, moment) => TaskBookRules.Decide(state, command, moment));

    public Task<CommandOutcome> ProposeAmendment(ProposeAmendment command, CommandContext context) =>
        Decide(context, command, (state, moment) => TaskBookRules.Decide(state, command, moment));

    public Task<CommandOutcome> ApproveAmendment(ApproveAmendment command, CommandContext context) =>
        Decide(context, command, (state, moment) => TaskBookRules.Decide(state, command, moment));

    public Task<CommandOutcome> RejectAmendment(RejectAmendment command, CommandContext context) =>
        Decide(context, command, (state, moment) => TaskBookRules.Decide(state, command, moment));

    public Task<CommandOutcome> RequestClosure(RequestClosure command, CommandContext context) =>
        Decide(context, command, (state, moment) => TaskBookRules.Decide(state, command, moment));

    public Task<CommandOutcome> ApproveClosure(ApproveClosure command, CommandContext context) =>
        Decide(context, command, (state, moment) => TaskBookRules.Decide(state, command, moment));

    public Task<CommandOutcome> RefuseClosure(RefuseClosure command, CommandContext context) =>
        Decide(context, command, (state, moment) => TaskBookRules.Decide(state, command, moment));

    public Task<CommandOutcome> WithdrawTaskBook(WithdrawTaskBook command, CommandContext context) =>
        Decide(context, command, (state, moment) => TaskBookRules.Decide(state, command, moment));

    public Task<CommandOutcome> StartTask(int task, StartTask command, CommandContext context) =>
        Decide(context, command, (state, moment) => ChecklistRules.Decide(state, task, command, moment));

    public Task<CommandOutcome> ReportProgress(int task, ReportProgress command, ImmutableArray<Evidence> evidence, CommandContext context) =>
        Decide(context, command, (state, moment) => ChecklistRules.Decide(state, task, command, evidence, moment));

    public Task<CommandOutcome> VerifyProgress(int task, VerifyProgress command, CommandContext context) =>
        Decide(context, command, (state, moment) => ChecklistRules.Decide(state, task, command, moment));

    public Task<CommandOutcome> ReportDone(int task, ReportDone command, ImmutableArray<Evidence> evidence, CommandContext context) =>
        Decide(context, command, (state, moment) => ChecklistRules.Decide(state, task, command, evidence, moment));

    public Task<CommandOutcome> VerifyTask(int task, VerifyTask command, CommandContext context) =>
        Decide(context, command, (state, moment) => ChecklistRules.Decide(state, task, command, moment));

    public Task<CommandOutcome> RejectTask(int task, RejectTask command, CommandContext context) =>
        Decide(context, command, (state, moment) => ChecklistRules.Decide(state, task, command, moment));

    public Task<CommandOutcome> StrikeOffTask(int task, StrikeOffTask command, CommandContext context) =>
        Decide(context, command, (state, moment) => ChecklistRules.Decide(state, task, command, moment));

    public Task<CommandOutcome> ReopenTask(int task, ReopenTask command, CommandContext context) =>
        Decide(context, command, (state, moment) => ChecklistRules.Decide(state, task, command, moment));

    public Task<CommandOutcome> RequestSuspension(int task, RequestSuspension command, CommandContext context) =>
        Decide(context, command, (state, moment) => ChecklistRules.Decide(state, task, command, moment));

    public Task<CommandOutcome> DecideSuspension(int task, DecideSuspension command, CommandContext context) =>
        Decide(context, command, (state, moment) => ChecklistRules.Decide(state, task, command, moment));

    public Task<CommandOutcome> ResumeTask(int task, ResumeTask command, CommandContext context) =>
        Decide(context, command, (state, moment) => ChecklistRules.Decide(state, task, command, moment));

    public Task<CommandOutcome> RecordFact(RecordFact command, CommandContext context) =>
        Decide(context, command, (state, moment) => FactRules.Decide(state, command, moment));

    public Task PassTime(PassTime command) => State.Charter is null ? Task.CompletedTask : RecordDue();

    public async Task<InitiativeView?> Get()
    {
        if (State.Charter is null) return null;
        var plan = await Plan();
        var now = plan.Now(Services.Time);
        // Nothing in a view changes within a day but by a new version.
        if (_view is not null && _viewOf == (Version, now.Day(), plan)) return _view;
        _viewOf = (Version, now.Day(), plan);
        return _view = InitiativeViews.Of(AgedTo(plan, now), PlanId, Version, plan, now);
    }

    public async Task<InitiativeSummary?> GetSummary() => (await Get())?.Summary;

    /// <summary>Every command but the charter needs an initiative that exists.</summary>
    protected Task<CommandOutcome> Decide(CommandContext context, object command, Func<InitiativeState, Moment, Decision> decide) =>
        Execute(context, command, (state, moment) => state.Charter is null
            ? Decision.Refuse(Problems.InitiativeNotFound, "没有这个事项。")
            : decide(state, moment));
}
