using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace FuyangPlan.ResourcePools;

/// <summary>What a pool holds: space (空间) in 亩, talent (人才) in posts, funds (资金) in 万元. Source: domain 3.11.</summary>
public enum ResourceType { Space, Talent, Funds }

/// <summary>A pool's id within its plan, such as <c>space-2021</c>.</summary>
[GenerateSerializer, Immutable, Alias("pool-id")]
public readonly record struct PoolId(ResourceType Type, int Year)
{
    public static bool TryParse([NotNullWhen(true)] string? text, out PoolId id)
    {
        id = default;
        if (text is null || text.IndexOf('-', StringComparison.Ordinal) is not (> 0 and var dash)) return false;
        ResourceType? type = text.AsSpan(0, dash) switch
        {
            "space" => ResourceType.Space,
            "talent" => ResourceType.Talent,
            "funds" => ResourceType.Funds,
            _ => null,
        };
        var digits = text.AsSpan(dash + 1);
        if (type is not { } known || digits.Length != 4 || digits.ContainsAnyExceptInRange('0', '9')) return false;
        id = new(known, int.Parse(digits, CultureInfo.InvariantCulture));
        return Years.Include(id.Year);
    }

    public override string ToString() => Type switch
    {
        ResourceType.Space => $"space-{Year}",
        ResourceType.Talent => $"talent-{Year}",
        _ => $"funds-{Year}",
    };
}

/// <summary>Resources in words.</summary>
public static class ResourceWords
{
    public static string InWords(this ResourceType type) => type switch
    {
        ResourceType.Space => "空间",
        ResourceType.Talent => "人才",
        _ => "资金",
    };

    /// <summary>What its amounts are counted in.</summary>
    public static string Unit(this ResourceType type) => type switch
    {
        ResourceType.Space => "亩",
        ResourceType.Talent => "个岗位",
        _ => "万元",
    };

    /// <summary>An amount with its unit, such as <c>30 亩</c>.</summary>
    public static string Of(this ResourceType type, decimal amount) => string.Create(CultureInfo.InvariantCulture, $"{amount:0.##} {type.Unit()}");

    public static string InWords(this FundsSource source) => source switch
    {
        FundsSource.Budget => "财政",
        FundsSource.SpecialBonds => "专项债",
        FundsSource.StateCapital => "国资",
        _ => "社会资本",
    };

    public static string InWords(this ResourceRequestStatus status) => status switch
    {
        ResourceRequestStatus.Submitted => "已提交",
        ResourceRequestStatus.PreChecked => "已预审",
        ResourceRequestStatus.Reserved => "已预留",
        ResourceRequestStatus.PartlyGranted => "部分批准",
        ResourceRequestStatus.Granted => "已批准",
        ResourceRequestStatus.Delivered => "已到位",
        ResourceRequestStatus.Closed => "已关闭",
        ResourceRequestStatus.Refused => "不予",
        _ => "已撤回",
    };
}
