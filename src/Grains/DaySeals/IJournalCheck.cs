namespace FuyangPlan.DaySeals;

/// <summary>Reads the whole journal of a plan, as it is at one moment, and so slowly that nobody waits for it.</summary>
public interface IJournalCheck
{
    /// <exception cref="Exception">It could not be read to its end: nothing is known of it.</exception>
    Task<JournalCheckView> Run(string plan, CancellationToken stop);
}
