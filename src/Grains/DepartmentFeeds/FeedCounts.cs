namespace FuyangPlan.DepartmentFeeds;

/// <summary>What is counted beside the journal.</summary>
internal sealed class FeedCounts
{
    public long Applied { get; set; }
    public long Duplicates { get; set; }
    public long Superseded { get; set; }
    public long LastOffset { get; set; }
    public DateTimeOffset? LastSeenAt { get; set; }
    public DateTimeOffset? LastSentAt { get; set; }

    public void Count(FactVerdict verdict)
    {
        switch (verdict)
        {
            case FactVerdict.Applied: Applied++; break;
            case FactVerdict.Duplicate: Duplicates++; break;
            case FactVerdict.Superseded: Superseded++; break;
        }
    }
}
