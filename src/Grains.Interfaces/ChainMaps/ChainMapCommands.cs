namespace FuyangPlan.ChainMaps;

/// <summary>A command to the map of a chain.</summary>
[GenerateSerializer, Immutable, Alias("chain-map.command")]
public abstract record ChainMapCommand : Command;

// By the chain's leader, an investment or service officer of its team, or the office.

/// <summary>Where in the chain a segment lies.</summary>
public enum SegmentPosition { Upstream, Midstream, Downstream }

/// <summary>What the district has of a segment: 强、弱、缺.</summary>
public enum SegmentStrength { Strong, Weak, Missing }

/// <summary>Draw a segment (环节) of the chain, or change it; what fills it stays.</summary>
/// <param name="Code">Slug, unique in the chain.</param>
[GenerateSerializer, Immutable, Alias("chain-map.set-segment")]
public sealed record SetSegment(string Code, string Name, SegmentPosition Position, SegmentStrength Strength, [Lines] string? Note = null) : ChainMapCommand;

/// <summary>Take a segment off the map. Refusals: <c>segment-not-found</c>.</summary>
[GenerateSerializer, Immutable, Alias("chain-map.remove-segment")]
public sealed record RemoveSegment(string Code, [Lines] string Reason) : ChainMapCommand;

/// <summary>Say which landings and investment leads fill a segment. Replaces both lists. Refusals: <c>segment-not-found</c>, <c>landing-not-found</c>.</summary>
/// <param name="Leads">Numbers of the chain's investment leads; that they exist is not checked.</param>
[GenerateSerializer, Immutable, Alias("chain-map.fill-segment")]
public sealed record FillSegment(string Code, ImmutableArray<int> Landings, ImmutableArray<int> Leads) : ChainMapCommand;
