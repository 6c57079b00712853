using FuyangPlan.Evidences;
using FuyangPlan.Checklists;
using FuyangPlan.Tables;

namespace FuyangPlan.ResourcePools;

/// <summary>A resource pool (要素池). Amounts are in <paramref name="Unit"/>.</summary>
/// <param name="Id">Such as <c>space-2021</c>.</param>
/// <param name="Unit">亩, 个岗位 or 万元.</param>
/// <param name="Reserved">Held for requests.</param>
/// <param name="Granted">Granted less what was clawed back.</param>
/// <param name="Delivered">Of what is granted, what has arrived.</param>
/// <param name="Used">Of what has arrived, what an inspector saw in use.</param>
/// <param name="ClawedBack">Ever taken back.</param>
/// <param name="Free">Capacity less what is reserved and granted; never below 0.</param>
/// <param name="Requests">Requests ever made.</param>
/// <param name="Queued">Those of them with something that nobody has decided yet.</param>
/// <param name="Wanted">What they ask for and have not got.</param>
[GenerateSerializer, Immutable, Alias("resource-pool-view")]
public sealed record ResourcePoolView(
    string Plan, string Id, ResourceType Type, int Year, string Unit, string Department, string? Note, bool IsClosed,
    decimal Capacity, decimal Reserved, decimal Granted, decimal Delivered, decimal Used, decimal ClawedBack, decimal Free,
    int Requests, int Queued, decimal Wanted, int Version);

/// <summary>Where a request stands (已提交、已预审、已预留、部分批准、已批准、已到位、已关闭、不予、已撤回). It follows from its amounts.</summary>
public enum ResourceRequestStatus { Submitted, PreChecked, Reserved, PartlyGranted, Granted, Delivered, Closed, Refused, Withdrawn }

/// <summary>A request to a pool. Amounts are in the pool's unit.</summary>
/// <param name="Number">From 1 within the pool.</param>
/// <param name="Requester">Id of the person who asked; null where the account belongs to none.</param>
/// <param name="Outstanding">What is asked for and neither granted nor refused nor withdrawn.</param>
/// <param name="ReservedUntil">The last day of the hold; null: nothing is held.</param>
/// <param name="Granted">Granted less what was clawed back.</param>
/// <param name="Delivered">What has arrived and was not clawed back.</param>
/// <param name="Used">Null until an inspector has looked.</param>
/// <param name="Unused">What could be clawed back now.</param>
/// <param name="Reason">Why it, or its rest, was refused or withdrawn.</param>
/// <param name="Alternative">What could be done instead, where it was refused.</param>
/// <param name="LiftPerUnit">By how much one unit raises the chance of being ready in time, in percentage points; null: there is no forecast.</param>
[GenerateSerializer, Immutable, Alias("resource-request-view")]
public sealed record ResourceRequestView(
    int Number, ResourceRequestStatus Status, string Initiative, int? Landing, int? Lead, decimal Amount, DateOnly NeedBy, string Purpose,
    SpaceDetails? Space, TalentDetails? Talent, FundsDetails? Funds, string RequestedBy, string? Requester, string? Department, DateTimeOffset RequestedAt,
    string? PreCheckNote, decimal Outstanding, decimal Reserved, DateOnly? ReservedUntil, decimal Granted, decimal Delivered, decimal? Used, decimal ClawedBack,
    decimal Unused, ImmutableArray<Evidence> Evidence, string? UseNote, string? Reason, string? Alternative, decimal? LiftPerUnit);

/// <summary>A question to the pools of a plan.</summary>
/// <param name="Sort"><c>type</c>, then by year.</param>
[GenerateSerializer, Immutable, Alias("resource-pool-query")]
public sealed record ResourcePoolQuery(
    ResourceType? Type = null, int? Year = null, string? Search = null, string Sort = "type", string? Cursor = null, int Limit = 200) : IListQuery<ResourcePoolView>;

/// <summary>A question to the requests of all pools.</summary>
/// <param name="Number">Within the pool.</param>
/// <param name="Queued">Something of it is outstanding.</param>
/// <param name="Sort"><c>number</c>, or <c>need</c>: the day it is needed, then by age.</param>
[GenerateSerializer, Immutable, Alias("resource-request-query")]
public sealed record ResourceRequestQuery(
    PoolId? Pool = null, int? Number = null, bool? Queued = null, string? Initiative = null, string? Search = null, string Sort = "number",
    string? Cursor = null, int Limit = 200) : IListQuery<ResourceRequestView>;
