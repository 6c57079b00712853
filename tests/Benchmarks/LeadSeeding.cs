using FuyangPlan.Evidences;
using FuyangPlan.Initiatives;
using FuyangPlan.Leads;
using FuyangPlan.Plans;
using FuyangPlan.Samples;
using FuyangPlan.Teams;

namespace FuyangPlan.Benchmarks;

/// <summary>Chains full of leads, recorded and advanced by the product's own commands. Investors are made up.</summary>
internal static class LeadSeeding
{
    public const string OfficerPerson = "liaison-2";

    private static readonly DateOnly Today = new(2021, 1, 15);
    private static readonly string[] First = ["星河", "启明", "云帆", "远航", "恒信", "天衡", "瑞丰", "嘉禾", "东岭", "南屏"];
    private static readonly string[] Second = ["光电", "材料", "医疗", "装备", "软件", "能源", "生物", "通信"];
    private static readonly LeadSource[] Sources = Enum.GetValues<LeadSource>();

    private static readonly Actor Officer = new("leads-officer", OfficerPerson, "演示招商专员", null, [Role.InvestmentOfficer]);

    /// <summary>The chains of a plan, with the officer in their teams and without leads.</summary>
    public static async Task<ImmutableArray<IIndustryChainGrain>> Chains(IGrainFactory grains, string plan, int most = int.MaxValue)
    {
        await Seeding.Patiently(() => SamplePlan.Import(grains, SamplePlan.Document(plan)));
        ImmutableArray<IIndustryChainGrain> chains =
            [.. SamplePlan.Document(plan).Initiatives.Select(charter => grains.Initiative(plan, InitiativeId.Parse(charter.Id))).OfType<IIndustryChainGrain>().Take(most)];
        JoinTeam join = new(OfficerPerson, "招商");
        foreach (var chain in chains) SamplePlan.Accepted(await chain.Do(SamplePlan.Admin, "join", join));
        return chains;
    }

    /// <summary>Leads of all sources, two fifths at the first stage, fewer the further they are.</summary>
    public static async Task Fill(IIndustryChainGrain chain, int leads)
    {
        for (var number = 1; number <= leads; number++)
        {
            RecordLead record = new(
                Investor(number), 1_000 + (number * 37 % 90_000),
                Sources[number % Sources.Length], Confidential: number % 10 == 0, Land: 10 + (number % 40), ContactName: $"演示联系人{number}", ContactPhone: $"0571-演示{number}");
            SamplePlan.Accepted(await chain.Do(Officer, $"record-{number}", record));
            for (var stage = LeadStage.Screening; stage <= Furthest(number); stage++) await Advance(chain, number, stage, "fill");
        }
    }

    public static async Task Advance(IIndustryChainGrain chain, int number, LeadStage stage, string key)
    {
        ImmutableArray<Evidence> files = [.. stage.Proofs().Select((_, at) => new Evidence(new((char)('a' + at), 64), "佐证.pdf", "application/pdf", 1))];
        AdvanceLead advance = new(stage, Today, [.. stage.Proofs().Zip(files, (line, file) => new LeadProofReference(line[0], file.Hash, file.Name))]);
        SamplePlan.Accepted(await chain.Do(Officer, $"advance-{number}-{stage}-{key}", advance, number, files));
    }

    public static async Task Regress(IIndustryChainGrain chain, int number, string key)
    {
        RegressLead regress = new(LeadStage.Lead, "演示：退回重新研判，再走一遍");
        SamplePlan.Accepted(await chain.Do(Officer, $"regress-{number}-{key}", regress, number));
    }

    /// <summary>No two sound alike.</summary>
    public static string Investor(int number) => $"演示{First[number % First.Length]}{Second[number / First.Length % Second.Length]}第{number}有限公司";

    private static LeadStage Furthest(int number) => (LeadStage)(number % 5 == 0 ? number / 5 % 11 : number % 5 <= 2 ? 0 : number % 5 - 2);
}
