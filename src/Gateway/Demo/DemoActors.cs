namespace FuyangPlan.Demo;

/// <summary>Who acts in the demo: made-up positions, never a real person.</summary>
internal static class DemoActors
{
    public static Actor Admin { get; } = new("demo-admin", null, "演示管理员", null, [Role.Admin]);
    public static Actor Office { get; } = new("demo-office", "office-1", "演示主任", "office", [Role.Office]);
    public static Actor Group { get; } = new("demo-group", "group-1", "演示组长", "group", [Role.LeadingGroup]);
    public static Actor Inspector { get; } = new("demo-inspector", "inspector-1", "演示督查员", "inspection", [Role.Inspector]);

    public static Actor Leader(int number) => new($"demo-leader-{number}", $"leader-{number}", $"演示领导 {number}", null, []);

    public static string DepartmentOf(int number) => $"d{number:00}";

    public static Actor Liaison(int number) => new($"demo-liaison-{number}", $"liaison-{number}", $"演示联络员 {number}", DepartmentOf(number), [Role.Liaison]);
}
