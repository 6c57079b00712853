using System.Text.Json;
using FuyangPlan.EventSourcing;
using FuyangPlan.Plans;
using static FuyangPlan.EventSourcing.Decision;

namespace FuyangPlan.Initiatives;

/// <summary>What an initiative is.</summary>
internal static class InitiativeRules
{
    public static Decision Decide(InitiativeState initiative, InitiativeCharter charter, Moment moment)
    {
        if (Guard.Role(moment, Role.Admin) is { } refusal) return refusal;
        return initiative.Charter is { } known && Write(known) == Write(charter) ? Nothing : Record(new InitiativeChartered(charter));
    }

    private static string Write(InitiativeCharter charter) => JsonSerializer.Serialize(charter, StrictJson.Options);
}
