namespace FuyangPlan.Leads;

/// <summary>Asks the chains of a plan for leads: one, or all at once. No chain asks another, so that none can wait for the other.</summary>
internal sealed class ChainLeads(IGrainFactory grains, PlanReader reader, IHttpContextAccessor http)
{
    /// <summary>Null when the initiative is no chain.</summary>
    public IIndustryChainGrain? Chain(string plan, InitiativeId id) => grains.Initiative(plan, id) as IIndustryChainGrain;

    /// <summary>Null when the initiative is no chain, or the reader may see none of its leads.</summary>
    public async Task<LeadBoard?> Board(string plan, InitiativeId id, int cards, Actor reader, DateTimeOffset? asOf = null) =>
        Chain(plan, id) is { } chain ? await Doubt.Ask(() => chain.GetLeadBoard(cards, reader, asOf, http.Gone()), asOf) : null;

    /// <inheritdoc cref="Board"/>
    public async Task<ImmutableArray<LeadCohort>?> Cohorts(string plan, InitiativeId id, Actor reader, DateTimeOffset? asOf = null) =>
        Chain(plan, id) is { } chain ? await Doubt.Ask(() => chain.GetLeadCohorts(reader, asOf, http.Gone()), asOf) : null;

    /// <summary>Null when there is no such lead, or the reader may not see it.</summary>
    public async Task<LeadView?> One(string plan, InitiativeId id, int lead, Actor reader, DateTimeOffset? asOf = null) =>
        Chain(plan, id) is { } chain ? await Doubt.Ask(() => chain.GetLead(lead, reader, asOf, http.Gone()), asOf) : null;

    public async Task<ImmutableArray<(InitiativeName Chain, InvestorAnswer Answer)>> Ask(string plan, InvestorQuestion question, Actor actor) =>
        await All(plan, null, chain => chain.AskInvestor(question, actor));

    /// <summary>The leads of all chains that the reader may see some of; null when there is no such chain.</summary>
    public async Task<LeadPage?> Find(string plan, LeadQuery query, Actor actor, DateTimeOffset? asOf = null)
    {
        // Of each chain as much as the page can need: what comes first of all comes first in its own.
        var pages = (await All(plan, asOf, chain => chain.FindLeads(query with { Skip = 0, Limit = query.Skip + query.Limit }, actor, asOf, http.Gone())))
            .Select(each => each.Answer).OfType<LeadPage>().ToArray();
        if (pages.Length == 0) return null;
        var (next, total) = (query.Skip + query.Limit, pages.Sum(page => page.Total));
        return new([.. Sorted(pages.SelectMany(page => page.Items), query.Sort).Skip(query.Skip).Take(query.Limit)], next < total ? $"a{next}" : null, total);
    }

    private async Task<ImmutableArray<(InitiativeName Chain, T Answer)>> All<T>(string plan, DateTimeOffset? asOf, Func<IIndustryChainGrain, Task<T>> ask)
    {
        InitiativeName[] chains = await reader.Facts(plan) is { } facts ? [.. facts.Chains] : [];
        var answers = await Task.WhenAll(chains.Select(chain => Doubt.Ask(() => ask(Chain(plan, InitiativeId.Parse(chain.Id))!), asOf)));
        return [.. chains.Zip(answers)];
    }

    private static IEnumerable<LeadLine> Sorted(IEnumerable<LeadLine> lines, string sort)
    {
        var falling = sort.StartsWith('-');
        return sort.TrimStart('-') switch
        {
            "amount" => By(line => line.Amount),
            "stage" => By(line => line.Stage),
            "probability" => By(line => line.Probability),
            "protected" => By(line => line.ProtectedUntil ?? DateOnly.MaxValue),
            "days" => By(line => line.DaysInStage),
            _ => By(line => line.Number),
        };

        IEnumerable<LeadLine> By<T>(Func<LeadLine, T> key) => falling ? lines.OrderByDescending(key) : lines.OrderBy(key);
    }
}
