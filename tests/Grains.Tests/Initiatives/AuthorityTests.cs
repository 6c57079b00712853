using FuyangPlan.Plans;

namespace FuyangPlan.Initiatives;

public class AuthorityTests
{
    public static TheoryData<string, string> Matrix =>
        [.. from command in Sample.All.Keys from who in Who.All select (command, who.Name)];

    public static TheoryData<string> Commands => [.. Sample.All.Keys];

    [Theory, MemberData(nameof(Matrix))]
    public void EveryCommand_EveryRole_IsAllowedOrForbiddenByTheMatrix(string command, string role)
    {
        var sample = Sample.All[command];
        var refusal = sample.First(Who.All.Single(who => who.Name == role).Actor).Refusal;
        if (sample.Allowed.Split(' ').Contains(role)) Assert.Null(refusal);
        else Assert.Equal(ProblemKind.Forbidden, refusal?.Problem.Kind);
    }

    public static TheoryData<string> Judgements => [.. Sample.All.Where(sample => sample.Value.Allowed is "inspector" or "desk").Select(sample => sample.Key)];

    /// <summary>Who is not known is not taken for somebody else than who did it.</summary>
    [Theory, MemberData(nameof(Judgements))]
    public void EveryJudgement_BySomebodyUnknown_IsRefused(string command)
    {
        var sample = Sample.All[command];
        var judge = Who.All.Single(who => who.Name == sample.Allowed).Actor;
        Assert.Null(sample.First(judge).Refusal);
        foreach (var unknown in new[] { judge with { Person = null }, judge with { Person = "nobody-at-all" } })
            Assert.Equal(Problems.IdentityRequired.Code, sample.First(unknown).Refusal?.Problem.Code);
        // The leader is a person without a department.
        Assert.NotNull(sample.First(judge with { Person = Who.Chief.Person, Department = null }).Refusal);
    }

    [Theory, MemberData(nameof(Commands))]
    public void EveryCommand_Twice_IsRefusedOrRecordsNothing(string command)
    {
        var sample = Sample.All[command];
        foreach (var role in sample.Allowed.Split(' '))
        {
            var second = sample.Second(Who.All.Single(who => who.Name == role).Actor);
            Assert.Equal(sample.Twice?.Code, second.Refusal?.Problem.Code);
            Assert.Equal(sample.Repeats, !second.Events.IsEmpty);
        }
    }

    /// <summary>A command that is added without a sample here fails this test; what the system gives itself has none.</summary>
    [Fact]
    public void EveryCommand_HasASample()
    {
        string[] ofTheSystem = [nameof(SealDay), nameof(DepartmentFeeds.QuarantineFact)];
        var commands = typeof(Command).Assembly.GetTypes().Where(type => typeof(Command).IsAssignableFrom(type) && !type.IsAbstract).Select(type => type.Name);
        Assert.Equal(commands.Except(ofTheSystem).Order(StringComparer.Ordinal), Sample.All.Keys.Order(StringComparer.Ordinal));
    }
}
