using FuyangPlan.Initiatives;
using FuyangPlan.Tables;

namespace FuyangPlan.Landings;

/// <summary>A landing, and on which days its open promises are due.</summary>
internal sealed record LandingRow(LandingLine Line, ImmutableArray<DateOnly> Promised);

/// <summary>Landings of all chains.</summary>
internal sealed class LandingTable : Table<InitiativeState, LandingRow, LandingQuery, LandingLine>
{
    private readonly Column chain, stage, kind, leading, verified, stopped, promised;

    public LandingTable() : base("landings")
    {
        chain = KeyColumn("chain", row => InitiativeId.Parse(row.Line.Initiative).Number);
        KeyColumn("number", row => row.Line.Number);
        (stage, kind, leading) = (Column("stage", row => row.Line.Stage), Column("kind", row => row.Line.Kind), Column("leading", row => row.Line.LeadEnterprise));
        (verified, stopped) = (Column("verified", row => row.Line.Verified), Column("stopped_on", row => row.Line.StoppedOn));
        promised = Column("promised", row => row.Promised.IsEmpty ? (DateOnly?)null : row.Promised.Min());
        Sort("initiative", chain);
        Sort("stage", stage);
        Sort("since", Column("since", row => row.Line.Since));
        Sort("name", NameColumn("name_key", row => row.Line.Name));
        Rows(
            state => state.Landings, landings => landings.ByNumber.Values, state => state.Charter,
            (landing, state, _) => new(
                new(
                    Initiative: state.Charter!.Id, InitiativeName: state.Charter.Name.Shown, Number: landing.Number, Name: landing.Name,
                    Kind: landing.Kind, LeadEnterprise: landing.LeadEnterprise, Stage: landing.Current?.Stage, Since: landing.Current?.Since,
                    DaysInStage: null, Verified: landing.Current?.Verifier is not null, StoppedOn: landing.Stop?.On, OverduePromises: 0),
                [.. landing.Promises.Where(promise => promise.Status == PromiseStatus.Open).Select(promise => promise.Due)]),
            (landing, state, _) => SearchText.Of(
                [landing.Name, state.Charter!.Name.Shown],
                [
                    landing.Stop?.Reason, landing.LinkNote, .. landing.Promises.Select(promise => promise.Text),
                    .. landing.Contacts.SelectMany(contact => (string[])[contact.With, contact.Summary]),
                    .. landing.Steps.SelectMany(step => (string?[])[step.Note, .. step.Proofs.Select(proof => proof.Evidence.Name)]),
                ]));
    }

    protected override IEnumerable<Condition?> Where(LandingQuery query) =>
    [
        chain.Is(query.Initiative is not { } name ? null : InitiativeId.TryParse(name, out var id) && id.Kind == InitiativeKind.IndustryChain ? id.Number : -1),
        stage.Is(query.Stage), kind.Is(query.Kind), leading.Is(true)!.Is(query.LeadEnterprise), verified.Is(true)!.Is(query.Verified),
        stopped.IsNot(Term.Absent).Is(query.Stopped), promised.Before(Term.Today).Is(query.Overdue),
    ];

    protected override LandingLine Line(LandingRow row, Sight sight, DateOnly today) => row.Line with
    {
        DaysInStage = today.DayNumber - row.Line.Since?.DayNumber,
        OverduePromises = row.Promised.Count(due => due < today),
    };
}
