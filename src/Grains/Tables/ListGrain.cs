using System.Collections.Concurrent;
using FuyangPlan.Concurrency;
using FuyangPlan.EventSourcing;
using FuyangPlan.Histories;
using FuyangPlan.Journal;
using FuyangPlan.Plans;
using Orleans.Concurrency;

namespace FuyangPlan.Tables;

// Whoever asks about the past takes long, and must not keep those waiting who ask about now.
[StatelessWorker, Reentrant]
internal sealed class ListGrain<TLine>(ITables tables, IJournal journal, PlanDirectory plans, KeptPages pages, KeptPasts pasts, TimeProvider time) : Grain, IListGrain<TLine>
{
    // Entries that are still on their way may be stamped a little earlier than now; what is older than this is over.
    private static readonly TimeSpan Over = TimeSpan.FromMinutes(1);

    // The present head, wherever that is.
    private const long Head = long.MaxValue;

    private string PlanId => this.GetPrimaryKeyString();

    public async Task<ListPage<TLine>?> Find(IListQuery<TLine> query, Actor reader, DateTimeOffset? asOf, CancellationToken gone)
    {
        var list = ReadTables.Of(query);
        if (asOf is { } then) return await Task.Run(() => Find(list, query, reader, then, gone), gone);
        if (await plans.Current(PlanId) is not { IsImported: true } plan) return null;
        var now = plan.Now(time);
        var asked = new AskedPage(PlanId, query, list.SightOf(reader), now.Day());
        if (await pages.Find(asked, now) is ListPage<TLine> known) return known;
        var (standing, found) = await Ask(list.Ask(query, PlanId, reader, now.Day()), now);
        var page = list.Page(query, PlanId, found, reader, now.Day());
        if (standing.IsBehind || standing.IsDue(now)) return page;
        page = page with { Tag = Guid.NewGuid() };
        pages.Keep(asked, page, standing.Head, found.Size);
        return page;
    }

    /// <summary>As the tables stand, where that is where the journal stands and no time has come that is not recorded.</summary>
    private async Task<(Standing Standing, Found Found)> Ask(Question question, DateTimeOffset now)
    {
        var known = await tables.Ask(PlanId, question);
        var answer = known is { Standing.IsBehind: false } current ? current : await Followed(question, known?.Standing.Head ?? Head);
        if (!answer.Standing.IsDue(now)) return answer;
        var due = (await Followed(DueTable.Declared.Ask(new DueQuery(now), "", Actor.System, now.Day()), answer.Standing.Head)).Found;
        var streams = due.Hits.Select(hit => new StreamId(PlanId, ((DueRow)hit.Value).Stream));
        await Task.WhenAll(streams.Select(stream => Concepts.Of(stream)!.Grain(GrainFactory, stream).PassTime(new())));
        return await Followed(question, Head);
    }

    /// <summary>As the tables stand when they have come to a position, however the journal goes on meanwhile.</summary>
    /// <param name="head">Where the journal was when it was asked; <see cref="Head"/>: where it is now.</param>
    private async Task<(Standing Standing, Found Found)> Followed(Question question, long head)
    {
        var follower = GrainFactory.GetGrain<ITablesGrain>($"{PlanId}/{tables.Build}");
        var reached = await follower.CatchUp(head);
        if (await tables.Ask(PlanId, question) is { } answer && answer.Standing.Reached >= reached) return answer;
        // They were cleared, or are gone, behind the back of who follows: it is to look, and ends.
        await follower.CatchUp(Head);
        throw new TablesMovedException(PlanId, reached);
    }

    /// <summary>From the folded states, as they were.</summary>
    private async Task<ListPage<TLine>?> Find(IListTable<TLine> list, IListQuery<TLine> query, Actor reader, DateTimeOffset then, CancellationToken gone)
    {
        var (plan, _) = await journal.FoldUntil<PlanState>(StreamId.OfPlan(PlanId), then, gone);
        if (!plan.IsImported) return null;
        // Of a day that is not over, every page is asked at another instant.
        var mark = $"{PlanId} {then.Day():O}";
        var question = list.Ask(query, mark, reader, then.Day());
        if (pasts.Find(PlanId, question.Table, then) is not { } rows)
        {
            rows = await PastRows.Of(journal, PlanId, question.Table, plan, then, gone);
            if (then < (await plans.Current(PlanId)).Now(time) - Over) pasts.Keep(PlanId, question.Table, then, rows);
        }
        return list.Page(query, mark, Answer.From(rows, question), reader, then.Day());
    }
}

/// <summary>What a table would have held.</summary>
internal static class PastRows
{
    // After four seconds nobody waits for an answer that has not been begun.
    private static readonly Turns Turns = new(Environment.ProcessorCount, patience: TimeSpan.FromSeconds(4), limit: TimeSpan.FromSeconds(30));

    /// <exception cref="TimeoutException">Too many ask about the past at once.</exception>
    public static Task<Row[]> Of(IJournal journal, string planId, Table table, PlanState plan, DateTimeOffset then, CancellationToken gone = default) =>
        Turns.Take(() => Fold(journal, planId, table, plan, then, gone), gone);

    private static async Task<Row[]> Fold(IJournal journal, string planId, Table table, PlanState plan, DateTimeOffset then, CancellationToken gone)
    {
        ConcurrentBag<Row[]> rows = [];
        var streams = (await journal.Heads(planId, long.MaxValue)).Select(head => StreamId.Parse(head.Stream));
        await Parallel.ForEachAsync(streams, gone, async (stream, _) =>
        {
            if (Concepts.Of(stream) is not { } concept || !table.Covers(concept)) return;
            var (state, version) = await concept.StateAt(journal, stream, plan, then, gone);
            rows.Add([.. table.Rows(new(stream, state, version, plan))]);
        });
        return [.. rows.SelectMany(each => each)];
    }
}
