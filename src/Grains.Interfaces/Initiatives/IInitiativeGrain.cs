using FuyangPlan.ChainMaps;
using FuyangPlan.Checklists;
using FuyangPlan.DepartmentFeeds;
using FuyangPlan.Landings;
using FuyangPlan.Leaders;
using FuyangPlan.Leads;
using FuyangPlan.Plans;
using FuyangPlan.TaskBooks;
using FuyangPlan.Teams;

namespace FuyangPlan.Initiatives;

/// <summary>
/// What every initiative promises, whatever its kind. Key: <c>plan/id</c>, such as <c>fuyang/project-4</c>.
/// An accepted outcome means that the events are durable; a refused command stored nothing.
/// </summary>
public interface IInitiativeGrain : IGrainWithStringKey
{
    // Charter
    Task<CommandOutcome> Charter(InitiativeCharter command, CommandContext context);

    // Leader
    Task<CommandOutcome> AppointLeader(AppointLeader command, CommandContext context);
    Task<CommandOutcome> DesignateActingLeader(DesignateActingLeader command, CommandContext context);
    Task<CommandOutcome> EndAppointment(EndAppointment command, CommandContext context);

    // Task book
    Task<CommandOutcome> DraftTaskBook(DraftTaskBook command, CommandContext context);
    Task<CommandOutcome> SubmitTaskBook(SubmitTaskBook command, CommandContext context);
    Task<CommandOutcome> ReturnTaskBook(ReturnTaskBook command, CommandContext context);
    Task<CommandOutcome> IssueTaskBook(IssueTaskBook command, CommandContext context);
    Task<CommandOutcome> AcceptTaskBook(AcceptTaskBook command, CommandContext context);
    Task<CommandOutcome> ContestTaskBook(ContestTaskBook command, CommandContext context);
    Task<CommandOutcome> ProposeAmendment(ProposeAmendment command, CommandContext context);
    Task<CommandOutcome> ApproveAmendment(ApproveAmendment command, CommandContext context);
    Task<CommandOutcome> RejectAmendment(RejectAmendment command, CommandContext context);
    Task<CommandOutcome> RequestClosure(RequestClosure command, CommandContext context);
    Task<CommandOutcome> ApproveClosure(ApproveClosure command, CommandContext context);
    Task<CommandOutcome> RefuseClosure(RefuseClosure command, CommandContext context);
    Task<CommandOutcome> WithdrawTaskBook(WithdrawTaskBook command, CommandContext context);

    // Checklist
    Task<CommandOutcome> StartTask(int task, StartTask command, CommandContext context);
    Task<CommandOutcome> ReportProgress(int task, ReportProgress command, ImmutableArray<Evidence> evidence, CommandContext context);
    Task<CommandOutcome> VerifyProgress(int task, VerifyProgress command, CommandContext context);
    Task<CommandOutcome> ReportDone(int task, ReportDone command, ImmutableArray<Evidence> evidence, CommandContext context);
    Task<CommandOutcome> VerifyTask(int task, VerifyTask command, CommandContext context);
    Task<CommandOutcome> RejectTask(int task, RejectTask command, CommandContext context);
    Task<CommandOutcome> StrikeOffTask(int task, StrikeOffTask command, CommandContext context);
    Task<CommandOutcome> ReopenTask(int task, ReopenTask command, CommandContext context);
    Task<CommandOutcome> RequestSuspension(int task, RequestSuspension command, CommandContext context);
    Task<CommandOutcome> DecideSuspension(int task, DecideSuspension command, CommandContext context);
    Task<CommandOutcome> ResumeTask(int task, ResumeTask command, CommandContext context);
    Task<CommandOutcome> RecordFact(RecordFact command, CommandContext context);

    /// <summary>Record what time alone has brought: closed months, tasks struck off after their waiting days. Doing it twice records nothing.</summary>
    Task PassTime(PassTime command);

    /// <summary>Null when the initiative has never been chartered.</summary>
    Task<InitiativeView?> Get();

    /// <summary>Null when the initiative has never been chartered.</summary>
    Task<InitiativeSummary?> GetSummary();
}

/// <summary>Time has passed.</summary>
[GenerateSerializer, Immutable, Alias("initiative.pass-time")]
public sealed record PassTime();

/// <summary>A project (工程), led by its project leader (项目长).</summary>
[Alias("IProjectGrain")]
public interface IProjectGrain : IInitiativeGrain;

/// <summary>An industry chain (产业链), led by its chain leader (链长).</summary>
[Alias("IIndustryChainGrain")]
public interface IIndustryChainGrain : IInitiativeGrain
{
    // Team
    Task<CommandOutcome> JoinTeam(JoinTeam command, CommandContext context);
    Task<CommandOutcome> LeaveTeam(LeaveTeam command, CommandContext context);

    // Landings
    Task<CommandOutcome> AddLanding(AddLanding command, CommandContext context);
    Task<CommandOutcome> ReportLandingStage(int landing, ReportLandingStage command, ImmutableArray<Evidence> evidence, CommandContext context);
    Task<CommandOutcome> VerifyLandingStage(int landing, VerifyLandingStage command, CommandContext context);
    Task<CommandOutcome> RejectLandingStage(int landing, RejectLandingStage command, CommandContext context);
    Task<CommandOutcome> RegressLanding(int landing, RegressLanding command, CommandContext context);
    Task<CommandOutcome> StopLanding(int landing, StopLanding command, CommandContext context);
    Task<CommandOutcome> ResumeLanding(int landing, ResumeLanding command, CommandContext context);
    Task<CommandOutcome> MarkLeadEnterprise(int landing, MarkLeadEnterprise command, CommandContext context);
    Task<CommandOutcome> UnmarkLeadEnterprise(int landing, UnmarkLeadEnterprise command, CommandContext context);
    Task<CommandOutcome> LinkLanding(int landing, LinkLanding command, CommandContext context);
    Task<CommandOutcome> RecordPromise(int landing, RecordPromise command, CommandContext context);
    Task<CommandOutcome> KeepPromise(int landing, KeepPromise command, CommandContext context);
    Task<CommandOutcome> BreakPromise(int landing, BreakPromise command, CommandContext context);
    Task<CommandOutcome> RecordContact(int landing, RecordContact command, CommandContext context);

    // Chain map
    Task<CommandOutcome> SetSegment(SetSegment command, CommandContext context);
    Task<CommandOutcome> RemoveSegment(RemoveSegment command, CommandContext context);
    Task<CommandOutcome> FillSegment(FillSegment command, CommandContext context);

    // Leads
    /// <param name="suspects">Ids of other chains that have a lead that may be of the same investor.</param>
    Task<CommandOutcome> RecordLead(RecordLead command, ImmutableArray<string> suspects, CommandContext context);
    /// <param name="evidence">What the command's proofs stand for, in their order.</param>
    Task<CommandOutcome> AdvanceLead(int lead, AdvanceLead command, ImmutableArray<Evidence> evidence, CommandContext context);
    Task<CommandOutcome> RegressLead(int lead, RegressLead command, CommandContext context);
    Task<CommandOutcome> EndLead(int lead, EndLead command, CommandContext context);
    Task<CommandOutcome> ParkLead(int lead, ParkLead command, CommandContext context);
    Task<CommandOutcome> WakeLead(int lead, WakeLead command, CommandContext context);
    Task<CommandOutcome> ReviseLead(int lead, ReviseLead command, CommandContext context);
    Task<CommandOutcome> RecordActivity(int lead, RecordActivity command, CommandContext context);
    Task<CommandOutcome> ClaimLead(int lead, ClaimLead command, CommandContext context);
    Task<CommandOutcome> AssignLead(int lead, AssignLead command, CommandContext context);
    Task<CommandOutcome> MergeLeads(int lead, MergeLeads command, CommandContext context);
    Task<CommandOutcome> SetConfidential(int lead, SetConfidential command, CommandContext context);

    /// <summary>The leads that a reader may see; null for those who may see none.</summary>
    /// <param name="asOf">As they were at an instant that is not in the future; null: now. What the reader may see is always what he may see now.</param>
    [AlwaysInterleave]
    Task<LeadPage?> FindLeads(LeadQuery query, Actor reader, DateTimeOffset? asOf = null);

    /// <summary>Null when there is no such lead, or none for this reader.</summary>
    [AlwaysInterleave]
    Task<LeadView?> GetLead(int lead, Actor reader, DateTimeOffset? asOf = null);

    /// <summary>Null for those who may see no leads.</summary>
    /// <param name="cards">How many cards of each column.</param>
    [AlwaysInterleave]
    Task<LeadBoard?> GetLeadBoard(int cards, Actor reader, DateTimeOffset? asOf = null);

    /// <summary>By the quarter of the first report, the newest first; null for those who may see no leads.</summary>
    [AlwaysInterleave]
    Task<ImmutableArray<LeadCohort>?> GetLeadCohorts(Actor reader, DateTimeOffset? asOf = null);

    /// <summary>Whether the chain has a lead of the investor.</summary>
    [AlwaysInterleave]
    Task<InvestorAnswer> AskInvestor(InvestorQuestion question, Actor reader);
}

/// <summary>A campaign (提升行动), led by its campaign leader (指挥长).</summary>
[Alias("ICampaignGrain")]
public interface ICampaignGrain : IInitiativeGrain;

/// <summary>How to reach an initiative's grain.</summary>
public static class InitiativeGrains
{
    public static IInitiativeGrain Initiative(this IGrainFactory grains, string plan, InitiativeId id) => id.Kind switch
    {
        InitiativeKind.Project => grains.GetGrain<IProjectGrain>($"{plan}/{id}"),
        InitiativeKind.IndustryChain => grains.GetGrain<IIndustryChainGrain>($"{plan}/{id}"),
        _ => grains.GetGrain<ICampaignGrain>($"{plan}/{id}"),
    };
}
