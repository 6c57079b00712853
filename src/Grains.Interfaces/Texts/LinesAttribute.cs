namespace FuyangPlan.Texts;

/// <summary>The text may have several lines, and keeps its blanks as they were typed; any other text that is read is one line (<see cref="Text.Line"/>).</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class LinesAttribute : Attribute;
