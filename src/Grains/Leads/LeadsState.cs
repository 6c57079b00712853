using FuyangPlan.Initiatives;
using FuyangPlan.Plans;
using FuyangPlan.EventSourcing;
using FuyangPlan.Journal;

namespace FuyangPlan.Leads;

/// <summary>Of a source and a stage: how many leads that were in the stage have reached its goal, and how many were lost or ended before.</summary>
internal sealed record LeadTally(int Reached, int Missed)
{
    public static LeadTally None { get; } = new(0, 0);

    public LeadTally Plus(LeadExperience experience, int times) => experience switch
    {
        LeadExperience.Reached => this with { Reached = Reached + times },
        LeadExperience.Missed => this with { Missed = Missed + times },
        _ => this,
    };
}

/// <summary>What a stage is a step to: before the landing to that, from then on to capacity.</summary>
internal static class LeadGoals
{
    public static LeadStage Goal(this LeadStage stage) => stage < LeadStage.Landed ? LeadStage.Landed : LeadStage.AtCapacity;
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
    private const int Stages = (int)LeadStage.AtCapacity;

    public ImmutableSortedDictionary<string, ImmutableArray<int>> ByInvestor
    {
        get;
        // Ordinal also when it was kept as JSON, which knows no comparer.
        init => field = value.WithComparers(StringComparer.Ordinal);
    } = ByInvestor;

    public static LeadsState Initial { get; } = new(
        Items<LeadState>.Empty, ImmutableSortedDictionary.Create<string, ImmutableArray<int>>(StringComparer.Ordinal),
        [.. Enumerable.Repeat(LeadTally.None, Enum.GetValues<LeadSource>().Length * Stages)], 0);

    public LeadState? Find(int number) => Leads.Find(number);

    /// <summary>Leads that may be of the same investor. A merged one is found by its own spelling, too: as the one that it is part of.</summary>
    public IEnumerable<LeadState> OfInvestor(string hash) =>
        ByInvestor.GetValueOrDefault(hash, []).Select(number => Survivor(Leads[number])).DistinctBy(lead => lead.Number);

    /// <summary>Only for stages before the last.</summary>
    public LeadTally TallyOf(LeadSource source, LeadStage stage) => Tallies[IndexOf(source, stage)];

    public (JournalEvent Event, DateTimeOffset At)? NextDue(InitiativeState initiative, PlanState plan, DateTimeOffset until) =>
        Leads.Next is { } due && due.At <= until ? (LeadDue.Event(Leads[due.Number], due, plan.Rules.Leads), due.At) : null;

    public LeadsState Apply(InitiativeState initiative, Entry entry) => entry.Event switch
    {
        LeadRecorded e => Put(null, LeadState.New(e, entry)) with
        {
            ByInvestor = ByInvestor.SetItem(e.InvestorHash, ByInvestor.GetValueOrDefault(e.InvestorHash, []).Add(e.Lead)),
        },
        LeadMerged e => Put(Leads[e.Lead], Leads[e.Lead].Apply(e, entry)).Put(Leads[e.Into], Leads[e.Into].Take(Leads[e.Lead])),
        LeadEvent e => Put(Leads[e.Lead], Leads[e.Lead].Apply(e, entry)),
        _ => throw NoFold.For(entry),
    };

    /// <summary>The one place where a lead changes, so that what is kept beside them can miss no change.</summary>
    private LeadsState Put(LeadState? before, LeadState after) => this with
    {
        Leads = Leads.Put(after),
        Score = Score - (before?.Score ?? 0) + after.Score,
        Tallies = before is null ? Tallies : Learned(before, after),
    };

    private ImmutableArray<LeadTally> Learned(LeadState before, LeadState after)
    {
        var tallies = Tallies;
        for (var stage = LeadStage.Lead; stage < LeadStage.AtCapacity; stage++)
        {
            var (was, now, index) = (before.Taught(stage), after.Taught(stage), IndexOf(after.Source, stage));
            if (was != now) tallies = tallies.SetItem(index, tallies[index].Plus(was, -1).Plus(now, 1));
        }
        return tallies;
    }

    private LeadState Survivor(LeadState lead) => lead.MergedInto is { } into ? Survivor(Leads[into]) : lead;

    private static int IndexOf(LeadSource source, LeadStage stage) => ((int)source * Stages) + (int)stage;
}

/// <summary>What this room adds to an initiative.</summary>
internal static class LeadsPart
{
    extension(InitiativeState initiative)
    {
        public LeadsState Leads => initiative.Part<LeadsState>();
    }
}
