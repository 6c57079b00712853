using FuyangPlan.Checklists;
using FuyangPlan.Evidences;
using FuyangPlan.TaskBooks;
using Microsoft.AspNetCore.Components;

namespace FuyangPlan.Shell;

/// <summary>Forms about one initiative.</summary>
public abstract class ActionSet : FormSet
{
    [Parameter, EditorRequired] public InitiativeView View { get; set; } = null!;

    protected Actor Actor => Frame.Actor;

    /// <summary>The person who leads the initiative; null: nobody.</summary>
    protected string? Leader => View.Leader?.Person;

    protected int TaskNumber => Number("task");

    protected decimal Percent => Amount("percent");

    protected bool Allows(string command) => View.TaskBook.Allowed.Contains(command);

    /// <summary>The tasks that can be worked on while the task book is in force.</summary>
    protected TaskView[] Tasks(Func<TaskView, bool> wanted) => View.TaskBook.Status is TaskBookStatus.Active or TaskBookStatus.Amending or TaskBookStatus.Closing
        ? [.. View.Tasks.Where(t => !t.Group && wanted(t))]
        : [];

    /// <summary>Whoever asked may not decide. One without a person is told so by the grain.</summary>
    protected bool IsOther(string? person) => !Actor.IsPerson(person);

    /// <param name="number">Of the task, landing, lead that the command is about.</param>
    protected Task Send(string form, Command command, int number = 0) => Send(
        form, $"{View.Plan}/{View.Id}/{form}/{number}", command, $"{Frame.Home}/initiatives/{View.Id}",
        Grains.Initiative(View.Plan, InitiativeId.Parse(View.Id)), number);

    /// <summary>Sends a verdict on a request that waits, if it still is the one that its judge had before them: the form's <c>seen</c>.</summary>
    protected Task SendSeen(string form, string? waiting, Command command, int number = 0)
    {
        if (waiting is null || waiting == Field("seen")) return Send(form, command, number);
        Refuse(form, Problems.VersionMoved, "待批的申请已经换了，请核对新的内容后再办理。");
        return Task.CompletedTask;
    }

    /// <summary>Keeps the files of the form, then sends the command that names them.</summary>
    protected Task SendReport(string form, Func<ImmutableArray<EvidenceReference>, Command> command, int number) =>
        WithFiles(form, named => Send(form, command(named), number));
}
