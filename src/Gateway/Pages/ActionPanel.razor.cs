using System.Globalization;
using FuyangPlan.Checklists;
using FuyangPlan.Initiatives;
using FuyangPlan.Leaders;
using FuyangPlan.TaskBooks;
using Microsoft.AspNetCore.Components;

namespace FuyangPlan.Pages;

/// <summary>What this reader may do here. It only offers: whether it is allowed is the grain's to decide, and its refusal is shown beside the form.</summary>
public partial class ActionPanel
{
    private (string Form, Refusal Refusal)? refused;

    [Parameter, EditorRequired] public InitiativeView View { get; set; } = null!;
    [Parameter, EditorRequired] public Frame Frame { get; set; } = null!;
    [Parameter] public string? Accepted { get; set; }
    [CascadingParameter] public HttpContext Http { get; set; } = null!;

    [Inject] private IGrainFactory Grains { get; init; } = null!;
    [Inject] private NavigationManager Navigation { get; init; } = null!;

    private bool CanAppoint => Frame.Actor.HasAny(Role.Office, Role.LeadingGroup);
    private bool CanIssue => Frame.Actor.Has(Role.LeadingGroup) && View.TaskBook.Status == TaskBookStatus.UnderReview;
    private bool CanAccept => View.TaskBook.Status == TaskBookStatus.Issued && View.Leader is { } leader && leader.Person == Frame.Actor.Person;

    private TaskView[] Mine =>
        Frame.Actor.Has(Role.Liaison) ? [.. View.Tasks.Where(t => !t.Group && t.Department is not null && t.Department == Frame.Actor.Department)] : [];

    private TaskView[] ToVerify =>
        Frame.Actor.Has(Role.Inspector) ? [.. View.Tasks.Where(t => !t.Group && t.Stage == TaskStage.InProgress && t.Reported > t.Verified)] : [];

    private string Field(string name) => Text.Normalize(Http.Request.Form[name].ToString());

    private string? Optional(string name) => Field(name) is { Length: > 0 } text ? text : null;

    private int TaskNumber => int.TryParse(Field("task"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private decimal Percent => decimal.TryParse(Field("percent"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) ? percent : -1;

    private Refusal? RefusalOf(string form) => refused is { } r && r.Form == form ? r.Refusal : null;

    /// <summary>What was typed into a form that was refused, so that nobody types it twice.</summary>
    private string? Kept(string form, string name) => refused?.Form == form ? Field(name) : null;

    private Task Appoint() => Send("appoint",
        new AppointLeader(Field("person"), Field("document"), Field("appointer"), Words.ParseDate(Field("on")) ?? default),
        (grain, command, context) => grain.AppointLeader(command, context));

    private Task Issue() => Send("issue", new IssueTaskBook(Field("document")), (grain, command, context) => grain.IssueTaskBook(command, context));

    private Task Accept() => Send("accept", new AcceptTaskBook(Field("hash")), (grain, command, context) => grain.AcceptTaskBook(command, context));

    private Task Start() => Send("start", new StartTask(null, Optional("reason")), (grain, command, context) => grain.StartTask(TaskNumber, command, context));

    private Task Report() => Send("report", new ReportProgress(Percent, Optional("note")),
        (grain, command, context) => grain.ReportProgress(TaskNumber, command, [], context));

    private Task Verify() => Send("verify", new VerifyProgress(Percent, Optional("note")),
        (grain, command, context) => grain.VerifyProgress(TaskNumber, command, context));

    private async Task Send<T>(string form, T command, Func<IInitiativeGrain, T, CommandContext, Task<CommandOutcome>> send) where T : notnull
    {
        // The key was made with the form: a double click, or a retry after a lost answer, is the same command.
        var context = CommandContext.For(Frame.Actor, Field("key"), command, $"{View.Plan}/{View.Id}/{Field("task")}");
        var outcome = await send(Grains.Initiative(View.Plan, InitiativeId.Parse(View.Id)), command, context);
        if (outcome.Refusal is { } refusal) refused = (form, refusal);
        else Navigation.NavigateTo($"{Frame.Home}/initiatives/{View.Id}?accepted={outcome.Version}");
    }
}
