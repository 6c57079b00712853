using static FuyangPlan.Commands.ProblemKind;

namespace FuyangPlan.Commands;

public static partial class Problems
{
    public static readonly Problem IndicatorNotFound = new("indicator-not-found", ProblemKind.NotFound, "没有这项指标");
    public static readonly Problem IndicatorExists = new("indicator-exists", Conflict, "已有同名的指标");
    public static readonly Problem IndicatorEnded = new("indicator-ended", Conflict, "指标已停用");
    public static readonly Problem PeriodInvalid = new("period-invalid", Invalid, "期别不合要求");
    public static readonly Problem PointNotFound = new("point-not-found", ProblemKind.NotFound, "本期没有核定的数");
    public static readonly Problem CorrectionRequired = new("correction-required", Conflict, "本期已核定，更正须写明理由");
    public static readonly Problem OutlierWaits = new("outlier-waits", Conflict, "异常值待复核");
    public static readonly Problem TargetFixed = new("target-fixed", Conflict, "已结束各期的目标不能改");
    public static readonly Problem BaselineFixed = new("baseline-fixed", Conflict, "基线已由来源单位确认");
    public static readonly Problem BaselineDiffers = new("baseline-differs", Conflict, "基线与本期核定的数不一致");
}
