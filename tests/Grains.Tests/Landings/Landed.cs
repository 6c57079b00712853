using FuyangPlan.Evidences;
using FuyangPlan.Checklists;
using FuyangPlan.Initiatives;
using FuyangPlan.Plans;
using FuyangPlan.Teams;
using static FuyangPlan.Given;
using static FuyangPlan.TestPlan;

namespace FuyangPlan.Landings;

/// <summary>Situations of a made-up chain: three phases of a park, an enterprise, a lead enterprise; a platform and a place do not land.</summary>
internal static class Landed
{
    public static InitiativeCharter Chain => new(
        "chain-1", new("演示产业链"), new("演示产业群落"), OpenEnded: true, Carriers:
        [
            new("演示产业园一期", CarrierKind.Project), new("演示产业园二期", CarrierKind.Project), new("演示小镇", CarrierKind.Platform), new("演示产业园三期", CarrierKind.Project),
            new("演示企业", CarrierKind.Enterprise), new("演示龙头", CarrierKind.LeadEnterprise), new("演示湾", CarrierKind.Place),
        ]);

    public static Situation<InitiativeState> Chartered => Given.Unknown.Do(Who.Admin, Chain);

    /// <summary>Its leader is appointed, its officers are in its team; nothing is reported.</summary>
    public static Situation<InitiativeState> Staffed => Chartered.Do(Who.Office, Appoint("chief", Day(1, 18)))
        .Do(Who.Office, new JoinTeam("deputy", "企业服务")).Do(Who.Office, new JoinTeam("successor", "招商")).On(Day(3, 1));

    /// <summary>Landing 1 as reported by the service officer on the first day of March.</summary>
    public static Situation<InitiativeState> At(LandingStage stage) => Staffed.Do(Who.ServiceOfficer, Report(stage));

    public static Situation<InitiativeState> VerifiedAt(LandingStage stage) => At(stage).Do(Who.Inspector, On(1, new VerifyLandingStage(stage)));

    public static Situation<InitiativeState> Stopped => At(LandingStage.Started).Do(Who.ServiceOfficer, On(1, new StopLanding(Why)));

    public static Situation<InitiativeState> Promised => Staffed.Do(Who.ServiceOfficer, On(1, Promise));

    public static RecordPromise Promise => new("接通双回路供电", PromiseSide.Ours, Day(4, 30));

    /// <summary>A report with the proofs of its stage, or with those that are named.</summary>
    public static OnTask Report(LandingStage stage, DateOnly? on = null, int landing = 1, params ProofKind[] kinds) =>
        With(stage, on ?? Day(3, 1), landing, kinds.Length > 0 ? kinds : [.. stage.Proofs().Select(any => any[0])]);

    public static OnTask Unproven(LandingStage stage) => With(stage, Day(3, 1), 1, []);

    public static LandingState One(this Situation<InitiativeState> situation, int number = 1) => situation.State.Landings.ByNumber[number];

    private static OnTask With(LandingStage stage, DateOnly on, int landing, ProofKind[] kinds)
    {
        ImmutableArray<Evidence> files = [.. kinds.Select(kind => new Evidence(new((char)('a' + (int)kind % 6), 64), $"{kind}.jpg", "image/jpeg", 1024))];
        return new(landing, new ReportLandingStage(stage, on, [.. kinds.Zip(files, (kind, file) => new ProofReference(kind, new(file.Hash, file.Name)))], "演示"), files);
    }
}
