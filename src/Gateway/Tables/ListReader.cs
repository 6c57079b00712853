namespace FuyangPlan.Tables;

/// <summary>Lists, as endpoints and pages ask for them: now, or as of an instant (null: now).</summary>
internal sealed class ListReader(IGrainFactory grains)
{
    /// <summary>Null when there was no such plan.</summary>
    /// <exception cref="FormatException">The cursor is not one that a page of this list gave.</exception>
    public Task<ListPage<TLine>?> Find<TLine>(string plan, IListQuery<TLine> query, Actor reader, DateTimeOffset? asOf) =>
        Doubt.Ask(() => grains.Find(plan, query, reader, asOf), asOf);

    /// <summary>The page that was asked for, or the refusal of what was asked wrongly.</summary>
    public async Task<IResult> Answer<TLine>(string plan, IListQuery<TLine> query, Parameters parameters, AsOf asOf, Actor reader)
    {
        if (parameters.Refusal is { } refusal) return ProblemAnswers.Refused(refusal);
        try
        {
            return await Find(plan, query, reader, asOf.At) is { } page
                ? JsonAnswer.Of(page)
                : ProblemAnswers.Refused(asOf.Missing(Problems.PlanNotFound, "请核对行动编号。"));
        }
        catch (FormatException)
        {
            parameters.BadCursor();
            return ProblemAnswers.Refused(parameters.Refusal!);
        }
    }
}
