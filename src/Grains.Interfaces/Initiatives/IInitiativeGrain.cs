using FuyangPlan.Leads;

namespace FuyangPlan.Initiatives;

/// <summary>
/// What every initiative promises, whatever its kind. Key: <c>plan/id</c>, such as <c>fuyang/project-4</c>.
/// An accepted outcome means that the events are durable; a refused command stored nothing.
/// </summary>
public interface IInitiativeGrain : IStreamGrain
{
    /// <summary>Null when the initiative has never been chartered.</summary>
    [AlwaysInterleave, AnyWay]
    Task<InitiativeView?> Get();

    /// <summary>The initiative, unless it is still what the caller has.</summary>
    /// <param name="known">What the caller has; null: nothing.</param>
    [AlwaysInterleave, AnyWay]
    Task<InitiativeAnswer> GetUnless(InitiativeTag? known);

    /// <summary>Null when the initiative has never been chartered.</summary>
    /// <param name="plan">The version of the plan's own stream that it must know of.</param>
    [AlwaysInterleave, AnyWay]
    Task<InitiativeSummary?> GetSummary(int plan);
}

/// <summary>What a view depends on: its own version, the plan's day, and the version of the plan's own stream, whose names and thresholds show in it.</summary>
[GenerateSerializer, Immutable, Alias("initiative-tag")]
public sealed record InitiativeTag(int Version, DateOnly Day, int PlanVersion)
{
    public static InitiativeTag Of(InitiativeView view) => new(view.Version, view.AsOf.Day(), view.PlanVersion);
}

/// <param name="Tag">Of the initiative as it is now; null when it has never been chartered.</param>
/// <param name="View">Null when the caller has it.</param>
[GenerateSerializer, Immutable, Alias("initiative-answer")]
public sealed record InitiativeAnswer(InitiativeTag? Tag, InitiativeView? View);

/// <summary>A project (工程), led by its project leader (项目长).</summary>
[Alias("IProjectGrain")]
public interface IProjectGrain : IInitiativeGrain;

/// <summary>An industry chain (产业链), led by its chain leader (链长).</summary>
[Alias("IIndustryChainGrain")]
public interface IIndustryChainGrain : IInitiativeGrain
{
    /// <summary>The leads that a reader may see; null for those who may see none.</summary>
    /// <param name="asOf">As they were at an instant that is not in the future; null: now. What the reader may see is always what he may see now.</param>
    /// <param name="gone">Who has gone lets it say so: of the past nothing more is folded then.</param>
    [AlwaysInterleave, AnyWay]
    Task<LeadPage?> FindLeads(LeadQuery query, Actor reader, DateTimeOffset? asOf = null, CancellationToken gone = default);

    /// <summary>Null when there is no such lead, or none for this reader.</summary>
    [AlwaysInterleave, AnyWay]
    Task<LeadView?> GetLead(int lead, Actor reader, DateTimeOffset? asOf = null, CancellationToken gone = default);

    /// <summary>Null for those who may see no leads.</summary>
    /// <param name="cards">How many cards of each column.</param>
    [AlwaysInterleave, AnyWay]
    Task<LeadBoard?> GetLeadBoard(int cards, Actor reader, DateTimeOffset? asOf = null, CancellationToken gone = default);

    /// <summary>By the quarter of the first report, the newest first; null for those who may see no leads.</summary>
    [AlwaysInterleave, AnyWay]
    Task<ImmutableArray<LeadCohort>?> GetLeadCohorts(Actor reader, DateTimeOffset? asOf = null, CancellationToken gone = default);

    /// <summary>Whether the chain has a lead of the investor.</summary>
    [AlwaysInterleave, AnyWay]
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
