namespace FuyangPlan.Enterprises;

/// <summary>A command to an enterprise; the context has the number of the promise, link or request.</summary>
[GenerateSerializer, Immutable, Alias("enterprise.command")]
public abstract record EnterpriseCommand : Command;

/// <summary>Enter an enterprise into the register. By service officers and the office.</summary>
/// <param name="Code">Its id within the plan: 2 to 40 of a–z, 0–9 and hyphen, a letter first.</param>
/// <param name="Chain">The industry chain that it belongs to.</param>
/// <param name="Uscc">统一社会信用代码, 18 digits and capitals.</param>
/// <param name="Officer">Person id of whoever its requests go to. Null: the service officer who registers it; nobody, when the office does.</param>
[GenerateSerializer, Immutable, Alias("enterprise.register")]
public sealed record RegisterEnterprise(string Code, string Name, string Chain, string? Uscc = null, [Lines] string? Note = null, string? Officer = null) : EnterpriseCommand;

/// <summary>Correct what the register says; what is not said is no longer said. By service officers and the office.</summary>
[GenerateSerializer, Immutable, Alias("enterprise.revise")]
public sealed record ReviseEnterprise(string Name, string Chain, string? Uscc = null, [Lines] string? Note = null, string? Officer = null) : EnterpriseCommand;

/// <summary>
/// Say which landings and leads of its chain are the enterprise's; what is not said is no longer said, and a move to another chain forgets both. By
/// service officers and the office. Refusals: <c>landing-not-found</c>, <c>out-of-range</c>.
/// </summary>
/// <param name="Landings">Numbers within the chain, at most 100.</param>
/// <param name="Leads">Numbers within the chain, at most 100; not looked up, because who says so may not see them.</param>
[GenerateSerializer, Immutable, Alias("enterprise.link")]
public sealed record LinkEnterprise(ImmutableArray<int> Landings, ImmutableArray<int> Leads) : EnterpriseCommand;

/// <summary>Somebody was there (走访). By service officers and the leading group, as promises are: by role, a leader without one has it recorded.</summary>
/// <param name="On">The day, +08:00; not in the future.</param>
/// <param name="ByWhom">Who visited.</param>
[GenerateSerializer, Immutable, Alias("enterprise.record-visit")]
public sealed record RecordEnterpriseVisit(DateOnly On, string ByWhom, [Lines] string Summary) : EnterpriseCommand;

/// <summary>
/// Something was promised to the enterprise (承诺). By service officers and the leading group. The same while it is open is refused with
/// <c>enterprise-promise-repeated</c>.
/// </summary>
/// <param name="Due">The last day to keep it, +08:00; not before today.</param>
[GenerateSerializer, Immutable, Alias("enterprise.record-promise")]
public sealed record RecordEnterprisePromise([Lines] string Text, DateOnly Due) : EnterpriseCommand;

/// <summary>A promise was kept. By service officers and the leading group. A broken one is refused with <c>illegal-transition</c>.</summary>
[GenerateSerializer, Immutable, Alias("enterprise.keep-promise")]
public sealed record KeepEnterprisePromise([Lines] string? Note = null) : EnterpriseCommand;

/// <summary>A promise will not be kept. By service officers and the leading group. A kept one is refused with <c>illegal-transition</c>.</summary>
[GenerateSerializer, Immutable, Alias("enterprise.break-promise")]
public sealed record BreakEnterprisePromise([Lines] string Reason) : EnterpriseCommand;

/// <summary>
/// Open a way in for the enterprise itself, without an account, for the days that the plan gives it, by its clock. By service officers and the office.
/// A second one for the same recipient while the first is valid is refused with <c>link-exists</c>.
/// </summary>
/// <param name="Recipient">Whom it is for, in words.</param>
[GenerateSerializer, Immutable, Alias("enterprise.issue-link")]
public sealed record IssueLink(string Recipient) : EnterpriseCommand;

/// <summary>Close that way. By service officers and the office.</summary>
[GenerateSerializer, Immutable, Alias("enterprise.revoke-link")]
public sealed record RevokeLink([Lines] string Reason) : EnterpriseCommand;
