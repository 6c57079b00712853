using FuyangPlan.Checklists;
using FuyangPlan.Enterprises;
using FuyangPlan.Journal;
using FuyangPlan.Landings;
using FuyangPlan.ResourcePools;
using FuyangPlan.Tables;

namespace FuyangPlan;

/// <summary>The read tables, a row each: the one place where all of them are named.</summary>
public static class ReadTables
{
    public static ImmutableArray<Table> All { get; } =
        [DueTable.Declared, new TaskTable(), new LandingTable(), new EnterpriseTable(), new ServiceRequestTable(), new ResourcePoolTable(), new ResourceRequestTable()];

    /// <summary>When time alone changes each stream next, in its column <c>due_at</c>.</summary>
    public static Table Due => DueTable.Declared;

    /// <summary>Makes a plan's tables anew from the journal, as the follower would have. Answers the position that they have reached.</summary>
    public static async Task<long> Rebuild(string plan, IJournal journal, ITables tables)
    {
        await tables.Open([]);
        await tables.Clear(plan);
        var follower = new TableFollower(plan, journal, tables, 0);
        await follower.Begin();
        return await follower.CatchUp(1000);
    }

    /// <summary>The table that answers a query.</summary>
    internal static IListTable<TLine> Of<TLine>(IListQuery<TLine> query) => All.OfType<IListTable<TLine>>().First(list => list.Answers(query));
}
