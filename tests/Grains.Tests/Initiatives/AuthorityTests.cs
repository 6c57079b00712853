using System.Reflection;
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

    /// <summary>A command that is added to a grain without a sample here fails this test.</summary>
    [Theory]
    [InlineData(typeof(IInitiativeGrain))]
    [InlineData(typeof(IIndustryChainGrain))]
    [InlineData(typeof(IPlanGrain))]
    [InlineData(typeof(DepartmentFeeds.IDepartmentFeedGrain))]
    [InlineData(typeof(ResourcePools.IResourcePoolGrain))]
    [InlineData(typeof(Enterprises.IEnterpriseGrain))]
    public void EveryCommandOfAGrain_HasASample(Type grain)
    {
        var commands = grain.GetMethods().Where(method => method.ReturnType == typeof(Task<CommandOutcome>))
            .Select(method => method.GetParameters().Single(parameter => !Beside.Contains(parameter.ParameterType)).ParameterType.Name);
        Assert.Empty(commands.Except(Sample.All.Keys));
    }

    /// <summary>Every rule is asked by a sample, or belongs to the passage of time.</summary>
    [Fact]
    public void EveryRule_HasASample()
    {
        var decided = typeof(PlanState).Assembly.GetTypes().Where(type => type.Name.EndsWith("Rules", StringComparison.Ordinal))
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static)).Where(method => method.Name == "Decide")
            .Select(method => method.GetParameters().Select(parameter => parameter.ParameterType.Name).First(name => Sample.All.ContainsKey(name) || name == nameof(SealDay)))
            .ToHashSet();
        Assert.Empty(Sample.All.Keys.Except(decided));
        Assert.Equal(Sample.All.Count + 1, decided.Count);
    }

    private static readonly ImmutableArray<Type> Beside = [typeof(int), typeof(CommandContext), typeof(ImmutableArray<Checklists.Evidence>), typeof(ImmutableArray<string>)];
}
