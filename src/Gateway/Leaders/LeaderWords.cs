namespace FuyangPlan.Leaders;

/// <summary>Positions and tenures in Chinese.</summary>
internal static class LeaderWords
{
    public static string InWords(this PositionStatus status) => status switch
    {
        PositionStatus.Vacant => "空缺",
        PositionStatus.Designate => "拟任",
        PositionStatus.Held => "已任",
        _ => "交接中",
    };

    public static string InWords(this TenureKind kind) => kind == TenureKind.Appointed ? "任命" : "临时主持";
}
