namespace FuyangPlan.Commands;

/// <summary>The journal holds an event of a newer build: this one can neither decide nor show it, and stops before it diverges.</summary>
[GenerateSerializer, Alias("newer-event")]
public sealed class NewerEventException(string message) : Exception(message);

/// <summary>There is no room to store it. Whether it is stored all the same may be unknown: the same command id tells.</summary>
[GenerateSerializer, Alias("storage-full")]
public sealed class StorageFullException(string message, Exception? inner = null) : Exception(message, inner);
