using System.Text.Json;
using CsCheck;
using FuyangPlan.EventSourcing;
using FuyangPlan.Initiatives;
using static FuyangPlan.Given;
using static FuyangPlan.Leads.LeadSituations;
using static FuyangPlan.TestPlan;

namespace FuyangPlan.Leads;

/// <summary>Domain 3.16, invariant 10, and what the state keeps beside the leads, after any walk of three leads.</summary>
public class LeadProperties
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    private static readonly Gen<(int Kind, int Lead, int Other, int Days)[]> Steps =
        Gen.Select(Gen.Int[0, 14], Gen.Int[1, 3], Gen.Int[0, 10], Gen.Int[0, 20]).Array[1, 80];

    [Fact]
    public void Walk_EachStage_IsScoredAtMostOnce_AndARegressTakesTheSame() => Steps.Sample(steps =>
    {
        var walk = Walk(steps);
        var gains = walk.Entries.Select(entry => entry.Event).OfType<LeadAdvanced>().Where(e => e.Score > 0).ToArray();
        Assert.Equal(gains.Length, gains.DistinctBy(e => (e.Lead, e.Stage)).Count());
        foreach (var lead in walk.State.Leads.Leads.Values)
        {
            var own = gains.Where(e => e.Lead == lead.Number).Sum(e => e.Score)
                - walk.Entries.Select(entry => entry.Event).OfType<LeadRegressed>().Where(e => e.Lead == lead.Number).Sum(e => e.Score);
            Assert.InRange(own, 0, decimal.MaxValue);
            Assert.Equal(lead.Scores.Length, lead.Scores.DistinctBy(score => score.Stage).Count());
            if (lead is { MergedInto: null, Merged: [] }) Assert.Equal(own, lead.Score);
            if (lead.MergedInto is not null) Assert.Equal(0, lead.Score);
        }
    }, iter: 200);

    [Fact]
    public void Walk_WhatIsKeptBeside_IsWhatTheLeadsSay() => Steps.Sample(steps =>
    {
        var leads = Walk(steps).State.Leads;
        Assert.Equal(leads.Leads.Values.Sum(lead => lead.Score), leads.Score);
        Assert.Equal(leads.Leads.Values.SelectMany(lead => lead.Dues).Order().Select(due => (Due?)due).FirstOrDefault(), leads.Leads.Next);
        Assert.All(leads.Tallies, tally => Assert.True(tally is { Reached: >= 0, Missed: >= 0 }));
        foreach (var source in Enum.GetValues<LeadSource>())
            for (var stage = LeadStage.Lead; stage < LeadStage.AtCapacity; stage++)
            {
                var taught = leads.Leads.Values.Where(lead => lead.Source == source).Select(lead => lead.Taught(stage)).ToArray();
                Assert.Equal(new(taught.Count(each => each == LeadExperience.Reached), taught.Count(each => each == LeadExperience.Missed)), leads.TallyOf(source, stage));
            }
        foreach (var lead in leads.Leads.Values)
        {
            var (protection, deadlines, overdue) = lead.Terms;
            Assert.True(lead.Standing == LeadStanding.Open || (protection is null && deadlines.IsEmpty && overdue.IsEmpty));
            Assert.True(protection is null || lead.Holder is not null);
            Assert.Equal(deadlines.Length, deadlines.DistinctBy(deadline => deadline.Duty).Count());
            Assert.DoesNotContain(deadlines, deadline => overdue.Contains(deadline.Duty));
        }
    }, iter: 200);

    [Fact]
    public void Walk_Merged_IsPartOfOneHistoryThatLosesNothing() => Steps.Sample(steps =>
    {
        var walk = Walk(steps);
        var leads = walk.State.Leads.Leads;
        var merges = walk.Entries.Select(entry => entry.Event).OfType<LeadMerged>().ToArray();
        // Once, and into what goes on to one end, however many mergers lie between.
        Assert.Equal(merges.Length, merges.DistinctBy(e => e.Lead).Count());
        foreach (var merged in merges) Assert.Contains(merged.Lead, Survivor(leads[merged.Lead]).Merged);
        foreach (var lead in leads.Values)
        {
            Assert.Equal(merges.Count(e => Survivor(leads[e.Lead]) == lead), lead.MergedInto is null ? lead.Merged.Distinct().Count() : 0);
            Assert.Equal(lead.Merged.Length, lead.Merged.Distinct().Count());
            // Its own steps stay with it: nothing is copied, nothing is gone.
            Assert.Equal(
                walk.Entries.Count(entry => entry.Event is LeadRecorded or LeadAdvanced or LeadRegressed && ((LeadEvent)entry.Event).Lead == lead.Number), lead.Steps.Length);
        }

        LeadState Survivor(LeadState lead) => lead.MergedInto is { } into ? Survivor(leads[into]) : lead;
    }, iter: 200);

    [Fact]
    public void Walk_EveryState_SurvivesBeingKept() => Steps.Sample(steps =>
    {
        var (state, restored) = (InitiativeState.Initial, InitiativeState.Initial);
        foreach (var entry in Walk(steps).Entries)
        {
            state = InitiativeState.Apply(state, entry);
            restored = JsonSerializer.Deserialize<InitiativeState>(Written(InitiativeState.Apply(restored, entry)), Web)!;
            Assert.Equal(Written(state), Written(restored));
        }
    }, iter: 20);

    private static string Written(InitiativeState state) => JsonSerializer.Serialize(state, Web);

    private static Situation<InitiativeState> Walk((int Kind, int Lead, int Other, int Days)[] steps)
    {
        var situation = Recorded.Do(Who.Chief, New with { Amount = 30_000, Source = LeadSource.Fair }).Do(Who.InvestmentOfficer, New with { Amount = 500, Referrer = null });
        foreach (var (kind, number, other, days) in steps)
        {
            // Mostly forward, on the same day or some days on.
            if (days > 10) situation = situation.On(situation.Now.Day().AddDays(days - 10));
            var (lead, today) = (situation.Aged().Lead(number), situation.Now.Day());
            object command = kind switch
            {
                <= 6 when lead.Stage < LeadStage.AtCapacity => Step(lead.Stage + 1, today, number),
                7 => On(number, new RegressLead((LeadStage)other, Why)),
                8 => On(number, new RecordActivity((LeadActivityKind)(other % 4), today, "演练")),
                9 => On(number, new ParkLead(today.AddDays(other), Why)),
                10 => On(number, new WakeLead()),
                11 => On(number, new ClaimLead()),
                12 when other > 7 => On(number, new MergeLeads((other % 3) + 1, Why)),
                13 => On(number, new AssignLead(other > 5 ? "chief" : "successor")),
                14 when other > 7 => On(number, new EndLead(LeadEnding.Lost, LeadEndCode.Other, Why)),
                _ => On(number, new ReviseLead(Amount: 100 * (other + 1))),
            };
            var outcome = situation.When(Who.Chief, command);
            situation = outcome.Decision.Refusal is null ? outcome.ThenAccepted() : outcome.Aged;
        }
        return situation;
    }
}
