namespace FuyangPlan.DaySeals;

/// <summary>Checks the journal of one plan once a day of real time, wherever in a cluster it lives. Key: the plan's id.</summary>
[Alias("IJournalCheckGrain")]
public interface IJournalCheckGrain : IGrainWithStringKey
{
    /// <summary>Begins a check if the last one was begun a day ago or longer; does not wait for it. The plan asks for it with every tick of its reminder.</summary>
    [AnyWay]
    Task CatchUp(PassTime command);

    /// <summary>What the last one found.</summary>
    [AlwaysInterleave, AnyWay]
    Task<JournalCheckView> Get();
}
