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
using FuyangPlan.Plans;
using FuyangPlan.ResourcePools;
using FuyangPlan.TaskBooks;
using FuyangPlan.Teams;

namespace FuyangPlan;

/// <summary>A command to one task of the checklist, to one landing, to one lead, to one message in quarantine, to one request of a pool or an enterprise, or to one promise or link of an enterprise.</summary>
internal sealed record OnTask(int Number, object Command, ImmutableArray<Evidence> Evidence);

/// <summary>
/// Where something stands at an instant: the fold of what was recorded. Situations are made by the real rules, so each one can be reached;
/// <see cref="When"/> asks the real rule, after time has passed over the state as it does in the grain.
/// </summary>
internal sealed record Situation<TState>(TState State, PlanState Facts, DateTimeOffset Now, ImmutableArray<Entry> Entries)
    where TState : class, IFold<TState>
{
    public PlanState Plan => State as PlanState ?? Facts;

    public int Version => Entries.Length;

    public Situation<TState> On(DateOnly day, int hour = 10) => this with { Now = day.Start().AddHours(hour) };

    /// <summary>With other facts of the plan.</summary>
    public Situation<TState> In(PlanState facts) => this with { Facts = facts };

    /// <summary>The situation as time alone has made it by its instant.</summary>
    public Situation<TState> Aged()
    {
        var (state, due) = Aging.Age(State, Version, Plan, Now);
        return this with { State = state, Entries = Entries.AddRange(due) };
    }

    /// <summary>An accepted command; a refused one fails the test that asks for it.</summary>
    public Situation<TState> Do(Actor actor, object command) => When(actor, command).ThenAccepted();

    public Outcome<TState> When(Actor actor, object command)
    {
        var aged = Aged();
        return new(this, aged, actor, Rules.Decide(aged.State, command, new Moment(actor, Now, Now, Plan)));
    }

    public Situation<TState> Record(Actor actor, params ReadOnlySpan<JournalEvent> facts)
    {
        var next = this;
        foreach (var fact in facts)
        {
            var entry = new Entry(fact, next.Version + 1, 0, Now, Now, actor, $"{actor.Account}:{next.Version + 1}", "", "");
            next = next with { State = TState.Apply(next.State, entry), Entries = next.Entries.Add(entry) };
        }
        return next;
    }
}

/// <summary>What a rule answered.</summary>
internal sealed record Outcome<TState>(Situation<TState> Before, Situation<TState> Aged, Actor Actor, Decision Decision)
    where TState : class, IFold<TState>
{
    /// <summary>Exactly these events, compared as the journal writes them.</summary>
    public Situation<TState> Then(params JournalEvent[] events)
    {
        Assert.Null(Decision.Refusal);
        Assert.Equal(events.Select(Written), Decision.Events.Select(Written));
        return Aged.Record(Actor, Decision.Events.AsSpan());
    }

    public Situation<TState> ThenAccepted()
    {
        Assert.True(Decision.Refusal is null, $"{Decision.Refusal?.Problem.Code}: {Decision.Refusal?.Detail}");
        return Aged.Record(Actor, Decision.Events.AsSpan());
    }

    public Refusal ThenRefused(Problem problem)
    {
        Assert.Equal(problem.Code, Decision.Refusal?.Problem.Code);
        Assert.NotEmpty(Decision.Refusal!.Detail);
        Assert.Empty(Decision.Events);
        return Decision.Refusal;
    }

    public void ThenNothing()
    {
        Assert.Null(Decision.Refusal);
        Assert.Empty(Decision.Events);
    }

    private static string Written(JournalEvent fact) => $"{EventCatalog.NameOf(fact)} {EventCatalog.Write(fact)}";
}

/// <summary>The rule of each command.</summary>
internal static class Rules
{
    public static Decision Decide(object state, object command, Moment moment) => state switch
    {
        PlanState plan => Decide(plan, command, moment),
        DepartmentFeedState feed => Decide(feed, command, moment),
        ResourcePoolState pool => Decide(pool, command, moment),
        EnterpriseState enterprise => Decide(enterprise, command, moment),
        _ => Decide((InitiativeState)state, command, moment),
    };

    private static Decision Decide(DepartmentFeedState feed, object command, Moment moment) => command switch
    {
        RegisterDepartmentFeed c => DepartmentFeedRules.Decide(feed, c, moment),
        PauseDepartmentFeed c => DepartmentFeedRules.Decide(feed, c, moment),
        ResumeDepartmentFeed c => DepartmentFeedRules.Decide(feed, c, moment),
        EndDepartmentFeed c => DepartmentFeedRules.Decide(feed, c, moment),
        OnTask { Command: ReleaseFact c } on => DepartmentFeedRules.Decide(feed, on.Number, c, Facts.Progress(1, 60), moment),
        OnTask { Command: DiscardFact c } on => DepartmentFeedRules.Decide(feed, on.Number, c, moment),
        _ => throw new ArgumentException($"No rule for {command.GetType().Name}."),
    };

    private static Decision Decide(ResourcePoolState pool, object command, Moment moment) => command switch
    {
        OpenPool c => ResourcePoolRules.Decide(pool, c, moment),
        ChangeCapacity c => ResourcePoolRules.Decide(pool, c, moment),
        ClosePool c => ResourcePoolRules.Decide(pool, c, moment),
        RequestResource c => ResourceRequestRules.Decide(pool, c, Who.Chief.Person, moment),
        OnTask { Command: PreCheckRequest c } on => ResourceRequestRules.Decide(pool, on.Number, c, moment),
        OnTask { Command: ReserveForRequest c } on => ResourceRequestRules.Decide(pool, on.Number, c, moment),
        OnTask { Command: GrantRequest c } on => ResourceRequestRules.Decide(pool, on.Number, c, moment),
        OnTask { Command: RefuseRequest c } on => ResourceRequestRules.Decide(pool, on.Number, c, moment),
        OnTask { Command: WithdrawRequest c } on => ResourceRequestRules.Decide(pool, on.Number, c, moment),
        OnTask { Command: DeliverGrant c } on => ResourceUseRules.Decide(pool, on.Number, c, on.Evidence, moment),
        OnTask { Command: VerifyUse c } on => ResourceUseRules.Decide(pool, on.Number, c, moment),
        OnTask { Command: ClawBack c } on => ResourceUseRules.Decide(pool, on.Number, c, moment),
        _ => throw new ArgumentException($"No rule for {command.GetType().Name}."),
    };

    private static Decision Decide(EnterpriseState enterprise, object command, Moment moment) => command switch
    {
        RegisterEnterprise c => EnterpriseRules.Decide(enterprise, c, moment),
        ReviseEnterprise c => EnterpriseRules.Decide(enterprise, c, moment),
        LinkEnterprise c => EnterpriseRules.Decide(enterprise, c, [1, 2], moment),
        RecordEnterpriseVisit c => EnterpriseRules.Decide(enterprise, c, moment),
        RecordEnterprisePromise c => EnterpriseRules.Decide(enterprise, c, moment),
        OnTask { Command: KeepEnterprisePromise c } on => EnterpriseRules.Decide(enterprise, on.Number, c, moment),
        OnTask { Command: BreakEnterprisePromise c } on => EnterpriseRules.Decide(enterprise, on.Number, c, moment),
        IssueLink c => EnterpriseRules.Decide(enterprise, c, moment),
        OnTask { Command: RevokeLink c } on => EnterpriseRules.Decide(enterprise, on.Number, c, moment),
        SubmitRequest c => ServiceRequestRules.Decide(enterprise, c, moment),
        OnTask { Command: AssignRequest c } on => ServiceRequestRules.Decide(enterprise, on.Number, c, moment),
        OnTask { Command: ContactRequest c } on => ServiceRequestRules.Decide(enterprise, on.Number, c, moment),
        OnTask { Command: AnswerRequest c } on => ServiceRequestRules.Decide(enterprise, on.Number, c, moment),
        OnTask { Command: PromiseRequest c } on => ServiceRequestRules.Decide(enterprise, on.Number, c, moment),
        OnTask { Command: CloseRequest c } on => ServiceRequestRules.Decide(enterprise, on.Number, c, on.Evidence, moment),
        OnTask { Command: RateRequest c } on => ServiceRequestRules.Decide(enterprise, on.Number, c, moment),
        _ => throw new ArgumentException($"No rule for {command.GetType().Name}."),
    };

    private static Decision Decide(PlanState plan, object command, Moment moment) => command switch
    {
        ImportPlan c => PlanRules.Decide(plan, c, moment, moment.Now),
        PostponeEvent c => PlanRules.Decide(plan, c, moment),
        RescheduleEvent c => PlanRules.Decide(plan, c, moment),
        AdvanceClock c => PlanRules.Decide(plan, c, moment, moment.Now),
        RegisterDepartment c => PlanRules.Decide(plan, c, moment),
        RegisterPerson c => PlanRules.Decide(plan, c, moment),
        SealDay c => PlanRules.Decide(plan, c, 1, new('0', 64)),
        _ => throw new ArgumentException($"No rule for {command.GetType().Name}."),
    };

    private static Decision Decide(InitiativeState state, object command, Moment moment) => command switch
    {
        InitiativeCharter c => InitiativeRules.Decide(state, c, moment),
        AppointLeader c => LeaderRules.Decide(state, c, moment),
        DesignateActingLeader c => LeaderRules.Decide(state, c, moment),
        EndAppointment c => LeaderRules.Decide(state, c, moment),
        DraftTaskBook c => TaskBookRules.Decide(state, c, moment),
        SubmitTaskBook c => TaskBookRules.Decide(state, c, moment),
        ReturnTaskBook c => TaskBookRules.Decide(state, c, moment),
        IssueTaskBook c => TaskBookRules.Decide(state, c, moment),
        AcceptTaskBook c => TaskBookRules.Decide(state, c, moment),
        ContestTaskBook c => TaskBookRules.Decide(state, c, moment),
        ProposeAmendment c => TaskBookRules.Decide(state, c, moment),
        ApproveAmendment c => TaskBookRules.Decide(state, c, moment),
        RejectAmendment c => TaskBookRules.Decide(state, c, moment),
        RequestClosure c => TaskBookRules.Decide(state, c, moment),
        RefuseClosure c => TaskBookRules.Decide(state, c, moment),
        ApproveClosure c => TaskBookRules.Decide(state, c, moment),
        WithdrawTaskBook c => TaskBookRules.Decide(state, c, moment),
        RecordFact c => FactRules.Decide(state, c, moment),
        JoinTeam c => TeamRules.Decide(state, c, moment),
        LeaveTeam c => TeamRules.Decide(state, c, moment),
        AddLanding c => LandingRules.Decide(state, c, moment),
        OnTask { Command: ReportLandingStage c } on => LandingRules.Decide(state, on.Number, c, on.Evidence, moment),
        OnTask { Command: VerifyLandingStage c } on => LandingRules.Decide(state, on.Number, c, moment),
        OnTask { Command: RejectLandingStage c } on => LandingRules.Decide(state, on.Number, c, moment),
        OnTask { Command: RegressLanding c } on => LandingRules.Decide(state, on.Number, c, moment),
        OnTask { Command: StopLanding c } on => LandingRules.Decide(state, on.Number, c, moment),
        OnTask { Command: ResumeLanding c } on => LandingRules.Decide(state, on.Number, c, moment),
        OnTask { Command: MarkLeadEnterprise c } on => LandingRules.Decide(state, on.Number, c, moment),
        OnTask { Command: UnmarkLeadEnterprise c } on => LandingRules.Decide(state, on.Number, c, moment),
        OnTask { Command: LinkLanding c } on => LeadEnterpriseRules.Decide(state, on.Number, c, moment),
        OnTask { Command: RecordPromise c } on => LeadEnterpriseRules.Decide(state, on.Number, c, moment),
        OnTask { Command: KeepPromise c } on => LeadEnterpriseRules.Decide(state, on.Number, c, moment),
        OnTask { Command: BreakPromise c } on => LeadEnterpriseRules.Decide(state, on.Number, c, moment),
        OnTask { Command: RecordContact c } on => LeadEnterpriseRules.Decide(state, on.Number, c, moment),
        SetSegment c => ChainMapRules.Decide(state, c, moment),
        RemoveSegment c => ChainMapRules.Decide(state, c, moment),
        FillSegment c => ChainMapRules.Decide(state, c, moment),
        RecordLead c => LeadRules.Decide(state, c, Words.Of(c), [], moment),
        OnTask { Command: AdvanceLead c } on => LeadStageRules.Decide(state, on.Number, c, Words.Of(c.Proofs), Words.Of(c.Note), Words.Of(c.Reason), moment),
        OnTask { Command: RegressLead c } on => LeadStageRules.Decide(state, on.Number, c, Words.Sealed, moment),
        OnTask { Command: EndLead c } on => LeadStageRules.Decide(state, on.Number, c, Words.Sealed, moment),
        OnTask { Command: ParkLead c } on => LeadStageRules.Decide(state, on.Number, c, Words.Sealed, moment),
        OnTask { Command: WakeLead c } on => LeadStageRules.Decide(state, on.Number, c, moment),
        OnTask { Command: ReviseLead c } on => LeadRules.Decide(state, on.Number, c, Words.Of(c.ContactName), Words.Of(c.ContactPhone), moment),
        OnTask { Command: RecordActivity c } on => LeadRules.Decide(state, on.Number, c, Words.Sealed, moment),
        OnTask { Command: ClaimLead c } on => LeadRules.Decide(state, on.Number, c, moment),
        OnTask { Command: AssignLead c } on => LeadRules.Decide(state, on.Number, c, moment),
        OnTask { Command: MergeLeads c } on => LeadRules.Decide(state, on.Number, c, Words.Sealed, moment),
        OnTask { Command: SetConfidential c } on => LeadRules.Decide(state, on.Number, c, Words.Sealed, moment),
        OnTask { Command: StartTask c } on => ChecklistRules.Decide(state, on.Number, c, moment),
        OnTask { Command: ReportProgress c } on => ChecklistRules.Decide(state, on.Number, c, on.Evidence, moment),
        OnTask { Command: VerifyProgress c } on => ChecklistRules.Decide(state, on.Number, c, moment),
        OnTask { Command: ReportDone c } on => ChecklistRules.Decide(state, on.Number, c, on.Evidence, moment),
        OnTask { Command: VerifyTask c } on => ChecklistRules.Decide(state, on.Number, c, moment),
        OnTask { Command: RejectTask c } on => ChecklistRules.Decide(state, on.Number, c, moment),
        OnTask { Command: StrikeOffTask c } on => ChecklistRules.Decide(state, on.Number, c, moment),
        OnTask { Command: ReopenTask c } on => ChecklistRules.Decide(state, on.Number, c, moment),
        OnTask { Command: RequestSuspension c } on => ChecklistRules.Decide(state, on.Number, c, moment),
        OnTask { Command: DecideSuspension c } on => ChecklistRules.Decide(state, on.Number, c, moment),
        OnTask { Command: ResumeTask c } on => ChecklistRules.Decide(state, on.Number, c, moment),
        _ => throw new ArgumentException($"No rule for {command.GetType().Name}."),
    };
}
