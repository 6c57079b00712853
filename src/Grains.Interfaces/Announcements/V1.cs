using FuyangPlan.DaySeals;

namespace FuyangPlan.Announcements.V1;

// What the bus carries out. Plain JSON: camelCase, times with offset. Members are only ever added; another shape is another namespace.

/// <summary>An entry of an initiative's stream, announced after it is durable: at least once, the first of each in the order of versions.</summary>
/// <param name="Version">Contiguous within the initiative, from 1: who keeps the last one sees duplicates and gaps.</param>
/// <param name="Position">Contiguous within the plan over all of its streams; the id of the live feed.</param>
/// <param name="Type">Stable name of the event, such as <c>task.progress-reported</c>.</param>
/// <param name="HappenedAt">When it happened, +08:00.</param>
/// <param name="RecordedAt">When it was recorded, by the plan's clock, +08:00.</param>
/// <param name="Department">Code of the actor's department, where there is one.</param>
/// <param name="Text">The ledger's sentence.</param>
public sealed record InitiativeChanged(
    string Plan, string Initiative, int Version, long Position, string Type, DateTimeOffset HappenedAt, DateTimeOffset RecordedAt, string? Department, string Text);

/// <summary>An entry of the plan's own stream, as <see cref="InitiativeChanged"/>.</summary>
/// <param name="Seal">Where a day was sealed: its root, for whoever keeps it outside of our reach; null otherwise.</param>
public sealed record PlanChanged(
    string Plan, int Version, long Position, string Type, DateTimeOffset HappenedAt, DateTimeOffset RecordedAt, string? Department, string Text,
    DaySealView? Seal = null);

/// <summary>An entry of any other stream, as <see cref="InitiativeChanged"/>: a pool's, an enterprise's, a feed's.</summary>
/// <param name="Concept">Stable name of what it is a stream of: <c>pool</c>, <c>enterprise</c>, <c>department-feed</c>.</param>
/// <param name="Stream">Its name within the plan, such as <c>pool-space-2021</c>.</param>
/// <param name="Text">The ledger's sentence; empty where it is confidential.</param>
public sealed record StreamChanged(
    string Plan, string Concept, string Stream, int Version, long Position, string Type, DateTimeOffset HappenedAt, DateTimeOffset RecordedAt, string? Department, string Text);
