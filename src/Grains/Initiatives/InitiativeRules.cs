using System.Text.Json;
using FuyangPlan.EventSourcing;
using FuyangPlan.Plans;
using static FuyangPlan.EventSourcing.Decision;

namespace FuyangPlan.Initiatives;

/// <summary>What an initiative is, and whose rule each of its commands is.</summary>
internal static class InitiativeRules
{
    /// <summary>The rule of the part that a command is for. Every command but the charter needs an initiative that exists.</summary>
    public static Decision Decide(InitiativeState initiative, Command command, Moment moment) => Parts.Taking(command) is not { } part
        ? throw NoRule.For(command)
        : initiative.Charter is not { } charter && command is not CharterInitiative ? Refuse(Problems.InitiativeNotFound, "没有这个事项。")
        : part.Only is { } kind && InitiativeId.Parse(initiative.Charter!.Id).Kind != kind ? WrongKind(kind)
        : part.Decide(initiative, command, moment);

    public static Decision Decide(InitiativeState initiative, InitiativeCommand command, Moment moment) => command switch
    {
        CharterInitiative c => On(initiative, c.Charter, moment),
        _ => throw NoRule.For(command),
    };

    private static Decision On(InitiativeState initiative, InitiativeCharter charter, Moment moment)
    {
        if (PlanAuthority.ToImport(moment.Actor) is { } refusal) return refusal;
        return initiative.Charter is { } known && Write(known) == Write(charter) ? Nothing : Record(new InitiativeChartered(charter));
    }

    private static Refusal WrongKind(InitiativeKind kind) => kind == InitiativeKind.IndustryChain
        ? Refuse(Problems.NotAChain, "请核对事项编号：只有产业链可以这样办理。")
        : Refuse(Problems.NotACampaign, "请核对事项编号：只有提升行动可以这样办理。");

    private static string Write(InitiativeCharter charter) => JsonSerializer.Serialize(charter, StrictJson.Options);
}
