using FuyangPlan.EventSourcing;
using FuyangPlan.Evidences;
using FuyangPlan.Initiatives;
using FuyangPlan.Teams;
using static FuyangPlan.Given;
using static FuyangPlan.TestPlan;

namespace FuyangPlan.Leads;

/// <summary>Sealed words, as they are handed to a rule.</summary>
internal sealed class Words : ISeals
{
    public static SealedText Sealed { get; } = new("密封");

    public static SealedWords Of(LeadCommand command) => SealedWords.Of(
        command, new(new Words(), "test/chain-1", "密钥"),
        command is AdvanceLead advance ? [.. advance.Proofs.Select(proof => new Evidence(proof.Hash, proof.Name, "application/pdf", 1))] : []);

    public string NewKey() => "密钥";

    public string? Seal(string key, string place, string text) => Sealed.Cipher;

    public string? Open(string key, string place, string sealedText) => null;

    /// <summary>Two names that are the same text have the same hash.</summary>
    public string Blind(string purpose, string text) => $"hash of {text}";
}

/// <summary>A chain whose leader is chief and whose team is the investment officer; the clock reads 18 January 2021. Where no number is said, the lead is 1.</summary>
internal static class LeadSituations
{
    public static Situation<InitiativeState> Chain { get; } = Unknown
        .Do(Who.Admin, Charter with { Id = "chain-1" }).Do(Who.Office, Appoint("chief", Day(1, 18))).Do(Who.Office, new JoinTeam("successor", "招商"));

    /// <summary>12 亿元 by referral of the chain's leader enterprise.</summary>
    public static RecordLead New => new("演示封测有限公司", 120_000, LeadSource.LeaderReferral, Confidential: false, Referrer: "演示链主");

    public static Situation<InitiativeState> Recorded => Chain.Do(Who.InvestmentOfficer, New);

    public static Situation<InitiativeState> Parked => Recorded.Do(Who.InvestmentOfficer, On(1, new ParkLead(Day(3, 1), Why)));

    public static Situation<InitiativeState> InPool => Recorded.On(Day(4, 30)).Aged();

    /// <summary>All steps on the first day, up to the stage.</summary>
    public static Situation<InitiativeState> At(LeadStage stage, Situation<InitiativeState>? from = null, int lead = 1)
    {
        var situation = from ?? Recorded;
        for (var next = LeadStage.Screening; next <= stage; next++)
            situation = situation.Do(Who.InvestmentOfficer, Step(next, situation.Now.Day(), lead));
        return situation;
    }

    /// <summary>With all the proofs that the stage asks for.</summary>
    public static OnTask Step(LeadStage stage, DateOnly on, int lead = 1) => On(lead, new AdvanceLead(stage, on, ProofsOf(stage)));

    public static ImmutableArray<LeadProofReference> ProofsOf(LeadStage stage) =>
        [.. stage.Proofs().Select((line, i) => new LeadProofReference(line[0], new((char)('a' + i), 64), "佐证.pdf"))];

    public static LeadState Lead(this Situation<InitiativeState> situation, int number = 1) => situation.State.Leads.Leads[number];
}
