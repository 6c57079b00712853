namespace FuyangPlan.Enterprises;

/// <summary>The query parameters of the register of enterprises.</summary>
internal sealed record EnterpriseFilter(string? Chain, string? Officer, string? Overdue, string? Q, string? Sort, string? Cursor, string? Limit)
{
    /// <summary>The question to the list; what is wrong is in <paramref name="parameters"/>.</summary>
    public EnterpriseQuery ToQuery(Parameters parameters) => new(
        null, parameters.Initiative("chain", Chain)?.ToString(), parameters.Code("officer", Officer), parameters.Flag("overdue", Overdue), parameters.Search(Q),
        parameters.OneOf("sort", Sort, "code", "name", "open", "-open", "overdue", "-overdue") ?? "code", Cursor, parameters.Limit(Limit, otherwise: 200));
}

/// <summary>The query parameters of lists of requests.</summary>
internal sealed record ServiceRequestFilter(string? Chain, string? Category, string? Handler, string? Overdue, string? Q, string? Sort, string? Cursor, string? Limit)
{
    /// <inheritdoc cref="EnterpriseFilter.ToQuery"/>
    public ServiceRequestQuery ToQuery(Parameters parameters) => new(
        Chain: parameters.Initiative("chain", Chain)?.ToString(),
        Category: parameters.Choice<ServiceCategory>("category", Category), Handler: parameters.Code("handler", Handler),
        Overdue: parameters.Flag("overdue", Overdue), Search: parameters.Search(Q),
        Sort: parameters.OneOf("sort", Sort, "next", "-next", "submitted", "-submitted", "number", "-number") ?? "next", Cursor: Cursor,
        Limit: parameters.Limit(Limit, otherwise: 200));
}
