namespace FuyangPlan.DepartmentFeeds.V1;

// What the bus carries in. Members are only ever added, optional; another shape is another namespace.

/// <summary>
/// A fact that a department's system knows. JSON in camelCase, times with offset; read strictly: no member twice, none that is not here.
/// The same offset is the same fact, however often and in whatever order it comes.
/// </summary>
/// <param name="Plan">The plan's id.</param>
/// <param name="Feed">Code of the feed as registered.</param>
/// <param name="Offset">The source's own number of the fact, from 1, growing with time; a fact that changes is a new fact with a new number.</param>
/// <param name="Kind"><c>progress</c> (needs percent), <c>completion</c> (needs doneOn and documentNumber) or <c>indicator</c> (needs indicator, period and value).</param>
/// <param name="Initiative">Such as <c>project-4</c>.</param>
/// <param name="HappenedAt">When it happened.</param>
/// <param name="SentAt">When it was sent; sending the same fact again may change it.</param>
/// <param name="Task">Number of the checklist task; not for an indicator.</param>
/// <param name="Percent">How far the task is, absolute, 0 to 100 with at most 2 decimals.</param>
/// <param name="DoneOn">The day it was done, +08:00.</param>
/// <param name="DocumentNumber">Number of the permit, registration or record that says so.</param>
/// <param name="Indicator">Name of the indicator.</param>
/// <param name="Period">What its value is of: <c>2021-06</c>, <c>2021-Q2</c> or <c>2021</c>.</param>
/// <param name="Value">Its value, 100,000,000 at most, up or down.</param>
/// <param name="Note">At most 1000 characters.</param>
/// <param name="Schema">1.</param>
[GenerateSerializer, Immutable, Alias("department-fact")]
public sealed record DepartmentFact(
    string Plan, string Feed, long Offset, string Kind, string Initiative, DateTimeOffset HappenedAt, DateTimeOffset SentAt,
    int? Task = null, decimal? Percent = null, DateOnly? DoneOn = null, string? DocumentNumber = null,
    string? Indicator = null, decimal? Value = null, [Lines] string? Note = null, int Schema = 1, string? Period = null);
