using FuyangPlan.Evidences;
using FuyangPlan.Checklists;

namespace FuyangPlan.ResourcePools;

/// <summary>A command to a pool, or to one of its requests, whose number the context has.</summary>
[GenerateSerializer, Immutable, Alias("resource-pool.command")]
public abstract record ResourcePoolCommand : Command;

// Amounts are in the unit of the pool's type (亩, posts, 万元): above 0, at most 1,000,000,000, with at most 2 decimals; posts are whole.

/// <summary>Open the one pool of a type and a year. By the office.</summary>
/// <param name="Capacity">What may be promised in all.</param>
/// <param name="Department">The department whose desk decides.</param>
[GenerateSerializer, Immutable, Alias("resource-pool.open")]
public sealed record OpenPool(ResourceType Type, int Year, decimal Capacity, string Department, [Lines] string? Note = null) : ResourcePoolCommand;

/// <summary>Change what may be promised in all. By the office. Below what is reserved and granted it is refused with <c>capacity-below-use</c>.</summary>
[GenerateSerializer, Immutable, Alias("resource-pool.change-capacity")]
public sealed record ChangeCapacity(decimal Capacity, [Lines] string Reason) : ResourcePoolCommand;

/// <summary>Close the pool for good: what is granted can still be delivered, verified and clawed back. By the office, when no request is open.</summary>
[GenerateSerializer, Immutable, Alias("resource-pool.close")]
public sealed record ClosePool([Lines] string Reason) : ResourcePoolCommand;

/// <summary>
/// Ask for resources (要素申请). By the initiative's leader, and by liaisons, investment officers and service officers: the initiative's own people
/// are told apart by who is recorded as the requester.
/// </summary>
/// <param name="NeedBy">The day it is needed by; not before today.</param>
/// <param name="Landing">Number of the chain's landing that needs it.</param>
/// <param name="Lead">Number of the chain's investment lead that needs it.</param>
/// <param name="Space">What exactly; required of a space pool, and of no other.</param>
/// <param name="Talent">The same of a talent pool.</param>
/// <param name="Funds">The same of a funds pool.</param>
[GenerateSerializer, Immutable, Alias("resource-pool.request")]
public sealed record RequestResource(
    string Initiative, decimal Amount, DateOnly NeedBy, [Lines] string Purpose, int? Landing = null, int? Lead = null,
    SpaceDetails? Space = null, TalentDetails? Talent = null, FundsDetails? Funds = null) : ResourcePoolCommand;

/// <summary>Which land.</summary>
/// <param name="Plot">The plot (地块).</param>
/// <param name="Planning">Its planning conditions (规划条件).</param>
/// <param name="Quota">Kind of the quota (指标类型).</param>
[GenerateSerializer, Immutable, Alias("space-details")]
public sealed record SpaceDetails(string Plot, string? Planning = null, string? Quota = null);

/// <summary>Which people.</summary>
/// <param name="Post">The post (岗位).</param>
/// <param name="Category">Category of the talent (类别).</param>
/// <param name="Term">For how long (期限).</param>
[GenerateSerializer, Immutable, Alias("talent-details")]
public sealed record TalentDetails(string Post, string? Category = null, string? Term = null);

/// <summary>Where funds come from: 财政, 专项债, 国资, 社会资本.</summary>
public enum FundsSource { Budget, SpecialBonds, StateCapital, SocialCapital }

/// <summary>Which funds.</summary>
/// <param name="Schedule">When they are spent (用款计划).</param>
[GenerateSerializer, Immutable, Alias("funds-details")]
public sealed record FundsDetails(FundsSource Source, string? Schedule = null);

/// <summary>The request is complete and can be decided. By the resource desk of the pool's department, as all of the following unless they say otherwise.</summary>
[GenerateSerializer, Immutable, Alias("resource-pool.pre-check")]
public sealed record PreCheckRequest([Lines] string? Note = null) : ResourcePoolCommand;

/// <summary>
/// Hold an amount for the request; it takes the place of an earlier hold. What is not there is refused with <c>pool-exhausted</c>.
/// </summary>
/// <param name="Until">The last day of the hold, not further away than the plan allows; null: as the plan says. After it the hold is over by itself.</param>
[GenerateSerializer, Immutable, Alias("resource-pool.reserve")]
public sealed record ReserveForRequest(decimal Amount, DateOnly? Until = null) : ResourcePoolCommand;

/// <summary>
/// Grant the request in full or in part; what is held for it goes first. What is not there is refused with <c>pool-exhausted</c>, which says what is left.
/// </summary>
/// <param name="Rest">How what remains is refused; null: it stays in the queue.</param>
[GenerateSerializer, Immutable, Alias("resource-pool.grant")]
public sealed record GrantRequest(decimal Amount, RefuseRequest? Rest = null) : ResourcePoolCommand;

/// <summary>Refuse what has not been granted, and end its hold.</summary>
/// <param name="Alternative">What could be done instead; a refusal without it is none.</param>
[GenerateSerializer, Immutable, Alias("resource-pool.refuse")]
public sealed record RefuseRequest([Lines] string Reason, [Lines] string Alternative) : ResourcePoolCommand;

/// <summary>Withdraw what has not been granted, and end its hold. By whoever asked, or by the office.</summary>
[GenerateSerializer, Immutable, Alias("resource-pool.withdraw")]
public sealed record WithdrawRequest([Lines] string Reason) : ResourcePoolCommand;

/// <summary>Part or all of what was granted has arrived. With evidence.</summary>
/// <param name="On">The day it arrived, +08:00; not in the future.</param>
[GenerateSerializer, Immutable, Alias("resource-pool.deliver")]
public sealed record DeliverGrant(decimal Amount, DateOnly On, ImmutableArray<EvidenceReference> Evidence) : ResourcePoolCommand, IEvidenced
{
    ImmutableArray<EvidenceReference> IEvidenced.Files => Evidence;
}

/// <summary>Confirm how much of what arrived is in use. By an inspector of neither the pool's nor the requester's department.</summary>
/// <param name="Used">In all, 0 to what arrived.</param>
[GenerateSerializer, Immutable, Alias("resource-pool.verify-use")]
public sealed record VerifyUse(decimal Used, [Lines] string? Note = null) : ResourcePoolCommand;

/// <summary>
/// Take back what was granted and is not used (收回): it is free again at once. What has arrived counts as used until an inspector has said otherwise.
/// More than that is refused with <c>claw-back-beyond-unused</c>.
/// </summary>
[GenerateSerializer, Immutable, Alias("resource-pool.claw-back")]
public sealed record ClawBack(decimal Amount, [Lines] string Reason) : ResourcePoolCommand;
