using System.Text.Json;
using FuyangPlan.Initiatives;
using FuyangPlan.Leaders;
using FuyangPlan.Plans;
using FuyangPlan.TaskBooks;

namespace FuyangPlan.Samples;

/// <summary>A plan for trials: the people of the demo's plan file, as many initiatives as asked for, one task book for all.</summary>
internal static class SamplePlan
{
    public const string Department = "d01", LiaisonPerson = "liaison-1", LeaderPerson = "leader-1", InspectorPerson = "inspector-1";

    public static Actor Admin { get; } = new("sample-admin", null, "管理员", null, [Role.Admin, Role.Office]);
    public static Actor Group { get; } = new("sample-group", "group-1", "组长", null, [Role.LeadingGroup]);
    public static Actor Leader { get; } = new("sample-leader", LeaderPerson, "项目长", null, []);
    public static Actor Liaison { get; } = new("sample-liaison", LiaisonPerson, "联络员", Department, [Role.Liaison]);
    public static Actor Inspector { get; } = new("sample-inspector", InspectorPerson, "督查员", null, [Role.Inspector]);

    /// <summary>The repository's root, above wherever this was built to.</summary>
    public static string Root { get; } = Above(AppContext.BaseDirectory);

    public static PlanDocument Document(string id, int initiatives = 22)
    {
        var demo = JsonSerializer.Deserialize<PlanDocument>(File.ReadAllText(Path.Combine(Root, "plans", "fuyang-demo.json")), StrictJson.Options)!;
        var more = Enumerable.Range(demo.Initiatives.Length + 1, Math.Max(0, initiatives - demo.Initiatives.Length))
            .Select(number => demo.Initiatives[0] with { Id = $"project-{number}" });
        return demo with { Id = id, Schema = null, Initiatives = [.. demo.Initiatives.Take(initiatives).Concat(more)] };
    }

    /// <summary>Tasks of equal weight; the first are all of <see cref="Department"/>, what follows goes around.</summary>
    public static TaskBookContent Content(int tasks, int own = int.MaxValue) => new(
        [new("G1", "按期建成", "验收通过", "验收结论", new(2022, 6, 30))],
        [.. Enumerable.Range(1, tasks).Select(number => new PlannedTask(
            number, $"第 {number} 项任务", "G1", new(2021, 1, 25), new DateOnly(2021, 2, 1).AddDays(number * 12), 100m / tasks,
            number <= own ? Department : $"d{1 + (number % 16):00}", [LiaisonPerson], ["资料可查"]))]);

    public static async Task Import(IGrainFactory grains, PlanDocument document)
    {
        ImportPlan import = new(document);
        Accepted(await grains.GetGrain<IPlanGrain>(document.Id).Import(import, CommandContext.For(Admin, "import", import)));
    }

    /// <summary>From the charter to a checklist in which the first tasks are started.</summary>
    public static async Task Begin(IInitiativeGrain initiative, int tasks, int started = int.MaxValue)
    {
        await Begin(initiative, Content(tasks, started));
        for (var task = 1; task <= Math.Min(tasks, started); task++)
            Accepted(await initiative.Do(Liaison, $"start-{task}", new Checklists.StartTask(), task));
    }

    /// <summary>The liaison reports of the first task.</summary>
    /// <param name="key">Its command id, without the account.</param>
    public static Task<CommandOutcome> Report(IInitiativeGrain initiative, int hundredths, string key, string? note = null) =>
        initiative.Do(Liaison, key, new Checklists.ReportProgress(hundredths / 100m, note), number: 1);

    /// <param name="key">Its command id, without the account.</param>
    public static Task<CommandOutcome> Do(
        this IStreamGrain grain, Actor actor, string key, Command command, int number = 0, ImmutableArray<Evidences.Evidence> files = default) =>
        grain.Do(command, CommandContext.For(actor, key, command, number: number) with { Evidence = files.IsDefault ? [] : files });

    /// <summary>From the charter to a checklist in which nothing is started.</summary>
    public static async Task Begin(IInitiativeGrain initiative, TaskBookContent content)
    {
        Accepted(await initiative.Do(Admin, "appoint", new AppointLeader(LeaderPerson, "任〔2021〕1号", "领导小组", new(2021, 1, 15))));
        Accepted(await initiative.Do(Admin, "draft", new DraftTaskBook(content)));
        Accepted(await initiative.Do(Admin, "submit", new SubmitTaskBook()));
        Accepted(await initiative.Do(Group, "issue", new IssueTaskBook("任务书〔2021〕1号")));
        Accepted(await initiative.Do(Leader, "accept", new AcceptTaskBook((await initiative.Get())!.TaskBook.ContentHash!)));
    }

    public static int Accepted(CommandOutcome outcome) => outcome.Refusal is { } refusal
        ? throw new InvalidOperationException($"{refusal.Problem.Code}: {refusal.Detail}")
        : outcome.Version;

    private static string Above(string folder) =>
        File.Exists(Path.Combine(folder, "FuyangPlan.sln")) ? folder : Above(Path.GetDirectoryName(folder)!);
}
