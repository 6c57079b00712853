using System.Collections.Concurrent;
using MathNet.Numerics.Distributions;

namespace FuyangPlan.Leads;

/// <summary>How likely a lead is to land (落地), with the interval that holds it in 90 of 100 cases; 4 decimals.</summary>
internal readonly record struct Likelihood(decimal Mean, decimal Low, decimal High)
{
    public Likelihood Times(decimal factor) => new(Round(Mean * factor), Round(Low * factor), Round(High * factor));

    private static decimal Round(decimal number) => decimal.Round(number, 4, MidpointRounding.AwayFromZero);
}

/// <summary>
/// The Beta posterior of a chain for a source and a stage: what is usual counts as much as eight leads, each lead of the chain that was in the stage
/// and has landed, or was lost or ended, as one. Computed when it is read; nothing is left to a job.
/// </summary>
internal sealed class LeadProbability(LeadsState leads, DateOnly today)
{
    private const double Prior = 8;

    // The interval is dear, and the same wherever the experience is: as many entries as there were different experiences, some thousands at most.
    private static readonly ConcurrentDictionary<(LeadStage, LeadTally), Likelihood> Known = new();

    public Likelihood Of(LeadState lead)
    {
        if (!lead.IsOpen) return default;
        if (lead.Stage >= LeadStage.Landed) return new(1, 1, 1);
        var usual = Known.GetOrAdd((lead.Stage, leads.TallyOf(lead.Source, lead.Stage)), Posterior);
        var (days, limit) = (DaysInStage(lead), lead.Stage.Row().Days!.Value);
        // Who stands still twice as long as is usual is half as likely.
        return days <= limit ? usual : usual.Times((decimal)Math.Pow(0.5, (double)(days - limit) / limit));
    }

    public int DaysInStage(LeadState lead) => Math.Max(0, today.DayNumber - lead.StageSince.DayNumber);

    public bool IsStuck(LeadState lead) => lead.IsOpen && DaysInStage(lead) > (lead.Stage.Row().Days ?? int.MaxValue);

    private static Likelihood Posterior((LeadStage Stage, LeadTally Tally) of)
    {
        var p = (double)of.Stage.Row().Probability;
        var (a, b) = ((Prior * p) + of.Tally.Landed, (Prior * (1 - p)) + of.Tally.Lost);
        return new Likelihood((decimal)(a / (a + b)), (decimal)Beta.InvCDF(a, b, 0.05), (decimal)Beta.InvCDF(a, b, 0.95)).Times(1);
    }
}
