using static FuyangPlan.Commands.ProblemKind;

namespace FuyangPlan.Commands;

public static partial class Problems
{
    public static readonly Problem LandingNotFound = new("landing-not-found", ProblemKind.NotFound, "没有这个落地项目");
    public static readonly Problem LandingExists = new("landing-exists", Conflict, "已有同名的落地项目");
    public static readonly Problem ListIsClosed = new("list-is-closed", Conflict, "载体名单不开放");
    public static readonly Problem LandingStopped = new("landing-stopped", Conflict, "项目处于停缓建");
    public static readonly Problem StageSkipped = new("stage-skipped", Conflict, "不能跳过阶段");
    public static readonly Problem ProofMissing = new("proof-missing", Invalid, "缺少该阶段的佐证");
    public static readonly Problem CeremonyIsNoProof = new("ceremony-is-no-proof", Invalid, "仪式照片不能作为佐证");
    public static readonly Problem PromiseNotFound = new("promise-not-found", ProblemKind.NotFound, "没有这个承诺");
}
