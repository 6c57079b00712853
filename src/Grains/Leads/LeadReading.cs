using FuyangPlan.EventSourcing;
using FuyangPlan.Initiatives;
using FuyangPlan.Leaders;
using FuyangPlan.Plans;

namespace FuyangPlan.Leads;

/// <summary>The leads of a chain for one reader: nothing is opened that the reader may not read.</summary>
/// <param name="chain">As it is at <paramref name="version"/>, on <paramref name="today"/>: now, or at an earlier instant.</param>
/// <param name="plan">Its facts, then.</param>
/// <param name="sight">What the reader may see now.</param>
/// <param name="present">The leads as they are now: what has become confidential is so for its past, too.</param>
/// <param name="names">The chain's, opened once for all readers.</param>
internal sealed class LeadReading(
    InitiativeState chain, int version, DateOnly today, PlanState plan, LeadSight sight, LeadsState present, LeadNames names)
{
    private readonly LeadProbability probability = new(chain.Leads, plan.Rules.Leads, today);

    private IEnumerable<LeadState> Shown => chain.Leads.Leads.Values.Where(Shows);

    private bool SeesAll => sight == LeadSight.Everything;

    public LeadPage? Find(LeadQuery query)
    {
        if (sight == LeadSight.Nothing) return null;
        var found = Sorted(Shown.Where(lead => Matches(lead, query)), query.Sort).ToArray();
        var next = query.Skip + query.Limit;
        return new([.. found.Skip(query.Skip).Take(query.Limit).Select(Line)], next < found.Length ? $"a{next}" : null, found.Length);
    }

    public LeadView? Get(int number)
    {
        if (chain.Leads.Find(number) is not { } lead || !Shows(lead)) return null;
        var seal = names.SealOf(lead);
        // Either end of a merger may have become confidential since.
        var merged = lead.Merged.Where(other => Shows(chain.Leads.Leads[other])).ToImmutableArray();
        ImmutableArray<LeadState> history = [lead, .. merged.Select(other => chain.Leads.Leads[other])];
        return new(
            Lead: Line(lead), ContactName: Words(seal, Places.ContactName, lead.ContactName),
            ContactPhone: Words(seal, Places.ContactPhone, lead.ContactPhone), Summary: Words(seal, Places.Summary, lead.Summary),
            Referrer: Words(seal, Places.Referrer, lead.Referrer), Suspects: SeesAll ? lead.Suspects : [],
            Stages: [.. history.SelectMany(Steps).OrderBy(step => step.RecordedAt)],
            Activities: [.. history.SelectMany(Activities).OrderBy(activity => activity.RecordedAt)], WakeOn: lead.WakeOn, EndCode: lead.EndCode,
            EndReason: Words(seal, Places.Reason, lead.EndReason),
            MergedInto: lead.MergedInto is { } into && Shows(chain.Leads.Leads[into]) ? into : null, Merged: merged, Version: version);
    }

    public LeadBoard? Board(int cards)
    {
        if (sight == LeadSight.Nothing) return null;
        var open = Shown.Where(lead => lead.IsOpen).ToLookup(lead => lead.Stage);
        return new(
            [
                .. Enum.GetValues<LeadStage>().Select(stage => new LeadColumn(
                    stage, open[stage].Count(), open[stage].Sum(lead => lead.Amount), open[stage].Sum(Expected),
                    [.. open[stage].OrderByDescending(lead => lead.Amount).Take(cards).Select(Line)])),
            ], SeesAll ? chain.Leads.Score : null);
    }

    public ImmutableArray<LeadCohort>? Cohorts() => sight == LeadSight.Nothing ? null : LeadCohorts.Of(Shown);

    /// <param name="hash">Of the investor's name.</param>
    public InvestorAnswer Ask(string hash)
    {
        var found = chain.Leads.OfInvestor(hash).ToArray();
        var leader = plan.PersonName(chain.LedBy(today));
        return new(
            SeesAll, found.Length > 0, SeesAll ? [.. found.Select(lead => new LeadSuspect(lead.Number, HolderOf(lead)))] : [],
            [.. found.Select(lead => HolderOf(lead) ?? leader).OfType<string>().Distinct()]);
    }

    private string? HolderOf(LeadState lead) => plan.PersonName(lead.Holder) ?? lead.HolderName;

    private LeadLine Line(LeadState lead)
    {
        var likely = probability.Of(lead);
        var isNamed = sight >= LeadSight.Names;
        return new(
            Initiative: chain.Charter!.Id, Number: lead.Number, Investor: isNamed ? names.Of(lead) : null, Amount: lead.Amount, Land: lead.Land,
            Source: lead.Source, Stage: lead.Stage, Standing: lead.Standing, StageSince: lead.StageSince, DaysInStage: probability.DaysInStage(lead),
            Stuck: probability.IsStuck(lead), Probability: likely.Mean, ProbabilityLow: likely.Low, ProbabilityHigh: likely.High,
            Expected: Expected(lead), Score: lead.Score, Holder: isNamed ? lead.Holder : null, HolderName: isNamed ? HolderOf(lead) : null,
            Pool: lead.IsInPool, ProtectedUntil: lead.ProtectedUntil, Overdue: lead.Terms.Overdue, Confidential: lead.Confidential,
            ReportedOn: lead.ReportedOn, RecordedAt: lead.RecordedAt);
    }

    private decimal Expected(LeadState lead) => decimal.Round(lead.Amount * probability.Of(lead).Mean, 2, MidpointRounding.AwayFromZero);

    private IEnumerable<LeadStepView> Steps(LeadState lead)
    {
        var seal = names.SealOf(lead);
        for (var i = 0; i < lead.Steps.Length; i++)
        {
            var step = lead.Steps[i];
            var until = i + 1 < lead.Steps.Length ? lead.Steps[i + 1].On : today;
            yield return new(
                Lead: lead.Number, Stage: step.Stage, On: step.On, Days: Math.Max(0, until.DayNumber - step.On.DayNumber), Regress: step.Regress,
                BackDated: step.BackDated, Score: step.Score,
                Proofs: [.. step.Proofs.Select(proof => new LeadProofView(proof.Kind, proof.Hash, Words(seal, Places.Proof, proof.Name), proof.MediaType, proof.Size))],
                Note: Words(seal, Places.Note, step.Note), Reason: Words(seal, Places.Reason, step.Reason), By: step.By,
                RecordedAt: step.RecordedAt.ToOffset(China.Offset));
        }
    }

    private IEnumerable<LeadActivityView> Activities(LeadState lead)
    {
        var seal = names.SealOf(lead);
        return lead.Activities.Select(activity => new LeadActivityView(
            lead.Number, activity.Kind, activity.On, Words(seal, Places.Activity, activity.Summary), activity.By, activity.RecordedAt.ToOffset(China.Offset)));
    }

    private bool Matches(LeadState lead, LeadQuery query) =>
        (query.Stage is null || lead.Stage == query.Stage) && (query.Standing is null || lead.Standing == query.Standing)
        && (query.Source is null || lead.Source == query.Source) && (query.Pool is null || lead.IsInPool == query.Pool)
        && (query.Holder is null || (sight >= LeadSight.Names && lead.Holder == query.Holder))
            && (query.Search is null || (sight >= LeadSight.Names && names.IsMatch(lead, query.Search)));

    private IEnumerable<LeadState> Sorted(IEnumerable<LeadState> leads, string sort)
    {
        var falling = sort.StartsWith('-');
        return sort.TrimStart('-') switch
        {
            "amount" => By(lead => lead.Amount),
            "stage" => By(lead => lead.Stage),
            "probability" => By(lead => probability.Of(lead).Mean),
            "protected" => By(lead => lead.ProtectedUntil ?? DateOnly.MaxValue),
            "days" => By(probability.DaysInStage),
            _ => falling ? leads.Reverse() : leads,
        };

        IEnumerable<LeadState> By<T>(Func<LeadState, T> key) => falling ? leads.OrderByDescending(key) : leads.OrderBy(key);
    }

    private bool Shows(LeadState lead) => SeesAll || (present.Find(lead.Number) is { } now && sight.Shows(now));

    private string? Words(LeadSeal seal, string place, SealedText? text) => SeesAll ? seal.Open(place, text) : null;
}
