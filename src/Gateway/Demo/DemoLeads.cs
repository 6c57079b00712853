using System.Globalization;
using FuyangPlan.Evidences;
using FuyangPlan.Leads;
using FuyangPlan.Teams;

namespace FuyangPlan.Demo;

/// <summary>Five made-up leads of a chain. Some come as far as production, some rest, get lost, or fall into the pool because nobody cares for them.</summary>
internal sealed class DemoLeads(IIndustryChainGrain chain, int number, DemoActors actors, Func<string, Task<Evidence>> proof, DemoSend send)
{
    private const int Leads = 5;

    private static readonly DateOnly First = new(2021, 1, 29);

    /// <summary>What happens on this Friday.</summary>
    public async Task Week(DateOnly today)
    {
        var week = (today.DayNumber - First.DayNumber) / 7;
        if (week == 0) await Do(actors.Office, new JoinTeam(actors.Investment.Person!, "招商"), "team");
        for (var lead = 1; lead <= Leads; lead++) await Week(lead, week - (2 * lead) + 1, today);
    }

    /// <param name="lead">Its number, and in which order it is recorded.</param>
    /// <param name="week">Since it was recorded; below 0: it is not yet known.</param>
    /// <param name="today">The Friday.</param>
    private async Task Week(int lead, int week, DateOnly today)
    {
        var (kind, gap) = ((number * 3) + (lead * 5), 2 + ((number + lead) % 2));
        var (last, fate) = ((LeadStage)(kind % 10), (number + lead) % 7);
        // Resting and lost ones do not move any more.
        if (week < 0 || (week > 10 && fate == 3) || (week > 12 && fate == 5)) return;
        if (week == 0) await Do(actors.Investment, Recorded(lead, kind), $"{lead}");
        else if (week == 10 && fate == 3) await Do(actors.Investment, new ParkLead(new(2021, 9, 30), "投资方内部重组，暂缓三个月（演示）"), $"{lead}", lead);
        else if (week == 12 && fate == 5) await Do(actors.Investment, new EndLead(LeadEnding.Lost, LeadEndCode.SettledElsewhere, "投资方已在外地落户（演示）"), $"{lead}", lead);
        else if (week % gap == 0 && week / gap <= (int)last) await Advance(lead, (LeadStage)(week / gap), today);
        else if (week % 4 == 1 && last > LeadStage.Lead)
            await Do(actors.Investment, new RecordActivity(week % 8 == 1 ? LeadActivityKind.Contact : LeadActivityKind.Visit, today, "沟通选址与时间安排（演示）"),
                $"{lead}-{today:yyyyMMdd}", lead);
    }

    private RecordLead Recorded(int lead, int kind) => new(
        $"演示投资方{"甲乙丙丁戊己庚辛"[number - 1]}{lead}（演示）", 5_000 + (kind * 7 % 23 * 5_000), Enum.GetValues<LeadSource>()[kind % 7], Confidential: lead == 2 && number % 3 == 1,
        Land: kind % 2 == 0 ? 20 + (kind % 5 * 15) : null, ContactName: "演示联系人", Summary: "演示数据，企业为虚构");

    private async Task Advance(int lead, LeadStage stage, DateOnly today)
    {
        var kinds = stage.Proofs().Select(any => any[0]).ToArray();
        var files = new List<Evidence>();
        foreach (var (i, kind) in kinds.Index()) files.Add(await proof($"{kind.InWords()}（演示 {number}-{lead}-{i + 1}）"));
        AdvanceLead advance = new(stage, today, [.. kinds.Zip(files, (kind, file) => new LeadProofReference(kind, file.Hash, file.Name))]);
        await Do(actors.Investment, advance, $"{lead}-{stage}", lead, [.. files]);
    }

    private Task Do(Actor actor, Command command, string key, int about = 0, ImmutableArray<Evidence> files = default) =>
        send(chain, actor, string.Create(CultureInfo.InvariantCulture, $"{command.GetType().Name}-{number}-{key}"), command, about, files);
}
