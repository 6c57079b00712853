using FuyangPlan.Checklists;
using FuyangPlan.Initiatives;
using FuyangPlan.TaskBooks;

namespace FuyangPlan.Feeds;

/// <summary>
/// A task as the read table holds it. The light is a function of the day, so the row holds the days on which it turns:
/// before <paramref name="YellowFrom"/> it is green, from <paramref name="RedFrom"/> on red; both null and <paramref name="Blue"/> false:
/// green for ever or no light, as <paramref name="HasLight"/> says.
/// </summary>
/// <param name="SearchText">Lower-case text that a search looks into: titles and names, printed and restored, and their pinyin initials.</param>
/// <param name="Open">False once reported done, verified or struck off: it can no longer be overdue.</param>
public sealed record TaskRow(
    string Initiative, InitiativeKind Kind, string InitiativeName, int Number, string Title, TaskKind TaskKind, string? Department, string? DepartmentName,
    ImmutableArray<string> People, DateOnly Start, DateOnly Due, decimal Weight, TaskStage Stage, decimal Reported, decimal Verified,
    bool HasLight, bool Blue, DateOnly? YellowFrom, DateOnly? RedFrom, bool Open, string SearchText);

/// <summary>The read table of tasks across initiatives. Disposable: it can be rebuilt from the journal at any time.</summary>
public interface ITaskTable
{
    /// <summary>The position that the table of a plan has reached; 0 when it is empty.</summary>
    Task<long> Checkpoint(string plan);

    /// <summary>
    /// In one transaction: insert or replace rows, delete the rows of <paramref name="removed"/> (initiative, number), and move the checkpoint
    /// from <paramref name="from"/> to <paramref name="to"/>. False, and nothing stored, when the checkpoint is no longer at <paramref name="from"/>.
    /// </summary>
    Task<bool> Save(string plan, long from, long to, IReadOnlyList<TaskRow> rows, IReadOnlyList<(string Initiative, int Number)> removed);

    /// <summary>Forget everything of a plan, checkpoint included.</summary>
    Task Clear(string plan);

    /// <summary>A page, lights and overdue days judged for <paramref name="today"/>. Throws <see cref="FormatException"/> for a cursor it did not give.</summary>
    Task<TaskPage> Query(string plan, TaskQuery query, DateOnly today);

    /// <summary>Every row of a plan in a fixed order and form, for comparing a table with its rebuild.</summary>
    Task<IReadOnlyList<string>> Dump(string plan);
}
