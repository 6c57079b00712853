namespace FuyangPlan.Indicators;

/// <summary>A command to an indicator of a campaign; the context has its number.</summary>
[GenerateSerializer, Immutable, Alias("indicator.command")]
public abstract record IndicatorCommand : Command;

/// <summary>Whether more is better.</summary>
public enum IndicatorDirection { HigherIsBetter, LowerIsBetter }

/// <summary>How an indicator is measured (口径): what tells its versions apart, and what must be known to read its values.</summary>
/// <param name="Name">Such as 2020版.</param>
/// <param name="Accuracy">How exact its values are.</param>
/// <param name="Limits">What it does not say.</param>
[GenerateSerializer, Immutable, Alias("indicator-method")]
public sealed record IndicatorMethod(string Name, string? Accuracy = null, string? Limits = null);

/// <summary>Define an indicator, with its first method. By the office or the campaign's leader. Refusals: <c>indicator-exists</c>.</summary>
/// <param name="Name">Unique in the campaign, width, case and white space aside; feeds know it by this.</param>
/// <param name="Unit">Such as 分, 件, %.</param>
/// <param name="Department">The one that its values come from.</param>
[GenerateSerializer, Immutable, Alias("indicator.define")]
public sealed record DefineIndicator(
    string Name, string Unit, IndicatorDirection Direction, IndicatorFrequency Frequency, string Department, IndicatorMethod Method) : IndicatorCommand;

/// <summary>What is wanted of one period.</summary>
/// <param name="Period">Such as <c>2021-Q2</c>, of the indicator's frequency.</param>
[GenerateSerializer, Immutable, Alias("indicator-target")]
public sealed record IndicatorTarget(string Period, decimal Value);

/// <summary>
/// Say what is wanted of each period; replaces all, but those of periods that are over stay as they are. By the office or the leader.
/// Refusals: <c>target-fixed</c>.
/// </summary>
[GenerateSerializer, Immutable, Alias("indicator.set-targets")]
public sealed record SetIndicatorTargets(ImmutableArray<IndicatorTarget> Targets) : IndicatorCommand;

/// <summary>
/// Say what the present method's values are compared with: where the method has a confirmed value of that period, this one. By the office or the leader,
/// until its source has confirmed one. Refusals: <c>baseline-fixed</c>, <c>baseline-differs</c>.
/// </summary>
/// <param name="Period">Of any frequency, over.</param>
[GenerateSerializer, Immutable, Alias("indicator.set-baseline")]
public sealed record SetIndicatorBaseline(string Period, decimal Value, [Lines] string? Note = null) : IndicatorCommand;

/// <summary>
/// It is what the source knows. By a liaison of the source department, another person than who set it.
/// Refusals: <c>version-moved</c> when another one stands, <c>baseline-differs</c> when the method's confirmed value of that period is another one.
/// </summary>
[GenerateSerializer, Immutable, Alias("indicator.confirm-baseline")]
public sealed record ConfirmIndicatorBaseline(decimal Value) : IndicatorCommand;

// Where a method can be said: its version; null: the present one. Two of them run side by side while a new method takes the place of an old one.

/// <summary>
/// Report the value of a period that is over. By a liaison of the source department. What is confirmed is corrected by it, with a reason, and
/// stands until the correction is confirmed. Refusals: <c>period-invalid</c>, <c>correction-required</c>, <c>indicator-ended</c>,
/// <c>baseline-differs</c> when the method's confirmed baseline is of that period and another value.
/// </summary>
[GenerateSerializer, Immutable, Alias("indicator.report-point")]
public sealed record ReportPoint(string Period, decimal Value, [Lines] string? Note = null, string? Correction = null, int? Method = null) : IndicatorCommand;

/// <summary>Look a second time at a value that lies far from the others, and let it go on. By the office, another person and department than the reporter's.</summary>
[GenerateSerializer, Immutable, Alias("indicator.accept-outlier")]
public sealed record AcceptOutlier(string Period, [Lines] string Reason, int? Method = null) : IndicatorCommand;

/// <summary>
/// Confirm what was reported. By an inspector: another person, of another department than reporter and source.
/// Refusals: <c>outlier-waits</c>, <c>nothing-to-verify</c>, <c>baseline-differs</c>.
/// </summary>
/// <param name="Value">What the inspector had before them.</param>
[GenerateSerializer, Immutable, Alias("indicator.confirm-point")]
public sealed record ConfirmPoint(string Period, decimal Value, [Lines] string? Note = null, int? Method = null) : IndicatorCommand;

/// <summary>What was reported does not hold. By an inspector, as for the confirmation.</summary>
[GenerateSerializer, Immutable, Alias("indicator.reject-point")]
public sealed record RejectPoint(string Period, [Lines] string Reason, int? Method = null) : IndicatorCommand;

/// <summary>Make the confirmed value of a period public. By the office. Refusals: <c>point-not-found</c>.</summary>
[GenerateSerializer, Immutable, Alias("indicator.publish-point")]
public sealed record PublishPoint(string Period, int? Method = null) : IndicatorCommand;

/// <summary>From now on it is measured otherwise: values before and after are never compared. By the office or a liaison of the source department.</summary>
[GenerateSerializer, Immutable, Alias("indicator.declare-method")]
public sealed record DeclareMethod(IndicatorMethod Method, [Lines] string Reason) : IndicatorCommand;

/// <summary>It is no longer followed; what is known of it stays. By the office.</summary>
[GenerateSerializer, Immutable, Alias("indicator.end")]
public sealed record EndIndicator([Lines] string Reason) : IndicatorCommand;
