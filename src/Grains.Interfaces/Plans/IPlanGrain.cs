using FuyangPlan.Initiatives;

namespace FuyangPlan.Plans;

/// <summary>
/// One district's programme: its name, clock, calendar, rules, the event's date and baselines, and the register of initiatives,
/// departments and persons. Key: the plan's id. An accepted outcome means that the events are durable.
/// </summary>
[Alias("IPlanGrain")]
public interface IPlanGrain : IStreamGrain
{
    /// <summary>Charters every initiative of the file, one after another: it may take as long as a cluster under load needs for all of them.</summary>
    [ResponseTimeout("00:01:00"), AnyWay]
    Task<CommandOutcome> Import(ImportPlan command, CommandContext context);

    /// <summary>Null when the plan has never been imported.</summary>
    [AlwaysInterleave, AnyWay]
    Task<PlanView?> Get();

    /// <summary>What every page of the plan stands in, in one answer that asks no initiative. Null when it has never been imported.</summary>
    [AlwaysInterleave, AnyWay]
    Task<PlanFacts?> GetFacts();

    /// <summary>What time it is in the plan; null when it has never been imported. Cheap, for whoever needs no more.</summary>
    [AlwaysInterleave, AnyWay]
    Task<PlanClockView?> GetClock();

    /// <summary>
    /// What the hourly reminder does: pass time, seal yesterday, and once a day have the journal checked. Every silo asks for it at its start, so nothing waits
    /// that came due while all were down.
    /// </summary>
    [AnyWay]
    Task CatchUp(PassTime command);

    /// <summary>
    /// All initiatives as they are now, in the order 工程, 产业链, 提升行动. One that <see cref="PlanView.InitiativeIds"/> names and this does not
    /// cannot be read now: a newer build has written to it.
    /// </summary>
    [AlwaysInterleave, AnyWay]
    Task<ImmutableArray<InitiativeSummary>> GetInitiatives();
}

/// <summary>Which plans there are, read from the journal by whichever silo is asked. Any key.</summary>
[Alias("IPlanListGrain")]
public interface IPlanListGrain : IGrainWithStringKey
{
    /// <summary>The ids of every plan in the journal, in order.</summary>
    [AnyWay]
    Task<ImmutableArray<string>> Get();
}
