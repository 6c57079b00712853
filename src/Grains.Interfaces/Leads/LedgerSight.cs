using FuyangPlan.Histories;

namespace FuyangPlan.Leads;

/// <summary>
/// What a reader sees of a line of the ledger: the one function for ledger, differences, live feed and pages. Its place in the ledger is seen by all.
/// </summary>
/// <param name="Leads">Lines of investment leads that are not confidential; of those that are, nobody sees more here than that there was a change.</param>
public readonly record struct LedgerSight(bool Leads)
{
    public static LedgerSight Of(Actor reader) => new(reader.SeesLeads());

    public LedgerLine Show(LedgerLine line) => Leads || !line.Type.StartsWith("lead.", StringComparison.Ordinal) ? line : line.Veiled("一条招商线索有变动");
}
