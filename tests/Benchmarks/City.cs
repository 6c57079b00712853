using System.Diagnostics;
using System.Text;
using FuyangPlan.Accounts;
using FuyangPlan.Announcements;
using FuyangPlan.Checklists;
using FuyangPlan.Initiatives;
using FuyangPlan.Samples;
using FuyangPlan.Servers;
using FuyangPlan.Tables;
using FuyangPlan.TaskBooks;

namespace FuyangPlan.Benchmarks;

/// <summary>A department of one of the plans: it has an account at a gateway, and a task under way.</summary>
internal sealed class CityDepartment(Uri gateway, string token, string path)
{
    private int hundredths;

    public Uri Gateway => gateway;

    /// <summary>The next report, a hundredth of a percent further.</summary>
    public byte[] Report()
    {
        var (key, percent) = (Bare.Text(++hundredths), hundredths / 100m);
        return Wire.Post(gateway, $"{path}/progress", token, $"{path.Replace('/', '-')}-{key}", Encoding.ASCII.GetBytes($$"""{"percent":{{percent.ToString(System.Globalization.CultureInfo.InvariantCulture)}}}"""));
    }
}

/// <summary>A simulated city on three silos, two gateways, PostgreSQL and RabbitMQ. Built for the first measurement that asks, kept for the others.</summary>
internal sealed class City
{
    public const int Plans = 13;

    private static City? built;

    private readonly int initiatives, tasks, departments;

    private City(ClusterHost cluster, bool quick)
    {
        Cluster = cluster;
        (initiatives, tasks, departments) = quick ? (65, 60, 20) : (290, 173, 77);
        PerPlan = (initiatives + Plans - 1) / Plans;
    }

    public ClusterHost Cluster { get; }

    public int PerPlan { get; }

    public string Words => $"{Plans} plans, {initiatives} initiatives, {initiatives * tasks:#,0} tasks";

    public ImmutableArray<IInitiativeGrain> Initiatives { get; private set; } = [];

    public ImmutableArray<CityDepartment> Departments { get; private set; } = [];

    public ImmutableArray<IAnnouncerGrain> Announcers => [.. Enumerable.Range(0, Plans).Select(number => Cluster.Grains.GetGrain<IAnnouncerGrain>(Plan(number)))];

    /// <summary>Resident memory before there was anything.</summary>
    public (ImmutableArray<double> Silos, ImmutableArray<double> Gateways) AtRest { get; private set; }

    /// <summary>Accounts that have a place in every plan.</summary>
    public ImmutableArray<string> Tokens { get; private set; } = [];

    public string Admin { get; private set; } = "";

    public static string Plan(int number) => $"city-{number}";

    public static async Task<City> Of(Report report)
    {
        if (built is not null) return built;
        built = new(await ClusterHost.Start(silos: 3, gateways: 2, bus: true), report.Quick);
        built.AtRest = built.Resident();
        var watch = Stopwatch.StartNew();
        await built.Seed();
        report.Say($"a city of {built.Words} was built in {watch.Elapsed.TotalSeconds:0} s");
        return built;
    }

    public static async Task End()
    {
        if (built is not null) await built.Cluster.DisposeAsync();
    }

    public Uri Gateway(int number) => Cluster.Members.Gateways[number % Cluster.Members.Gateways.Length].Address;

    public (ImmutableArray<double> Silos, ImmutableArray<double> Gateways) Resident() =>
        ([.. Cluster.Members.Silos.Select(Memory)], [.. Cluster.Members.Gateways.Select(Memory)]);

    private static double Memory(ProductProcess member)
    {
        using var process = Process.GetProcessById(member.Id);
        return process.WorkingSet64 / 1048576.0;
    }

    private static string Code(int department) => $"d{department + 1:00}";

    private async Task Seed()
    {
        var perPlan = await Task.WhenAll(Enumerable.Range(0, Plans).Select(SeedPlan));
        Initiatives = [.. perPlan.SelectMany(plan => plan)];
        await Parallel.ForEachAsync(Enumerable.Range(0, departments), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (number, _) => await Seeding.Account(
            Cluster.Grains, $"city-{number}", [.. Enumerable.Range(0, Plans).Select(plan => new Membership(Plan(plan), [Role.Liaison], Department: Code(number)))]));
        Admin = await SignIn.Token(Gateway(0), "admin");
        Tokens = [.. await Task.WhenAll(Enumerable.Range(0, departments).Select(number => SignIn.Token(Gateway(number), $"city-{number}")))];
        Departments =
        [
            .. from plan in Enumerable.Range(0, Plans)
               from department in Enumerable.Range(0, departments)
               let count = perPlan[plan].Length
               select new CityDepartment(
                   Gateway(plan + department), Tokens[department],
                   $"/api/v1/plans/{Plan(plan)}/initiatives/{perPlan[plan][department % count].GetPrimaryKeyString().Split('/')[1]}/tasks/{1 + department / count}"),
        ];
        await Announcing.Announced(Announcers);
    }

    private async Task<ImmutableArray<IInitiativeGrain>> SeedPlan(int number)
    {
        var count = Math.Min(PerPlan, initiatives - number * PerPlan);
        var document = SamplePlan.Document(Plan(number), count);
        var known = document.Departments!.Value;
        var more = Enumerable.Range(0, departments).Select(Code).Except(known.Select(department => department.Code));
        document = document with { Departments = [.. known, .. more.Select(code => new FuyangPlan.Plans.Department(code, $"单位 {code}"))] };
        await Seeding.Patiently(() => SamplePlan.Import(Cluster.Grains, document));
        ImmutableArray<IInitiativeGrain> all = [.. document.Initiatives.Select(charter => Cluster.Grains.Initiative(document.Id, InitiativeId.Parse(charter.Id)))];
        for (var place = 0; place < count; place++) await Seeding.Patiently(() => Begin(all[place], place, count));
        await Seeding.Patiently(() => Cluster.Grains.Find(document.Id, new TaskQuery(), SamplePlan.Admin));
        return all;
    }

    /// <summary>A task book whose first tasks belong to a department each, which has started it; the others wait.</summary>
    private async Task Begin(IInitiativeGrain initiative, int place, int count)
    {
        var share = Math.Floor(10_000m / tasks) / 100;
        await SamplePlan.Begin(initiative, new TaskBookContent(
            [new("G1", "按期建成", "验收通过", "验收结论", new(2022, 6, 30))],
            [.. Enumerable.Range(1, tasks).Select(number => new PlannedTask(
                number, $"第 {number} 项任务", "G1", new(2021, 1, 25), new DateOnly(2021, 2, 1).AddDays(2 * number), number < tasks ? share : 100 - share * (tasks - 1),
                Code((place + (number - 1) * count) % departments), [SamplePlan.LiaisonPerson], ["资料可查"]))]));
        for (var (task, department) = (1, place); department < departments; task++, department += count)
            SamplePlan.Accepted(await initiative.Do(SamplePlan.Liaison with { Department = Code(department) }, $"start-{task}", new StartTask(), task));
    }
}
