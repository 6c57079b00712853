namespace FuyangPlan.DaySeals;

/// <summary>The key that signs seals. It lies outside of the database, so that who has the database alone can make none.</summary>
public interface ISealKey
{
    /// <summary>The seal with signature and key.</summary>
    DaySealView Sign(string plan, DaySealView seal);

    /// <summary>Public keys by which seals are judged: the one that signs now first, and those that did before.</summary>
    ImmutableArray<SealKeyView> Known { get; }
}
