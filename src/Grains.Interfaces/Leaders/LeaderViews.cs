namespace FuyangPlan.Leaders;

/// <summary>Appointed, or acting until somebody is appointed.</summary>
public enum TenureKind { Appointed, Acting }

/// <summary>Where a position stands (空缺、拟任、已任、交接中).</summary>
public enum PositionStatus { Vacant, Designate, Held, HandingOver }

/// <summary>One dated holding of the position; days are +08:00, the last one exclusive.</summary>
/// <param name="Until">First day no longer in office; null: open-ended.</param>
[GenerateSerializer, Immutable, Alias("tenure")]
public sealed record Tenure(
    string Person, string Name, TenureKind Kind, DateOnly From, DateOnly? Until, string Document, string Appointer)
{
    /// <summary>It was ended on the day on which it began: nobody ever held it.</summary>
    [System.Text.Json.Serialization.JsonIgnore] public bool IsEmpty => Until == From;
}

/// <summary>Who leads now.</summary>
[GenerateSerializer, Immutable, Alias("leader-view")]
public sealed record LeaderView(string Person, string Name, TenureKind Kind, DateOnly Since, string Document);

/// <summary>Questions to a position's tenures, which are ordered and never overlap.</summary>
public static class Tenures
{
    /// <summary>Who holds the position on a day; null: it is vacant.</summary>
    public static Tenure? HolderOn(this ImmutableArray<Tenure> tenures, DateOnly day) =>
        tenures.LastOrDefault(tenure => tenure.From <= day && (tenure.Until is null || day < tenure.Until));
}
