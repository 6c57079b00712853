using static FuyangPlan.Commands.ProblemKind;

namespace FuyangPlan.Commands;

public static partial class Problems
{
    public static readonly Problem SignInRequired = new("sign-in-required", Unauthenticated, "请先登录");
    public static readonly Problem SignInFailed = new("sign-in-failed", Unauthenticated, "账号或密码不正确");
    public static readonly Problem AccountExists = new("account-exists", Conflict, "账号已存在");
    public static readonly Problem WeakPassword = new("weak-password", Invalid, "密码不合要求");
    public static readonly Problem NameReserved = new("name-reserved", Invalid, "账号名为系统保留");
    public static readonly Problem MembershipInvalid = new("membership-invalid", Invalid, "授权不合要求");
    public static readonly Problem RolesConflict = new("roles-conflict", Invalid, "互相制约的角色不能集于一身");
    public static readonly Problem PersonTaken = new("person-taken", Conflict, "此人已有账号");
    public static readonly Problem AccountNotFound = new("account-not-found", ProblemKind.NotFound, "没有这个账号");
}
