using FuyangPlan.Evidences;
using FuyangPlan.Checklists;
using FuyangPlan.Journal;
using static FuyangPlan.Journal.Classification;

namespace FuyangPlan.Enterprises;

/// <summary>Something happened to an enterprise.</summary>
internal abstract record EnterpriseEvent(Classification Classification) : JournalEvent(Classification);

/// <param name="Officer">Person id of whoever its requests go to; null: nobody yet.</param>
[JournalName("enterprise.registered")]
internal sealed record EnterpriseRegistered(string Code, string Name, string Chain, string? Uscc, string? Note, string? Officer) : EnterpriseEvent(Internal)
{
    internal override string Sentence => $"登记企业“{Name}”（{Code}），归入 {Chain}";
}

[JournalName("enterprise.revised")]
internal sealed record EnterpriseRevised(string Name, string Chain, string? Uscc, string? Note, string? Officer) : EnterpriseEvent(Internal)
{
    internal override string Sentence => $"修订企业登记：{Name}，归入 {Chain}";
}

[JournalName("enterprise.linked")]
internal sealed record EnterpriseLinked(ImmutableArray<int> Landings, ImmutableArray<int> Leads) : EnterpriseEvent(Internal)
{
    internal override string Sentence => Landings.IsEmpty && Leads.IsEmpty ? "企业不再关联落地项目和招商线索" : $"企业关联{Phrase.Joined(Landings, Leads)}";
}

[JournalName("enterprise.visited")]
internal sealed record EnterpriseVisited(DateOnly On, string ByWhom, string Summary) : EnterpriseEvent(Internal)
{
    internal override string Sentence => $"{ByWhom}于 {On:yyyy-MM-dd} 走访企业：{Summary}";
}

[JournalName("enterprise.promise-recorded")]
internal sealed record EnterprisePromiseRecorded(int Number, string Text, DateOnly Due) : EnterpriseEvent(Internal)
{
    internal override string Sentence => $"向企业承诺第 {Number} 项，{Due:yyyy-MM-dd} 前兑现：{Text}";

    internal override int? Made => Number;
}

[JournalName("enterprise.promise-kept")]
internal sealed record EnterprisePromiseKept(int Number, string? Note) : EnterpriseEvent(Internal)
{
    internal override string Sentence => $"第 {Number} 项承诺已兑现{Phrase.Note(Note)}";
}

[JournalName("enterprise.promise-broken")]
internal sealed record EnterprisePromiseBroken(int Number, string Reason) : EnterpriseEvent(Internal)
{
    internal override string Sentence => $"第 {Number} 项承诺未兑现：{Reason}";
}

/// <param name="Until">Its last day.</param>
[JournalName("enterprise.link-issued")]
internal sealed record EnterpriseLinkIssued(int Number, string Recipient, DateOnly Until) : EnterpriseEvent(Working)
{
    internal override string Sentence => $"开通第 {Number} 号企业链接，有效至 {Until:yyyy-MM-dd}";

    internal override int? Made => Number;
}

[JournalName("enterprise.link-revoked")]
internal sealed record EnterpriseLinkRevoked(int Number, string Reason) : EnterpriseEvent(Working)
{
    internal override string Sentence => $"撤销第 {Number} 号企业链接：{Reason}";
}

/// <summary>Something happened to one request.</summary>
internal abstract record ServiceRequestEvent(int Number, Classification Classification) : EnterpriseEvent(Classification);

/// <summary>When what is due, as the plan's calendar had it when the request came.</summary>
/// <param name="ContactBy">The instant, whose minute still counts.</param>
/// <param name="AnswerBy">The last day for an interim answer.</param>
/// <param name="CloseBy">The last day for closure.</param>
internal sealed record ServiceDeadlines(DateTimeOffset ContactBy, DateOnly AnswerBy, DateOnly CloseBy);

/// <param name="Handler">Null: it waits for somebody to be named.</param>
[JournalName("service-request.submitted")]
internal sealed record ServiceRequestSubmitted(
    int Number, ServiceCategory Category, string Text, string? Contact, ServiceDeadlines Deadlines, string? Handler) : ServiceRequestEvent(Number, Confidential)
{
    internal override string Sentence => $"第 {Number} 号企业诉求（{Category.InWords()}）：{Text}";

    internal override int? Made => Number;
}

[JournalName("service-request.assigned")]
internal sealed record ServiceRequestAssigned(int Number, string Person) : ServiceRequestEvent(Number, Internal)
{
    internal override string Sentence => $"第 {Number} 号企业诉求分派给 {Person}";
}

[JournalName("service-request.contacted")]
internal sealed record ServiceRequestContacted(int Number, string Summary) : ServiceRequestEvent(Number, Confidential)
{
    internal override string Sentence => $"第 {Number} 号企业诉求已联系企业：{Summary}";
}

[JournalName("service-request.answered")]
internal sealed record ServiceRequestAnswered(int Number, string Text, DateOnly? NextOn) : ServiceRequestEvent(Number, Confidential)
{
    internal override string Sentence => $"第 {Number} 号企业诉求阶段答复{(NextOn is { } next ? $"，下次 {next:yyyy-MM-dd}" : "")}：{Text}";
}

[JournalName("service-request.promised")]
internal sealed record ServiceRequestPromised(int Number, DateOnly NextOn, string Reason) : ServiceRequestEvent(Number, Confidential)
{
    internal override string Sentence => $"第 {Number} 号企业诉求一跟到底，承诺 {NextOn:yyyy-MM-dd} 再答复：{Reason}";
}

/// <summary>A deadline passed. Recorded once for each.</summary>
[JournalName("service-request.overdue")]
internal sealed record ServiceRequestOverdue(int Number, ServiceDeadline What) : ServiceRequestEvent(Number, Internal)
{
    internal override string Sentence => $"第 {Number} 号企业诉求逾期：{What.InWords()}";
}

[JournalName("service-request.closed")]
internal sealed record ServiceRequestClosed(int Number, string Solution, ImmutableArray<Evidence> Evidence) : ServiceRequestEvent(Number, Confidential)
{
    internal override string Sentence => $"第 {Number} 号企业诉求办结：{Solution}{Phrase.Files(Evidence)}";
}

/// <param name="IsContent">By the plan's rules as they were then.</param>
[JournalName("service-request.rated")]
internal sealed record ServiceRequestRated(int Number, int Stars, bool IsContent, string? Words) : ServiceRequestEvent(Number, Confidential)
{
    internal override string Sentence => $"企业评价第 {Number} 号诉求 {Stars} 分{Phrase.Note(Words)}";
}

/// <summary>The enterprise was not content: it is done again, by somebody else.</summary>
[JournalName("service-request.reopened")]
internal sealed record ServiceRequestReopened(int Number, ServiceDeadlines Deadlines) : ServiceRequestEvent(Number, Internal)
{
    internal override string Sentence => $"第 {Number} 号企业诉求评价不满意，自动重办，须换人办理";
}

[JournalName("service-request.archived")]
internal sealed record ServiceRequestArchived(int Number, bool IsSatisfied) : ServiceRequestEvent(Number, Internal)
{
    internal override string Sentence => $"第 {Number} 号企业诉求归档（{(IsSatisfied ? "满意" : "不满意")}）";
}
