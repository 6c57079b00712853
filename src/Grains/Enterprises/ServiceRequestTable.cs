using FuyangPlan.Tables;

namespace FuyangPlan.Enterprises;

/// <summary>Requests of all enterprises.</summary>
internal sealed class ServiceRequestTable : Table<EnterpriseState, ServiceRequestView, ServiceRequestQuery, ServiceRequestView>
{
    private readonly Column enterprise, number, next, chain, category, handler, submitted, missed;

    public ServiceRequestTable() : base("service_requests")
    {
        (enterprise, number) = (KeyColumn("enterprise", row => row.Enterprise), KeyColumn("number", row => row.Number));
        next = Column("next_on", row => row.NextOn);
        (chain, category, handler) = (Column("chain", row => row.Chain), Column("category", row => row.Category), Column("handler", row => row.Handler));
        (submitted, missed) = (Column("submitted_at", row => row.SubmittedAt), Column("missed", row => row.Missed.Length));
        Sort("next", next);
        Sort("number", number);
        Sort("submitted", submitted);
        Rows(
            state => state.Requests, requests => requests.Values, state => state.Profile,
            (request, state, _) => EnterpriseViews.Of(state, request),
            (request, state, source) => SearchText.Of(
                [state.Profile!.Name, source.PersonName(request.Handler)],
                [
                    request.What.Text, .. request.Answers.SelectMany(answer => (string[])[answer.Text, .. answer.Evidence.Select(evidence => evidence.Name)]),
                    .. request.Ratings.Select(rating => rating.Words),
                ]));
    }

    protected override IEnumerable<Condition?> Where(ServiceRequestQuery query) =>
    [
        next.IsNot(Term.Absent).Is(query.Open), enterprise.Is(query.Enterprise), number.Is(query.Number), chain.Is(query.Chain),
        category.Is(query.Category), handler.Is(query.Handler), (missed.IsNot(0) & next.IsNot(Term.Absent)).Is(query.Overdue),
        submitted.AtLeast(query.SubmittedFrom), submitted.AtMost(query.SubmittedTo),
    ];

    public override Sight SightOf(Actor reader) => new(Contacts: reader.SeesContacts());

    protected override ServiceRequestView Line(ServiceRequestView row, Sight sight, DateOnly today) => sight.Contacts ? row : row with { Contact = null };
}
