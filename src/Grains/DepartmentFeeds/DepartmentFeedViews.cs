namespace FuyangPlan.DepartmentFeeds;

/// <summary>A feed as its readers see it. What is counted beside the journal has no past: it is added to what is shown of now.</summary>
internal static class DepartmentFeedViews
{
    public static DepartmentFeedView? Of(DepartmentFeedState feed, Seen seen) => feed.Registration is not { } registered ? null : new(
        Plan: seen.Stream.Plan, Code: registered.Code, Name: registered.Name, Department: registered.Department, Kinds: registered.Kinds,
        Initiatives: registered.Initiatives, BrokerUser: registered.BrokerUser, Status: feed.Status, LastOffset: null, LastSeenAt: null,
        LagSeconds: null, Accepted: null, Duplicates: null, Superseded: null, Quarantined: feed.Quarantine.Count, Waiting: feed.Waiting,
        Version: seen.Version);

    public static IEnumerable<Statement> Says(DepartmentFeedView feed) =>
    [
        new("name", "名称", feed.Name), new("status", "状态", feed.Status switch
        {
            DepartmentFeedStatus.Active => "在用",
            DepartmentFeedStatus.Paused => "暂停",
            _ => "终止",
        }),
        new("quarantined", "隔离件数", Statement.Number(feed.Quarantined)), new("waiting", "待处理", Statement.Number(feed.Waiting)),
    ];
}
