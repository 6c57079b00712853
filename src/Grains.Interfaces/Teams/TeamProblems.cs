using static FuyangPlan.Commands.ProblemKind;

namespace FuyangPlan.Commands;

public static partial class Problems
{
    public static readonly Problem NotInTeam = new("not-in-team", Conflict, "不在专班内");
}
