using FuyangPlan.EventSourcing;
using FuyangPlan.Initiatives;
using FuyangPlan.Leaders;
using FuyangPlan.Teams;
using static FuyangPlan.EventSourcing.Decision;

namespace FuyangPlan.Leads;

/// <summary>Recording leads, what is known of them, who holds them (domain 3.7). Words come sealed; the commands' own are only looked at.</summary>
internal static class LeadRules
{
    private const decimal MostAmount = 10_000_000, MostLand = 100_000;

    public static Decision Decide(InitiativeState chain, LeadCommand command, Moment moment)
    {
        var (number, words) = (moment.Number, (SealedWords)moment.Gathered!);
        var decision = command switch
        {
            RecordLead c => On(chain, c, words, moment),
            AdvanceLead c => LeadStageRules.Decide(chain, number, c, words, moment),
            RegressLead c => LeadStageRules.Decide(chain, number, c, words, moment),
            EndLead c => LeadStageRules.Decide(chain, number, c, words, moment),
            ParkLead c => LeadStageRules.Decide(chain, number, c, words, moment),
            WakeLead c => LeadStageRules.Decide(chain, number, c, moment),
            ReviseLead c => On(chain, number, c, words, moment),
            RecordActivity c => On(chain, number, c, words, moment),
            ClaimLead c => On(chain, number, c, moment),
            AssignLead c => On(chain, number, c, moment),
            MergeLeads c => On(chain, number, c, words, moment),
            SetConfidential c => On(chain, number, c, words, moment),
            _ => throw NoRule.For(command),
        };
        return words.IsBroken && !decision.Events.IsEmpty
            ? Refuse(Problems.SealBroken, "系统的主密钥打不开这条线索，不能再写入，请联系运维人员核对主密钥。")
            : decision;
    }

    private static Decision On(InitiativeState chain, RecordLead command, SealedWords words, Moment moment)
    {
        var suspects = words.Suspects;
        if ((Own(chain, moment) ?? Guard.MustBeText("/investor", command.Investor, 100) ?? Number("/amount", command.Amount, MostAmount, "万元")
            ?? Number("/land", command.Land, MostLand, "亩") ?? Contact(command.ContactName, command.ContactPhone) ?? Guard.MustBeTextIfAny("/summary", command.Summary, 2000)
            ?? Guard.MustBeTextIfAny("/referrer", command.Referrer, 100) ?? Recent("/reportedOn", command.ReportedOn ?? moment.Today, moment)) is { } refusal) return refusal;
        if (chain.Leads.OfInvestor(words.InvestorHash!).Any()) suspects = suspects.Add(chain.Charter!.Id);
        return Record(new LeadRecorded(
            Lead: chain.Leads.Leads.Count + 1, Confidential: command.Confidential, Key: words.Key, Investor: words[Places.Investor]!,
            InvestorHash: words.InvestorHash!, Amount: command.Amount, Land: command.Land, Source: command.Source,
            ContactName: words[Places.ContactName], ContactPhone: words[Places.ContactPhone], Summary: words[Places.Summary],
            Referrer: words[Places.Referrer], ReportedOn: command.ReportedOn ?? moment.Today, Holder: moment.Actor.Person!,
            HolderName: NameOf(moment.Actor.Person!, moment), Suspects: [.. suspects.Distinct().Order(StringComparer.Ordinal)],
            Terms: LeadTermRules.Recorded(command.Referrer is not null, moment.Today, moment.Plan.Rules.Leads)));
    }

    private static Decision On(InitiativeState chain, int number, ReviseLead command, SealedWords words, Moment moment)
    {
        var (contactName, contactPhone) = (words[Places.ContactName], words[Places.ContactPhone]);
        if ((Find(chain, number, moment, out var lead) ?? Standing(lead, LeadStanding.Open, LeadStanding.Dormant) ?? Number("/amount", command.Amount, MostAmount, "万元")
            ?? Number("/land", command.Land, MostLand, "亩") ?? Contact(command.ContactName, command.ContactPhone)) is { } refusal) return refusal;
        // Whether sealed words are the same as before cannot be seen here.
        return (command.Amount ?? lead.Amount, command.Land ?? lead.Land) == (lead.Amount, lead.Land) && contactName is null && contactPhone is null
            ? Nothing
            : Record(new LeadRevised(number, lead.Confidential, command.Amount, command.Land, contactName, contactPhone));
    }

    private static Decision On(InitiativeState chain, int number, RecordActivity command, SealedWords words, Moment moment)
    {
        if ((Find(chain, number, moment, out var lead) ?? Standing(lead, LeadStanding.Open) ?? Held(lead) ?? Guard.MustBeText("/summary", command.Summary, 2000)
            ?? Recent("/on", command.On, moment)) is { } refusal) return refusal;
        return Record(new LeadActivityRecorded(
            number, lead.Confidential, command.Kind, command.On, words[Places.Activity]!,
            LeadTermRules.Active(lead, command.Kind, command.On, moment.Today, moment.Plan.Rules.Leads)));
    }

    private static Decision On(InitiativeState chain, int number, ClaimLead command, Moment moment)
    {
        if ((Find(chain, number, moment, out var lead) ?? Standing(lead, LeadStanding.Open)) is { } refusal) return refusal;
        var person = moment.Actor.Person!;
        return lead.Holder == person ? Nothing
            : lead.IsInPool ? Record(new LeadClaimed(
                number, lead.Confidential, person, NameOf(person, moment), LeadTermRules.Held(lead, moment.Today, moment.Plan.Rules.Leads)))
            : Refuse(Problems.IllegalTransition, $"线索 {number} 由{lead.HolderName}跟进，不在公海池，不能认领；确需换人的，请转交。");
    }

    private static Decision On(InitiativeState chain, int number, AssignLead command, Moment moment)
    {
        if ((Find(chain, number, moment, out var lead) ?? Standing(lead, LeadStanding.Open, LeadStanding.Dormant)
            ?? Guard.MustBeRegistered("/person", command.Person, moment.Plan)) is { } refusal) return refusal;
        if (chain.Team.Of(command.Person) is null && chain.Leader.HolderOn(moment.Today)?.Person != command.Person)
            return Refuse(Problems.NotInTeam, "只能转交给本链链长或专班成员，请先让其加入专班。", [new("/person", "不在专班内")]);
        return lead.Holder == command.Person ? Nothing : Record(new LeadAssigned(
            number, lead.Confidential, command.Person, NameOf(command.Person, moment), LeadTermRules.Held(lead, moment.Today, moment.Plan.Rules.Leads)));
    }

    private static Decision On(InitiativeState chain, int number, MergeLeads command, SealedWords words, Moment moment)
    {
        LeadState into = null!;
        if ((Find(chain, number, moment, out var from) ?? Standing(from, LeadStanding.Open, LeadStanding.Dormant) ?? Guard.MustBeReason("/reason", command.Reason)
            ?? Find(chain, command.Into, moment, out into) ?? Standing(into, LeadStanding.Open)) is { } refusal) return refusal;
        return from.Number == into.Number ? Refuse(Problems.IllegalTransition, "不能并入自身，请核对线索编号。", [new("/into", "就是自身")])
            : from.Stage > into.Stage ? Refuse(Problems.IllegalTransition, $"请反过来合并：线索 {number} 已到“{from.Stage.InWords()}”，比线索 {command.Into} 更靠后。", [new("/into", "进展较慢")])
            : from.Confidential && !into.Confidential ? Refuse(Problems.IllegalTransition, $"保密的线索不能并入不保密的，请先将线索 {command.Into} 设为保密。", [new("/into", "不保密")])
            : Record(new LeadMerged(number, from.Confidential || into.Confidential, command.Into, words[Places.Reason]!));
    }

    private static Decision On(InitiativeState chain, int number, SetConfidential command, SealedWords words, Moment moment)
    {
        if ((Find(chain, number, moment, out var lead) ?? Guard.MustBeReason("/reason", command.Reason)) is { } refusal) return refusal;
        return lead.Confidential == command.Confidential ? Nothing : Record(new LeadConfidentialitySet(number, command.Confidential, words[Places.Reason]!));
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

    private static Refusal? Own(InitiativeState chain, Moment moment) => LeadAuthority.ToWork(moment.Actor, chain.LedBy(moment.Today), chain.Team.Members);

    private static Refusal? Contact(string? name, string? phone) => Guard.MustBeTextIfAny("/contactName", name, 50) ?? Guard.MustBeTextIfAny("/contactPhone", phone, 50);

    private static Refusal? Number(string pointer, decimal? number, decimal most, string unit) =>
        number is { } value && (value <= 0 || value > most || decimal.Round(value, 2) != value)
        ? Refuse(Problems.OutOfRange, $"须大于 0、不超过 {most:0} {unit}，最多两位小数。", [new(pointer, "超出范围")])
        : null;

    private static Refusal? Recent(string pointer, DateOnly day, Moment moment) => Guard.MustLieInPlan(pointer, day, moment)
        ?? (day > moment.Today ? Refuse(Problems.InFuture, "日期不能在将来。", [new(pointer, "在将来")])
        : Guard.IsBackDated(day, moment) ? Refuse(Problems.Backdated, $"日期在 {moment.Plan.Rules.BackDatedAfterDays} 天以前，不能补记，请如实填写最近的日期。",
            [new(pointer, $"早于 {moment.Plan.Rules.BackDatedAfterDays} 天")])
        : null);

    private static string NameOf(string person, Moment moment) => moment.Plan.Persons.TryGetValue(person, out var known) ? known.Name : moment.Actor.Name;
}
