using FuyangPlan.Tables;

namespace FuyangPlan.Enterprises;

/// <summary>The register of enterprises.</summary>
internal sealed class EnterpriseTable : Table<EnterpriseState, EnterpriseView, EnterpriseQuery, EnterpriseView>
{
    private readonly Column code, chain, officer, overdue;

    public EnterpriseTable() : base("enterprises")
    {
        code = KeyColumn("code", row => row.Code);
        (chain, officer, overdue) = (Column("chain", row => row.Chain), Column("officer", row => row.Officer), Column("overdue", row => row.Overdue));
        Sort("code", code);
        Sort("overdue", overdue);
        Sort("open", Column("open", row => row.Open));
        Sort("name", NameColumn("name_key", row => row.Name));
        Rows(
            state => state, state => (EnterpriseState[])[state], state => state.Profile,
            (state, _, source) => EnterpriseViews.Of(state, new Seen(source.Stream, source.Version, source.Plan, DateTimeOffset.MinValue))!,
            (state, _, source) => SearchText.Of(
                [state.Profile!.Name, source.PersonName(state.Profile.Officer)],
                [
                    state.Profile.Code, state.Profile.Uscc, state.Profile.Note, .. state.Visits.SelectMany(visit => (string[])[visit.ByWhom, visit.Summary]),
                    .. state.Promises.Values.Select(promise => promise.Text),
                ]));
    }

    protected override IEnumerable<Condition?> Where(EnterpriseQuery query) =>
        [code.Is(query.Code), chain.Is(query.Chain), officer.Is(query.Officer), overdue.IsNot(0).Is(query.Overdue)];

    protected override EnterpriseView Line(EnterpriseView row, Sight sight, DateOnly today) => row with
    {
        Promises = [.. row.Promises.Select(promise => promise with { IsOverdue = promise.Status == Landings.PromiseStatus.Open && promise.Due < today })],
    };
}
