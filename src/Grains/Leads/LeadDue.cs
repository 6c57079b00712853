using FuyangPlan.EventSourcing;

namespace FuyangPlan.Leads;

/// <summary>The first thing that time will bring to a lead.</summary>
internal static class LeadDue
{
    private static readonly int[] NoticeDays = [14, 3];

    /// <summary>What it is, and when; null when nothing will come by itself.</summary>
    public static (LeadEvent Event, DateTimeOffset At)? Next(LeadState lead)
    {
        var (number, confidential) = (lead.Number, lead.Confidential);
        if (lead.WakeOn is { } wake) return (new LeadWoken(number, confidential), wake.Start());
        (LeadEvent Event, DateTimeOffset At)? next = null;
        foreach (var (duty, until) in lead.Deadlines)
            if (next is null || until.AddDays(1).Start() < next.Value.At)
                next = (new LeadOverdue(number, confidential, duty), until.AddDays(1).Start());
        if (lead.ProtectedUntil is not { } protectedUntil) return next;
        (LeadEvent Event, DateTimeOffset At) ends = lead.Notices < NoticeDays.Length
            ? (new LeadProtectionExpiring(number, confidential, protectedUntil, NoticeDays[lead.Notices]), protectedUntil.AddDays(-NoticeDays[lead.Notices]).Start())
            : (new LeadReleasedToPool(number, confidential), protectedUntil.AddDays(1).Start());
        return next is null || ends.At < next.Value.At ? ends : next;
    }
}
