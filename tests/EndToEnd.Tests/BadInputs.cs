namespace FuyangPlan.EndToEnd;

/// <summary>
/// The catalogue of bad inputs: each gets a 4xx problem with its code and changes nothing. One line each; the table grows with every endpoint.
/// </summary>
[InOneProcess, Collection(OneProduct.Name)]
public sealed partial class BadInputs(BadInputScene scene) : IClassFixture<BadInputScene>
{
    private const string Departments = "~/departments", Progress = "~/initiatives/project-4/tasks/1/progress", Appointments = "~/initiatives/project-4/appointments",
        Drafts = "~/initiatives/chain-2/task-book/drafts", Submission = "~/initiatives/chain-2/task-book/submission";

    private sealed record Row(string Name, int Status, string[] Codes, Func<BadInputScene, Task<Answer>> Send);

    private static SortedDictionary<string, Row> Table { get; } = new(
        Bodies().Concat(Texts()).Concat(Domain()).Concat(Dates()).Concat(TaskBooks()).Concat(Identifiers()).Concat(Queries()).Concat(Headers()).Concat(Evidence()).Concat(Accounts()).Concat(DepartmentFeeds()).Concat(Pools()).Concat(Enterprises()).Concat(Landings()).Concat(Leads()).Concat(IndicatorInputs())
            .ToDictionary(row => row.Name), StringComparer.Ordinal);

    public static IEnumerable<TheoryDataRow<string>> Names => Table.Keys.Select(name => new TheoryDataRow<string>(name));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Input_IsRefused_AndChangesNothing(string name)
    {
        var row = Table[name];
        var answer = await row.Send(scene);
        answer.IsRefused(row.Status, row.Codes);
        await scene.IsUnchanged();
    }

    private static Row Json(string name, string path, string body, int status, string code, string who = "office") =>
        new(name, status, [code], scene => scene.Command(path, body, who));

    private static Row Get(string name, string path, int status, params string[] codes) =>
        new(name, status, codes, scene => scene.Staff["auditor"].Get(scene.Address(path)));
}
