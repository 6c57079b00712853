using FuyangPlan.EventSourcing;
using FuyangPlan.Initiatives;
using FuyangPlan.Landings;
using FuyangPlan.Teams;
using static FuyangPlan.EventSourcing.Decision;

namespace FuyangPlan.ChainMaps;

/// <summary>How a chain's map is drawn (谋链: domain 1.4).</summary>
internal static class ChainMapRules
{
    private const int Most = 100;

    public static Decision Decide(InitiativeState chain, ChainMapCommand command, Moment moment) => command switch
    {
        SetSegment c => On(chain, c, moment),
        RemoveSegment c => On(chain, c, moment),
        FillSegment c => On(chain, c, moment),
        _ => throw NoRule.For(command),
    };

    private static Decision On(InitiativeState chain, SetSegment command, Moment moment)
    {
        if ((TeamRules.Working(chain, moment) ?? Guard.MustBeSlug("/code", command.Code) ?? Guard.MustBeText("/name", command.Name, 100)
            ?? Guard.MustBeTextIfAny("/note", command.Note, 500)) is { } refusal) return refusal;
        if (chain.ChainMap.Of(command.Code) is not { } known)
            return chain.ChainMap.Segments.Length < Most ? Set() : Refuse(Problems.OutOfRange, $"图谱最多 {Most} 个环节。");
        return (known.Name, known.Position, known.Strength, known.Note) == (command.Name, command.Position, command.Strength, command.Note) ? Nothing : Set();

        Decision Set() => Record(new SegmentSet(command.Code, command.Name, command.Position, command.Strength, command.Note));
    }

    private static Decision On(InitiativeState chain, RemoveSegment command, Moment moment) =>
        (TeamRules.Working(chain, moment) ?? Guard.MustBeReason("/reason", command.Reason) ?? Find(chain, command.Code)) is { } refusal
            ? refusal
            : Record(new SegmentRemoved(command.Code, command.Reason));

    private static Decision On(InitiativeState chain, FillSegment command, Moment moment)
    {
        if ((TeamRules.Working(chain, moment) ?? Find(chain, command.Code)) is { } refusal) return refusal;
        if (command.Landings.Length > Most || command.Leads.Length > Most)
            return Refuse(Problems.OutOfRange, $"一个环节最多由 {Most} 项填补。", [new(command.Landings.Length > Most ? "/landings" : "/leads", $"最多 {Most} 项")]);
        ImmutableArray<Fault> unknown = [.. command.Landings.Select((number, i) => (number, i)).Where(at => !chain.Landings.ByNumber.ContainsKey(at.number))
            .Select(at => new Fault($"/landings/{at.i}", "没有这个编号"))];
        if (!unknown.IsEmpty) return Refuse(Problems.LandingNotFound, "请核对落地项目的编号，清单见 /landings。", unknown);
        if (command.Leads.FirstOrDefault(number => number < 1, 1) < 1) return Refuse(Problems.OutOfRange, "招商线索的编号从 1 起。", [new("/leads", "须不小于 1")]);
        var (landings, leads) = (Sorted(command.Landings), Sorted(command.Leads));
        var segment = chain.ChainMap.Of(command.Code)!;
        return segment.Landings.SequenceEqual(landings) && segment.Leads.SequenceEqual(leads) ? Nothing : Record(new SegmentFilled(command.Code, landings, leads));
    }

    private static Refusal? Find(InitiativeState chain, string code) =>
        chain.ChainMap.Of(code) is null ? Refuse(Problems.SegmentNotFound, "图谱上没有这个环节，请核对环节编号。", [new("/code", "没有这个环节")]) : null;

    private static ImmutableArray<int> Sorted(ImmutableArray<int> numbers) => [.. numbers.Distinct().Order()];
}
