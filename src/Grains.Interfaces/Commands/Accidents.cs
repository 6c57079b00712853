namespace FuyangPlan.Commands;

/// <summary>The journal holds an event of a newer build: this one can neither decide nor show it, and stops before it diverges.</summary>
[GenerateSerializer, Alias("newer-event")]
public sealed class NewerEventException(string message) : Exception(message);

/// <summary>The storage did not answer. Nothing is known to be lost, and nothing to be done; the same may be asked again.</summary>
[GenerateSerializer, Alias("storage-unavailable")]
public sealed class StorageUnavailableException(string message) : Exception(message);
