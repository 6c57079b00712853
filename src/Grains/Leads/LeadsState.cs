using FuyangPlan.Initiatives;
using FuyangPlan.Plans;
using FuyangPlan.EventSourcing;
using FuyangPlan.Journal;

namespace FuyangPlan.Leads;

/// <summary>Of a source and a stage: how many leads that were in the stage have landed, and how many were lost or ended before.</summary>
internal sealed record LeadTally(int Landed, int Lost)
{
    public static LeadTally None { get; } = new(0, 0);
}

/// <summary>
/// The leads (招商线索) of a chain, by number. What commands and time ask is kept beside them in order, so that one of ten thousand costs what one
/// of ten does.
/// </summary>
/// <param name="ByInvestor">Numbers of leads by the hash of the investor's name.</param>
/// <param name="Tallies">By source and stage, see <see cref="TallyOf"/>.</param>
/// <param name="Score">Points of all leads together.</param>
internal sealed record LeadsState(
    Items<LeadState> Leads, ImmutableSortedDictionary<string, ImmutableArray<int>> ByInvestor, ImmutableArray<LeadTally> Tallies, decimal Score) : IPart<LeadsState>
{
    private const int Before = (int)LeadStage.Landed;

    public ImmutableSortedDictionary<string, ImmutableArray<int>> ByInvestor
    {
        get;
        // Ordinal also when read from a snapshot, which knows no comparer.
        init => field = value.WithComparers(StringComparer.Ordinal);
    } = ByInvestor;

    public static LeadsState Initial { get; } = new(
        Items<LeadState>.Empty, ImmutableSortedDictionary.Create<string, ImmutableArray<int>>(StringComparer.Ordinal),
        [.. Enumerable.Repeat(LeadTally.None, Enum.GetValues<LeadSource>().Length * Before)], 0);

    public LeadState? Find(int number) => Leads.Find(number);

    /// <summary>Leads that may be of the same investor; merged ones are part of another.</summary>
    public IEnumerable<LeadState> OfInvestor(string hash) => ByInvestor.GetValueOrDefault(hash, []).Select(number => Leads[number]).Where(lead => lead.MergedInto is null);

    /// <summary>Only for stages before the landing.</summary>
    public LeadTally TallyOf(LeadSource source, LeadStage stage) => Tallies[IndexOf(source, (int)stage)];

    public (JournalEvent Event, DateTimeOffset At)? NextDue(InitiativeState initiative, PlanState plan, DateTimeOffset until) =>
        Leads.Next is { } due && due.At <= until ? LeadDue.Next(Leads[due.Number]) : null;

    public LeadsState Apply(InitiativeState initiative, Entry entry) => entry.Event switch
    {
        LeadRecorded e => Put(null, LeadState.New(e, entry)) with
        {
            ByInvestor = ByInvestor.SetItem(e.InvestorHash, ByInvestor.GetValueOrDefault(e.InvestorHash, []).Add(e.Lead)),
        },
        LeadMerged e => Merge(Leads[e.Lead], Leads[e.Into], e, entry),
        LeadEvent e => Change(Leads[e.Lead], e, entry),
        _ => throw NoFold.For(entry),
    };

    private LeadsState Change(LeadState before, LeadEvent fact, Entry entry)
    {
        var next = Put(before, before.Apply(fact, entry));
        return fact switch
        {
            LeadAdvanced { Stage: LeadStage.Landed } when before.Furthest < LeadStage.Landed => next.Learn(before, tally => tally with { Landed = tally.Landed + 1 }),
            LeadEnded when before.Furthest < LeadStage.Landed => next.Learn(before, tally => tally with { Lost = tally.Lost + 1 }),
            _ => next,
        };
    }

    /// <summary>One project is one experience: of two that have landed one counts.</summary>
    private LeadsState Merge(LeadState from, LeadState into, LeadMerged fact, Entry entry)
    {
        var merged = Put(from, from.Apply(fact, entry)).Put(into, into.Take(from));
        return from.Furthest < LeadStage.Landed ? merged : merged.Learn(from, tally => tally with { Landed = tally.Landed - 1 });
    }

    private LeadsState Put(LeadState? before, LeadState after) =>
        this with { Leads = Leads.Put(after), Score = Score - (before?.Score ?? 0) + after.Score };

    /// <summary>For every stage that the lead was in before the landing.</summary>
    private LeadsState Learn(LeadState lead, Func<LeadTally, LeadTally> learn)
    {
        var tallies = Tallies.ToBuilder();
        for (var stage = 0; stage <= Math.Min((int)lead.Furthest, Before - 1); stage++)
        {
            var index = IndexOf(lead.Source, stage);
            tallies[index] = learn(tallies[index]);
        }
        return this with { Tallies = tallies.ToImmutable() };
    }

    private static int IndexOf(LeadSource source, int stage) => ((int)source * Before) + stage;
}

/// <summary>What this room adds to an initiative.</summary>
internal static class LeadsPart
{
    extension(InitiativeState initiative)
    {
        public LeadsState Leads => initiative.Part<LeadsState>();
    }
}
