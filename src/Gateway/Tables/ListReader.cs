using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Caching.Memory;

namespace FuyangPlan.Tables;

/// <summary>Lists, as endpoints and pages ask for them: now, or as of an instant (null: now). A page that is answered again is not written again.</summary>
internal sealed class ListReader(IGrainFactory grains, IHttpContextAccessor http) : IDisposable
{
    private const long MostBytes = 16 * 1024 * 1024;

    // What has changed is not asked for again, and goes.
    private static readonly TimeSpan Unasked = TimeSpan.FromMinutes(1);

    // Making a reference costs as much as a call. Only plans that a visitor takes part in come here.
    private readonly ConcurrentDictionary<(string Plan, Type Line), object> lists = new();
    private readonly MemoryCache written = new(new MemoryCacheOptions { SizeLimit = MostBytes });

    /// <summary>Null when there was no such plan.</summary>
    /// <exception cref="FormatException">The cursor is not one that a page of this list gave.</exception>
    public Task<ListPage<TLine>?> Find<TLine>(string plan, IListQuery<TLine> query, Actor reader, DateTimeOffset? asOf) =>
        Doubt.Ask(
            () => ((IListGrain<TLine>)lists.GetOrAdd((plan, typeof(TLine)), list => grains.GetGrain<IListGrain<TLine>>(list.Plan))).Find(query, reader, asOf, http.Gone()),
            asOf);

    /// <summary>The page that was asked for, or the refusal of what was asked wrongly.</summary>
    public async Task<IResult> Answer<TLine>(string plan, IListQuery<TLine> query, Parameters parameters, AsOf asOf, Actor reader)
    {
        if (parameters.Refusal is { } refusal) return ProblemAnswers.Refused(refusal);
        try
        {
            return await Find(plan, query, reader, asOf.At) is { } page
                ? Written(page)
                : ProblemAnswers.Refused(asOf.Missing(Problems.PlanNotFound, "请核对行动编号。"));
        }
        catch (FormatException)
        {
            parameters.BadCursor();
            return ProblemAnswers.Refused(parameters.Refusal!);
        }
    }

    public void Dispose() => written.Dispose();

    private JsonAnswer Written<TLine>(ListPage<TLine> page)
    {
        if (page.Tag is not { } tag) return JsonAnswer.Of(page);
        if (written.TryGetValue(tag, out JsonAnswer? known)) return known!;
        var body = JsonSerializer.SerializeToUtf8Bytes(page, GatewayJson.Output);
        return written.Set(tag, new JsonAnswer(body, $"\"{JsonAnswer.Digest(body)}\""), new MemoryCacheEntryOptions { Size = body.Length, SlidingExpiration = Unasked });
    }
}
