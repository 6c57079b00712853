using static FuyangPlan.Commands.ProblemKind;

namespace FuyangPlan.Commands;

public static partial class Problems
{
    public static readonly Problem EnterpriseNotFound = new("enterprise-not-found", ProblemKind.NotFound, "没有这家企业");
    public static readonly Problem EnterpriseExists = new("enterprise-exists", Conflict, "企业编号已登记");
    public static readonly Problem UsccInvalid = new("uscc-invalid", Invalid, "统一社会信用代码不合要求");
    public static readonly Problem EnterprisePromiseNotFound = new("enterprise-promise-not-found", ProblemKind.NotFound, "没有这项承诺");
    public static readonly Problem EnterprisePromiseRepeated = new("enterprise-promise-repeated", Conflict, "同样的承诺已经记录");
    public static readonly Problem LinkNotFound = new("link-not-found", ProblemKind.NotFound, "没有这个链接编号");
    public static readonly Problem LinkExists = new("link-exists", Conflict, "已有有效的链接");
    public static readonly Problem LinkInvalid = new("link-invalid", ProblemKind.NotFound, "链接无效");
    public static readonly Problem ServiceRequestNotFound = new("service-request-not-found", ProblemKind.NotFound, "没有这件企业诉求");
    public static readonly Problem ServiceRequestRepeated = new("service-request-repeated", Conflict, "同样的企业诉求正在办理");
    public static readonly Problem OtherHandlerRequired = new("other-handler-required", Conflict, "重办须换人");
    public static readonly Problem NextDateRequired = new("next-date-required", Invalid, "须写明下次答复的日期");
    public static readonly Problem AlreadyRated = new("already-rated", Conflict, "已经评价");
}
