using System.Reflection;
using System.Text.RegularExpressions;
using FuyangPlan.Accounts;
using FuyangPlan.Announcements;
using FuyangPlan.Checklists;
using FuyangPlan.Concurrency;
using FuyangPlan.DaySeals;
using FuyangPlan.DepartmentFeeds;
using FuyangPlan.Feeds;
using FuyangPlan.Histories;
using FuyangPlan.Initiatives;
using FuyangPlan.Journal;
using FuyangPlan.Plans;
using FuyangPlan.Enterprises;
using FuyangPlan.ResourcePools;

namespace FuyangPlan.Contracts;

/// <summary>What every contract keeps to, whoever adds one.</summary>
public partial class ContractTests
{
    private static readonly Assembly Interfaces = typeof(IPlanGrain).Assembly, Grains = typeof(JournalRow).Assembly;

    private static readonly ImmutableArray<Type> Wire = [.. Interfaces.GetTypes().Where(type => type.IsDefined(typeof(GenerateSerializerAttribute)))];

    private static readonly ImmutableArray<Type> Contracts =
        [.. Interfaces.GetTypes().Where(type => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type))];

    [Fact]
    public void EveryWireType_HasAnAliasOfItsOwn()
    {
        Assert.True(Wire.Length > 50);
        Assert.Empty(Wire.Where(type => type.GetCustomAttribute<AliasAttribute>(inherit: false) is null));
        var aliases = Wire.Concat(Contracts).Select(type => type.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias).OfType<string>();
        Assert.Empty(aliases.GroupBy(alias => alias).Where(group => group.Count() > 1).Select(group => group.Key));
    }

    [Fact]
    public void EveryGrainInterface_HasAnAlias() =>
        Assert.Equal([typeof(IStreamGrain), typeof(IInitiativeGrain)], Contracts.OrderBy(type => type.Name == nameof(IInitiativeGrain)).Where(type => type.GetCustomAttribute<AliasAttribute>(inherit: false) is null));

    /// <summary>The Orleans dashboard calls every parameterless method of a grain that it shows: only reads may be so.</summary>
    [Fact]
    public void EveryParameterlessGrainMethod_IsARead()
    {
        string[] reads =
        [
            $"{nameof(IAccountGrain)}.Get", $"{nameof(IAccountListGrain)}.Get", $"{nameof(IAnnouncerGrain)}.Get",
            $"{nameof(IDepartmentFeedGrain)}.Get", $"{nameof(IEnterpriseGrain)}.Get", $"{nameof(IInitiativeGrain)}.Get", $"{nameof(IJournalCheckGrain)}.Get",
            $"{nameof(IPlanGrain)}.Get", $"{nameof(IPlanGrain)}.GetClock", $"{nameof(IPlanGrain)}.GetFacts", $"{nameof(IPlanGrain)}.GetInitiatives", $"{nameof(IPlanListGrain)}.Get",
            $"{nameof(IResourcePoolGrain)}.Get", $"{nameof(IStrayMessagesGrain)}.Get",
        ];
        var found = Contracts.SelectMany(type => type.GetMethods().Where(method => method.GetParameters().Length == 0).Select(method => $"{type.Name}.{method.Name}"));
        Assert.Equal(reads, found.Order(StringComparer.Ordinal));
    }

    /// <summary>Gateways call grains; observers are called.</summary>
    [Fact]
    public void EveryGrainMethod_MayComeAnyWay() => Assert.Empty(
        from contract in Contracts
        where typeof(IGrain).IsAssignableFrom(contract)
        from method in contract.GetMethods()
        where !method.IsDefined(typeof(AnyWayAttribute), inherit: false)
        select $"{contract.Name}.{method.Name}");

    [Fact]
    public void EveryProblem_HasACodeOfItsOwnInKebabCaseAndAChineseTitle()
    {
        Assert.Equal(Problems.All.Length, Problems.All.Select(problem => problem.Code).Distinct().Count());
        Assert.All(Problems.All, problem => Assert.Matches(Kebab(), problem.Code));
        Assert.All(Problems.All, problem => Assert.Contains(problem.Title, letter => letter is >= '一' and <= '鿿'));
    }

    [Fact]
    public void EveryWireRecordAndEvent_CountsInDecimals()
    {
        var records = Wire.Concat(Grains.GetTypes().Where(type => typeof(JournalEvent).IsAssignableFrom(type) || type.Name.EndsWith("State", StringComparison.Ordinal)));
        Assert.DoesNotContain(records.SelectMany(type => type.GetProperties()), member => Parts(member.PropertyType).Any(part => part == typeof(double) || part == typeof(float)));
    }

    [Fact]
    public void EveryWireRecord_IsSealedAndImmutable()
    {
        // What is abstract is the base of a closed hierarchy.
        Assert.Empty(Wire.Where(type => !type.IsSealed && !type.IsAbstract));
        Assert.Empty(Wire.Where(type => !typeof(Exception).IsAssignableFrom(type) && !type.IsDefined(typeof(Orleans.ImmutableAttribute))));
    }

    [Fact]
    public void EveryEventName_IsConceptDotKebab() => Assert.All(EventCatalog.All, name => Assert.Matches(EventName(), name));

    [Fact]
    public void EveryEvent_HasAWireNameAndIsSealed()
    {
        // What stands in for an event of a newer build is private, and never written.
        var events = Grains.GetTypes().Where(type => typeof(JournalEvent).IsAssignableFrom(type) && !type.IsAbstract && !type.IsNestedPrivate).ToArray();
        Assert.Equal(EventCatalog.All.Length, events.Length);
        Assert.All(events, type => Assert.True(type.IsSealed));
    }

    private static IEnumerable<Type> Parts(Type type) => type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts) : [type];

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex Kebab();

    [GeneratedRegex("^[a-z]+(-[a-z]+)*\\.[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex EventName();
}
