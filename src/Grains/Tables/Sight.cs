namespace FuyangPlan.Tables;

/// <summary>
/// All that a list may tell apart about who reads it. Its table gets no more of a reader than this, so that readers of one sight can be given one answer.
/// </summary>
/// <param name="Contacts">Sees how people are reached.</param>
internal sealed record Sight(bool Contacts = false);
