using FuyangPlan.Initiatives;
using FuyangPlan.Plans;

namespace FuyangPlan.Lights;

/// <summary>A part of an initiative that has a say in its light, beside the checklist.</summary>
internal interface IJudged
{
    /// <summary>What it says on a day. For a given state it can only get worse from one day to the next.</summary>
    IEnumerable<Judgement> Judge(DateOnly day, RuleSet rules);
}

/// <summary>A colour, and the sentence that says why.</summary>
internal sealed record Judgement(Light Light, string Why);

/// <summary>What the parts of an initiative say.</summary>
internal static class Judgements
{
    public static ImmutableArray<Judgement> Of(InitiativeState initiative, DateOnly day, RuleSet rules) =>
        [.. initiative.All.OfType<IJudged>().SelectMany(part => part.Judge(day, rules))];
}
