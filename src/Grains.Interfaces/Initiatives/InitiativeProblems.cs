namespace FuyangPlan.Commands;

public static partial class Problems
{
    public static readonly Problem InitiativeNotFound = new("initiative-not-found", ProblemKind.NotFound, "没有这个事项");
    public static readonly Problem NotAChain = new("not-a-chain", ProblemKind.NotFound, "不是产业链");
    public static readonly Problem NotACampaign = new("not-a-campaign", ProblemKind.NotFound, "不是提升行动");
}
