namespace FuyangPlan.Leads;

/// <summary>The terms of a lead after something has happened to it.</summary>
internal static class LeadTermRules
{
    public static LeadTerms Recorded(bool isReferred, DateOnly today, LeadThresholds rules)
    {
        LeadDeadline[] due = [new(LeadDuty.Response, today.AddDays(rules.ResponseDays)), new(LeadDuty.Screening, today.AddDays(rules.ScreeningDays))];
        // Nobody to tell where nobody is named.
        return new LeadTerms(null, isReferred ? [.. due, new(LeadDuty.Feedback, today.AddDays(rules.FeedbackDays))] : [.. due], []).Protected(LeadStage.Lead, today, today, rules);
    }

    public static LeadTerms Advanced(LeadState lead, LeadStage stage, DateOnly on, DateOnly today, LeadThresholds rules) =>
        lead.Terms.Answered(LeadDuty.Response, LeadDuty.Screening, LeadDuty.Note).Protected(stage, on, today, rules).Noted(stage, today, rules);

    public static LeadTerms Regressed(LeadState lead, LeadStage stage, DateOnly today, LeadThresholds rules) =>
        (lead.IsInPool ? lead.Terms : lead.Terms.Protected(stage, today, today, rules)).Noted(stage, today, rules);

    public static LeadTerms Woken(LeadState lead, DateOnly today, LeadThresholds rules) =>
        (lead.Holder is null ? lead.Terms : lead.Terms.Protected(lead.Stage, today, today, rules)).Noted(lead.Stage, today, rules);

    public static LeadTerms Held(LeadState lead, DateOnly today, LeadThresholds rules) =>
        lead.IsInPool ? lead.Terms.Protected(lead.Stage, today, today, rules) : lead.Terms;

    public static LeadTerms Active(LeadState lead, LeadActivityKind kind, DateOnly on, DateOnly today, LeadThresholds rules) => kind switch
    {
        LeadActivityKind.Feedback => lead.Terms.Answered(LeadDuty.Feedback),
        LeadActivityKind.Note => lead.Terms.Answered(LeadDuty.Note).Noted(lead.Stage, today, rules),
        _ => lead.Terms.Answered(LeadDuty.Response, LeadDuty.Note).Protected(lead.Stage, on, today, rules).Noted(lead.Stage, today, rules),
    };

    private static LeadTerms Answered(this LeadTerms terms, params ImmutableArray<LeadDuty> duties) => terms with
    {
        Deadlines = terms.Deadlines.RemoveAll(deadline => duties.Contains(deadline.Duty)),
        Overdue = terms.Overdue.RemoveAll(duties.Contains),
    };

    /// <summary>Some days after real activity, never less than before; from the signing on nobody can take it away any more.</summary>
    private static LeadTerms Protected(this LeadTerms terms, LeadStage stage, DateOnly on, DateOnly today, LeadThresholds rules)
    {
        if (stage >= LeadStage.Signed) return terms with { Protection = null };
        var until = on.AddDays(rules.ProtectionDays);
        if (terms.Protection?.Until >= until) return terms;
        ImmutableArray<DateOnly> notices = [until.AddDays(-rules.FirstNoticeDays), until.AddDays(-rules.LastNoticeDays)];
        return terms with { Protection = new(until, notices.RemoveAll(day => day <= today)) };
    }

    /// <summary>The next progress note, from negotiation until there is nothing more to come.</summary>
    private static LeadTerms Noted(this LeadTerms terms, LeadStage stage, DateOnly today, LeadThresholds rules)
    {
        var others = terms.Deadlines.RemoveAll(deadline => deadline.Duty == LeadDuty.Note);
        if (stage is < LeadStage.Negotiation or LeadStage.AtCapacity) return terms with { Deadlines = others, Overdue = terms.Overdue.Remove(LeadDuty.Note) };
        return terms.Overdue.Contains(LeadDuty.Note) ? terms : terms with { Deadlines = others.Add(new(LeadDuty.Note, today.AddDays(rules.NoteDays))) };
    }
}
