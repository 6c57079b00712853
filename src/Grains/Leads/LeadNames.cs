using System.Collections.Concurrent;
using FuyangPlan.Tables;

namespace FuyangPlan.Leads;

/// <summary>
/// Investors' names that readers of a chain have had opened, and the pinyin initials that find them, while the chain is active: a search that opened
/// ten thousand keys each time would take as long each time. They are as safe here as the master key, which lies in the same memory (ADR 25). A
/// lead's number and its investor belong together for ever, so nothing here is ever out of date.
/// </summary>
internal sealed class LeadNames(string stream, ISeals seals)
{
    // Many may read at once, beside the grain's turns.
    private readonly ConcurrentDictionary<int, (string Name, string Search)> opened = [];

    public LeadSeal SealOf(LeadState lead) => new(seals, stream, lead.Key);

    /// <summary>Only for readers who may know it.</summary>
    public string Of(LeadState lead) => Open(lead).Name;

    public bool IsMatch(LeadState lead, string search)
    {
        var text = Open(lead).Search;
        return Text.Words(search).All(word => text.Contains(word, StringComparison.Ordinal));
    }

    private (string Name, string Search) Open(LeadState lead) => opened.GetOrAdd(lead.Number, static (_, of) =>
    {
        var name = of.Seal.Open(Places.Investor, of.Investor);
        return (name, Text.Fold(SearchText.Of([name], [])));
    }, (Seal: SealOf(lead), lead.Investor));
}
