namespace FuyangPlan.Commands;

/// <summary>The journal holds an event of a newer build: this one can neither decide nor show it, and stops before it diverges.</summary>
[GenerateSerializer, Alias("newer-event")]
public sealed class NewerEventException(string message) : Exception(message);
