using static FuyangPlan.Commands.ProblemKind;

namespace FuyangPlan.Commands;

public static partial class Problems
{
    public static readonly Problem EvidenceNotFound = new("evidence-not-found", ProblemKind.NotFound, "没有这份佐证");
    public static readonly Problem EvidenceRequired = new("evidence-required", Invalid, "须附佐证");
    public static readonly Problem EvidenceUnknown = new("evidence-unknown", Invalid, "佐证未上传");
    public static readonly Problem EvidenceRepeated = new("evidence-repeated", Invalid, "佐证过多或重复引用");
    public static readonly Problem FileTypeRefused = new("file-type-refused", Unsupported, "不接受的文件类型");
}
