using System.Reflection;
using static FuyangPlan.TestPlan;

namespace FuyangPlan.Initiatives;

/// <summary>A day in a command binds somebody: typed in the wrong century it is refused, whatever the command.</summary>
public class DateTests
{
    private static readonly DateOnly Far = new(2055, 1, 1);

    public static TheoryData<string, string> Days =>
    [
        .. from sample in Sample.All
           from member in sample.Value.Command.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
           // What is released is judged where it is recorded.
           where sample.Key != nameof(DepartmentFeeds.ReleaseFact)
           where (Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType) == typeof(DateOnly) && member.CanWrite
           select (sample.Key, member.Name),
    ];

    [Theory, MemberData(nameof(Days))]
    public void Day_FarBeyondThePlan_IsRefused(string command, string member)
    {
        var sample = Sample.All[command];
        var changed = sample.Command.GetType().GetMethod("<Clone>$")!.Invoke(sample.Command, null)!;
        changed.GetType().GetProperty(member)!.SetValue(changed, Far);
        foreach (var role in sample.Allowed.Split(' '))
        {
            var refusal = sample.Instead(Who.All.Single(who => who.Name == role).Actor, changed).Refusal;
            Assert.True(refusal is not null, $"{command}.{member} may be {Far}");
            Assert.NotEqual(ProblemKind.Forbidden, refusal.Problem.Kind);
        }
    }

    [Theory]
    [InlineData(null, "2027-09-10", true)]
    [InlineData(null, "2027-09-11", false)]
    [InlineData(1, "2023-09-10", true)]
    [InlineData(1, "2023-09-11", false)]
    public void LastDay_IsYearsAfterTheEvent_AsTheRuleSetSays(int? years, string day, bool isTaken)
    {
        var rules = State.Document!.Rules ?? new();
        var plan = State with { Document = State.Document! with { Rules = rules with { YearsAhead = years } } };
        Assert.Equal(new(2022, 9, 10), plan.EventDate);
        Assert.Equal(isTaken, DateOnly.Parse(day, null) <= plan.LastDay(new(2021, 1, 18)));
        // A plan that outlives its event goes on.
        Assert.True(plan.LastDay(new(2030, 1, 1)) > new DateOnly(2030, 12, 31));
    }
}
