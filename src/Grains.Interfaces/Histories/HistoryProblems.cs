using static FuyangPlan.Commands.ProblemKind;

namespace FuyangPlan.Commands;

public static partial class Problems
{
    public static readonly Problem AsOfInFuture = new("as-of-in-future", Invalid, "时点在将来");
    public static readonly Problem NotYetThen = new("not-yet-then", ProblemKind.NotFound, "那时还没有");
}
