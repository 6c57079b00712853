using FuyangPlan.EventSourcing;

namespace FuyangPlan.Leads;

/// <summary>What time brings to a lead.</summary>
internal static class LeadDue
{
    // The others are the duties themselves.
    private const int Protection = 100, Waking = 101;

    public static IEnumerable<Due> Of(LeadState lead)
    {
        if (lead.WakeOn is { } wake) yield return new(wake.Start(), lead.Number, Waking);
        foreach (var (duty, until) in lead.Terms.Deadlines) yield return new(until.AddDays(1).Start(), lead.Number, (int)duty);
        if (lead.Terms.Protection is { } protection)
            yield return new(protection.Notices is [var notice, ..] ? notice.Start() : protection.Until.AddDays(1).Start(), lead.Number, Protection);
    }

    public static LeadEvent Event(LeadState lead, Due due, LeadThresholds rules) => due.What switch
    {
        Waking => new LeadWoken(lead.Number, lead.Confidential, LeadTermRules.Woken(lead, due.At.Day(), rules)),
        Protection when lead.Terms.Protection is { Notices: [var notice, ..], Until: var until } =>
            new LeadProtectionExpiring(lead.Number, lead.Confidential, until, until.DayNumber - notice.DayNumber),
        Protection => new LeadReleasedToPool(lead.Number, lead.Confidential),
        _ => new LeadOverdue(lead.Number, lead.Confidential, (LeadDuty)due.What),
    };
}
