using static FuyangPlan.Commands.ProblemKind;

namespace FuyangPlan.Commands;

public static partial class Problems
{
    public static readonly Problem LeadNotFound = new("lead-not-found", ProblemKind.NotFound, "没有这条招商线索");
    public static readonly Problem Backdated = new("backdated", Invalid, "补记超过期限");
    public static readonly Problem LeadInPool = new("lead-in-pool", Conflict, "线索在公海池，须先认领");
    public static readonly Problem SealBroken = new("seal-broken", Conflict, "密封内容无法解读");
}
