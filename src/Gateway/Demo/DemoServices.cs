using System.Globalization;
using FuyangPlan.Evidences;
using FuyangPlan.Enterprises;
using FuyangPlan.ResourcePools;

namespace FuyangPlan.Demo;

/// <summary>The three pools of 2021 with some requests, and three made-up enterprises whose requests stand at different points.</summary>
internal sealed class DemoServices(IGrainFactory grains, DemoActors actors, Func<string, Task<Evidence>> proof, DemoSend send)
{
    private IResourcePoolGrain Space => grains.ResourcePool(DemoPlan.Id, new(ResourceType.Space, 2021));

    /// <summary>What happens on this Friday.</summary>
    public Task Week(DateOnly today) => (today.Month, today.Day) switch
    {
        (1, 29) => Open(),
        (2, 26) => Ask(),
        (3, 12) => Decide(),
        (5, 28) => Deliver(today),
        (6, 4) => Register(today),
        (7, 9) => Serve(),
        (7, 16) => Follow(),
        _ => Task.CompletedTask,
    };

    private async Task Open()
    {
        foreach (var open in (OpenPool[])[new(ResourceType.Space, 2021, 300, "resources"), new(ResourceType.Talent, 2021, 500, "resources"),
            new(ResourceType.Funds, 2021, 20_000, "resources")])
            await Do(grains.ResourcePool(DemoPlan.Id, new(open.Type, 2021)), actors.Office, open, $"{open.Type}");
    }

    private async Task Ask()
    {
        foreach (var (i, (chain, amount, plot)) in new[] { ("chain-1", 120m, "演示地块一"), ("chain-5", 92m, "演示地块二"), ("chain-1", 46m, "演示地块三"), ("chain-2", 60m, "演示地块四") }.Index())
        {
            RequestResource ask = new(chain, amount, new(2021, 6 + i, 30), $"演示项目用地 {i + 1}", Space: new(plot));
            await Do(Space, actors.Investment, ask, $"{i}");
            await Do(Space, actors.Desk, new PreCheckRequest("材料齐全（演示）"), $"{i}", i + 1);
        }
        RequestResource posts = new("chain-5", 80, new(2021, 9, 30), "演示研发岗位", Talent: new("研发工程师"));
        await Do(grains.ResourcePool(DemoPlan.Id, new(ResourceType.Talent, 2021)), actors.Investment, posts, "posts");
    }

    private async Task Decide()
    {
        await Do(Space, actors.Desk, new GrantRequest(120), "1", 1);
        await Do(Space, actors.Desk, new GrantRequest(60, new("余量须留给先需要的项目（演示）", "改用存量厂房（演示）")), "2", 2);
        await Do(Space, actors.Desk, new ReserveForRequest(60, new(2021, 8, 31)), "4", 4);
    }

    private async Task Deliver(DateOnly today)
    {
        var evidence = await proof("交地单（演示）");
        await Do(Space, actors.Desk, new DeliverGrant(80, today, [new(evidence.Hash, evidence.Name)]), "1", 1, [evidence]);
        await Do(Space, actors.Inspector, new VerifyUse(60, "现场核对（演示）"), "1", 1);
    }

    private async Task Register(DateOnly today)
    {
        foreach (var letter in "abc")
        {
            var (code, name) = ($"demo-{letter}", $"演示企业{char.ToUpperInvariant(letter)}");
            await Do(Enterprise(letter), actors.Service, new RegisterEnterprise(code, name, "chain-4"), code);
            await Do(Enterprise(letter), actors.Service, new RecordEnterpriseVisit(today, "演示服务专员", "了解用工与住房（演示）"), code);
        }
        await Do(Enterprise('a'), actors.Group, new RecordEnterprisePromise("九月底前开通园区公交（演示）", new(2021, 9, 30)), "a");
    }

    private async Task Serve()
    {
        await By('a', new SubmitRequest(ServiceCategory.Housing, "员工公寓 40 间（演示）", "演示联系人"), "housing");
        await By('a', new SubmitRequest(ServiceCategory.Approval, "消防验收排期（演示）", "演示联系人"), "approval");
        await By('b', new SubmitRequest(ServiceCategory.Housing, "宿舍 20 间（演示）"), "housing");
        await By('c', new SubmitRequest(ServiceCategory.Housing, "人才房 6 套（演示）"), "housing");
        foreach (var (letter, request) in new[] { ('a', 1), ('a', 2), ('b', 1) })
            await Do(Enterprise(letter), actors.Service, new ContactRequest("已电话联系（演示）"), $"{letter}{request}", request);
        await Do(Enterprise('a'), actors.Service, new CloseRequest("已排定验收日期（演示）"), "a2", 2);
        await send(Enterprise('a'), Visitor('a'), "rate", new RateRequest(5, "及时（演示）"), 2);
    }

    private Task Follow() => Do(Enterprise('a'), actors.Service, new PromiseRequest(new(2021, 8, 20), "房源尚未落实，八月下旬再答复（演示）"), "a1", 1);

    private IEnterpriseGrain Enterprise(char letter) => grains.Enterprise(DemoPlan.Id, $"demo-{letter}");

    private Task By(char letter, SubmitRequest submit, string key) => send(Enterprise(letter), Visitor(letter), key, submit);

    private static Actor Visitor(char letter) => EnterpriseGrains.Visitor($"demo-{letter}", $"演示企业{char.ToUpperInvariant(letter)}");

    private Task Do(IStreamGrain grain, Actor actor, Command command, string key, int about = 0, ImmutableArray<Evidence> files = default) =>
        send(grain, actor, string.Create(CultureInfo.InvariantCulture, $"{command.GetType().Name}-service-{key}"), command, about, files);
}
