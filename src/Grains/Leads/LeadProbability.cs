using System.Collections.Concurrent;
using MathNet.Numerics.Distributions;

namespace FuyangPlan.Leads;

/// <summary>How likely a lead is to reach the goal of its stage, with the interval that holds it in 90 of 100 cases; 4 decimals.</summary>
internal readonly record struct Likelihood(decimal Mean, decimal Low, decimal High)
{
    /// <summary>The interval is rounded outward: before the end nothing is certain.</summary>
    public static Likelihood Of(double mean, double low, double high) => new(
        decimal.Round((decimal)mean, 4, MidpointRounding.AwayFromZero),
        decimal.Round((decimal)low, 4, MidpointRounding.ToZero),
        decimal.Round((decimal)high, 4, MidpointRounding.ToPositiveInfinity));
}

/// <summary>
/// The Beta posterior of a chain for a source and a stage: what is usual counts as much as some leads, each lead of the chain that was in the stage
/// and has reached its goal, or was lost or ended, as one. Computed when it is read; nothing is left to a job.
/// </summary>
internal sealed class LeadProbability(LeadsState leads, LeadThresholds rules, DateOnly today)
{
    // What has stood still for so many times too long is as unlikely as it gets: unlikely, not impossible.
    private const double MostHalvings = 5;

    // The interval is dear, and the same wherever the experience is: as many entries as there were different experiences, some thousands at most.
    private static readonly ConcurrentDictionary<(double Reached, double Missed), (double Low, double High)> Known = new();

    public Likelihood Of(LeadState lead)
    {
        if (!lead.IsOpen) return default;
        if (lead.Stage == LeadStage.AtCapacity) return new(1, 1, 1);
        var (usual, tally) = (rules.Of(lead.Stage), leads.TallyOf(lead.Source, lead.Stage));
        var (reached, missed) = ((double)(rules.PriorWeight * usual.Probability) + tally.Reached, (double)(rules.PriorWeight * (1 - usual.Probability)) + tally.Missed);
        var (low, high) = Known.GetOrAdd((reached, missed), static of => (Beta.InvCDF(of.Reached, of.Missed, 0.05), Beta.InvCDF(of.Reached, of.Missed, 0.95)));
        // Who stands still twice as long as is usual is half as likely.
        var factor = usual.Days is { } days ? Math.Pow(0.5, Math.Clamp((double)(DaysInStage(lead) - days) / days, 0, MostHalvings)) : 1;
        return Likelihood.Of(reached / (reached + missed) * factor, low * factor, high * factor);
    }

    public int DaysInStage(LeadState lead) => Math.Max(0, today.DayNumber - lead.StageSince.DayNumber);

    public bool IsStuck(LeadState lead) => lead.IsOpen && DaysInStage(lead) > (rules.Of(lead.Stage).Days ?? int.MaxValue);
}
