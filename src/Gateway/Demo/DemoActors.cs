using System.Globalization;

namespace FuyangPlan.Demo;

/// <summary>Who acts in the demo: the made-up persons of its plan file.</summary>
internal sealed class DemoActors(PlanDocument document)
{
    public Actor Admin { get; } = new("demo-admin", null, "演示管理员", null, [Role.Admin]);
    public Actor Office { get; } = Of(document, "demo-office", "office-1", Role.Office);
    public Actor Group { get; } = Of(document, "demo-group", "group-1", Role.LeadingGroup);
    public Actor Inspector { get; } = Of(document, "demo-inspector", "inspector-1", Role.Inspector);

    public Actor Investment { get; } = Of(document, "demo-investment", "investment-1", Role.InvestmentOfficer);
    public Actor Service { get; } = Of(document, "demo-service", "service-1", Role.ServiceOfficer);
    public Actor Desk { get; } = Of(document, "demo-desk", "desk-1", Role.ResourceDesk);

    public static string DepartmentOf(int number) => $"d{number:00}";

    public Actor Leader(int number) => Of(document, $"demo-leader-{number}", $"leader-{number}");

    /// <summary>The liaison of a department, by its code.</summary>
    public Actor Liaison(string department)
    {
        var number = int.Parse(department.AsSpan(1), CultureInfo.InvariantCulture);
        return Of(document, $"demo-liaison-{number}", $"liaison-{number}", Role.Liaison);
    }

    private static Actor Of(PlanDocument document, string account, string id, params ImmutableArray<Role> roles)
    {
        var person = document.Persons!.Value.First(person => person.Id == id);
        return new(account, id, person.Name, person.Department, roles);
    }
}
