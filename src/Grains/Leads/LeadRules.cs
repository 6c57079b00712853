using FuyangPlan.EventSourcing;
using FuyangPlan.Initiatives;
using FuyangPlan.Teams;
using static FuyangPlan.EventSourcing.Decision;

namespace FuyangPlan.Leads;

/// <summary>Recording leads, what is known of them, who holds them (domain 3.7). Words come sealed; the commands' own are only looked at.</summary>
internal static class LeadRules
{
    internal const int BackDatedAfterDays = 7;

    private const decimal MostAmount = 10_000_000, MostLand = 100_000;

    public static Decision Decide(InitiativeState chain, RecordLead command, SealedLead words, ImmutableArray<string> suspects, Moment moment)
    {
        if ((Own(chain, moment) ?? Guard.Text("/investor", command.Investor, 100) ?? Number("/amount", command.Amount, MostAmount, "万元")
            ?? Number("/land", command.Land, MostLand, "亩") ?? Contact(command.ContactName, command.ContactPhone) ?? Guard.OptionalText("/summary", command.Summary, 2000)
            ?? Guard.OptionalText("/referrer", command.Referrer, 100) ?? Recent("/reportedOn", command.ReportedOn ?? moment.Today, moment)) is { } refusal) return refusal;
        if (chain.Leads.OfInvestor(words.InvestorHash).Any()) suspects = suspects.Add(chain.Charter!.Id);
        return Record(new LeadRecorded(
            chain.Leads.Leads.Count + 1, command.Confidential, words.Key, words.Investor, words.InvestorHash, command.Amount, command.Land, command.Source,
            words.ContactName, words.ContactPhone, words.Summary, words.Referrer, command.ReportedOn ?? moment.Today, moment.Actor.Person!, NameOf(moment.Actor.Person!, moment),
            [.. suspects.Distinct().Order(StringComparer.Ordinal)]));
    }

    public static Decision Decide(InitiativeState chain, int number, ReviseLead command, SealedText? contactName, SealedText? contactPhone, Moment moment)
    {
        if ((Find(chain, number, moment, out var lead) ?? Standing(lead, LeadStanding.Open, LeadStanding.Dormant) ?? Number("/amount", command.Amount, MostAmount, "万元")
            ?? Number("/land", command.Land, MostLand, "亩") ?? Contact(command.ContactName, command.ContactPhone)) is { } refusal) return refusal;
        // Whether sealed words are the same as before cannot be seen here.
        return (command.Amount ?? lead.Amount, command.Land ?? lead.Land) == (lead.Amount, lead.Land) && contactName is null && contactPhone is null
            ? Nothing
            : Record(new LeadRevised(number, lead.Confidential, command.Amount, command.Land, contactName, contactPhone));
    }

    public static Decision Decide(InitiativeState chain, int number, RecordActivity command, SealedText summary, Moment moment)
    {
        if ((Find(chain, number, moment, out var lead) ?? Standing(lead, LeadStanding.Open) ?? Held(lead) ?? Guard.Text("/summary", command.Summary, 2000)
            ?? Recent("/on", command.On, moment)) is { } refusal) return refusal;
        return Record(new LeadActivityRecorded(number, lead.Confidential, command.Kind, command.On, summary));
    }

    public static Decision Decide(InitiativeState chain, int number, ClaimLead command, Moment moment)
    {
        if ((Find(chain, number, moment, out var lead) ?? Standing(lead, LeadStanding.Open)) is { } refusal) return refusal;
        var person = moment.Actor.Person!;
        return lead.Holder == person ? Nothing
            : lead.IsInPool ? Record(new LeadClaimed(number, lead.Confidential, person, NameOf(person, moment)))
            : Refuse(Problems.IllegalTransition, $"线索 {number} 由{lead.HolderName}跟进，不在公海池，不能认领；确需换人的，请转交。");
    }

    public static Decision Decide(InitiativeState chain, int number, AssignLead command, Moment moment)
    {
        if ((Find(chain, number, moment, out var lead) ?? Standing(lead, LeadStanding.Open, LeadStanding.Dormant)
            ?? Guard.Person("/person", command.Person, moment.Plan)) is { } refusal) return refusal;
        if (chain.Team.Of(command.Person) is null && chain.Leader.HolderOn(moment.Today)?.Person != command.Person)
            return Refuse(Problems.NotInTeam, "只能转交给本链链长或专班成员，请先让其加入专班。", [new("/person", "不在专班内")]);
        return lead.Holder == command.Person ? Nothing : Record(new LeadAssigned(number, lead.Confidential, command.Person, NameOf(command.Person, moment)));
    }

    public static Decision Decide(InitiativeState chain, int number, MergeLeads command, SealedText reason, Moment moment)
    {
        LeadState into = null!;
        if ((Find(chain, number, moment, out var from) ?? Standing(from, LeadStanding.Open, LeadStanding.Dormant) ?? Guard.Reason("/reason", command.Reason)
            ?? Find(chain, command.Into, moment, out into) ?? Standing(into, LeadStanding.Open)) is { } refusal) return refusal;
        return from.Number == into.Number ? Refuse(Problems.IllegalTransition, "不能并入自身，请核对线索编号。", [new("/into", "就是自身")])
            : from.Stage > into.Stage ? Refuse(Problems.IllegalTransition, $"请反过来合并：线索 {number} 已到“{from.Stage.InWords()}”，比线索 {command.Into} 更靠后。", [new("/into", "进展较慢")])
            : from.Confidential && !into.Confidential ? Refuse(Problems.IllegalTransition, $"保密的线索不能并入不保密的，请先将线索 {command.Into} 设为保密。", [new("/into", "不保密")])
            : Record(new LeadMerged(number, from.Confidential || into.Confidential, command.Into, reason));
    }

    public static Decision Decide(InitiativeState chain, int number, SetConfidential command, SealedText reason, Moment moment)
    {
        if ((Find(chain, number, moment, out var lead) ?? Guard.Reason("/reason", command.Reason)) is { } refusal) return refusal;
        return lead.Confidential == command.Confidential ? Nothing : Record(new LeadConfidentialitySet(number, command.Confidential, reason));
    }

    /// <summary>Who may comes first: others do not learn whether there is such a lead.</summary>
    internal static Refusal? Find(InitiativeState chain, int number, Moment moment, out LeadState lead)
    {
        lead = chain.Leads.Find(number)!;
        return Own(chain, moment) ?? (lead is null ? Refuse(Problems.LeadNotFound, $"没有第 {number} 号线索，请核对编号。") : null);
    }

    internal static Refusal? Standing(LeadState lead, params ReadOnlySpan<LeadStanding> standings) => standings.Contains(lead.Standing) ? null
        : lead.MergedInto is { } into ? Refuse(Problems.IllegalTransition, $"线索 {lead.Number} 已并入线索 {into}，请到那里办理。")
        : Refuse(Problems.IllegalTransition, $"线索 {lead.Number} 现为“{lead.Standing.InWords()}”，不能这样办理。");

    internal static Refusal? Held(LeadState lead) =>
        lead.IsInPool ? Refuse(Problems.LeadInPool, $"线索 {lead.Number} 已过首报保护期，在公海池中，请先认领再办理。") : null;

    private static Refusal? Own(InitiativeState chain, Moment moment) => TeamRules.Of(chain, moment, Role.InvestmentOfficer);

    private static Refusal? Contact(string? name, string? phone) => Guard.OptionalText("/contactName", name, 50) ?? Guard.OptionalText("/contactPhone", phone, 50);

    private static Refusal? Number(string pointer, decimal? number, decimal most, string unit) => number is { } value && (value <= 0 || value > most || decimal.Round(value, 2) != value)
        ? Refuse(Problems.OutOfRange, $"须大于 0、不超过 {most:0} {unit}，最多两位小数。", [new(pointer, "超出范围")])
        : null;

    private static Refusal? Recent(string pointer, DateOnly day, Moment moment) => Guard.NotBeforeStart(pointer, day, moment.Plan)
        ?? (day > moment.Today ? Refuse(Problems.InFuture, "日期不能在将来。", [new(pointer, "在将来")])
        : moment.Today.DayNumber - day.DayNumber > BackDatedAfterDays ? Refuse(Problems.Backdated, $"日期在 {BackDatedAfterDays} 天以前，不能补记，请如实填写最近的日期。", [new(pointer, "早于 7 天")])
        : null);

    private static string NameOf(string person, Moment moment) => moment.Plan.Persons.TryGetValue(person, out var known) ? known.Name : moment.Actor.Name;
}
