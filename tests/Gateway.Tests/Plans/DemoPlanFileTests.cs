namespace FuyangPlan.Plans;

public sealed class DemoPlanFileTests
{
    private static readonly PlanDocument Real = PlanFiles.Read("fuyang.json"), Demo = PlanFiles.Read("fuyang-demo.json");

    [Fact]
    public void NoRealPersonAndNoRealCarrier_StandsAnywhereInIt()
    {
        var text = PlanFiles.Text("fuyang-demo.json");
        string[] names = [.. Real.Persons!.Value.Select(person => person.Name), .. Real.Initiatives.SelectMany(charter => charter.Carriers ?? []).Select(carrier => carrier.Name)];
        Assert.Equal(18 + 22, names.Length);
        Assert.All(names, name => Assert.DoesNotContain(name, text, StringComparison.Ordinal));
        Assert.DoesNotContain("大华", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Initiatives_HaveTheSameNumbersAndNames_AndCarriersOfTheSameKinds()
    {
        // So that no real one is ever shown red.
        Assert.Equal(Real.Initiatives.Select(charter => (charter.Id, $"{charter.Name.Shown}（演示）")), Demo.Initiatives.Select(charter => (charter.Id, charter.Name.Shown)));
        Assert.Equal(Kinds(Real), Kinds(Demo));
        Assert.All(Demo.Initiatives.Where(charter => charter.Carriers is not null), charter => Assert.StartsWith("（演示）", charter.Goal.Printed, StringComparison.Ordinal));

        static IEnumerable<(string, CarrierKind)> Kinds(PlanDocument plan) =>
            plan.Initiatives.SelectMany(charter => (charter.Carriers ?? []).Select(carrier => (charter.Id, carrier.Kind)));
    }

    [Fact]
    public void Everything_IsLabelledAsDemo()
    {
        Assert.Equal("演示数据", Demo.Label);
        Assert.Equal(new PlanSource("演示数据"), Demo.Source);
        Assert.All(Demo.Persons!.Value, person => Assert.StartsWith("演示", person.Name, StringComparison.Ordinal));
        Assert.All(Demo.Departments!.Value, department => Assert.StartsWith("演示", department.Name, StringComparison.Ordinal));
    }

    [Fact]
    public void Persons_AreALeaderForEachInitiative_AndSomebodyForEachRole()
    {
        Assert.Equal(
            [.. Enumerable.Range(1, 22).Select(n => $"leader-{n}"), .. Enumerable.Range(1, 16).Select(n => $"liaison-{n}"),
                "inspector-1", "inspector-2", "office-1", "group-1", "investment-1", "service-1", "desk-1"],
            Demo.Persons!.Value.Select(person => person.Id));
        Assert.Equal(Demo.Persons.Value.Length, Demo.Persons.Value.Select(person => person.Name).Distinct().Count());
        Assert.Equal(22, Demo.Departments!.Value.Length);
    }
}
