using System.Globalization;
using FuyangPlan.Checklists;
using FuyangPlan.Evidences;
using FuyangPlan.Initiatives;
using FuyangPlan.TaskBooks;
using Microsoft.AspNetCore.Components;

namespace FuyangPlan.Pages;

/// <summary>
/// Forms that a reader is offered. They only offer: whether it is allowed is the grain's to decide, and its refusal is shown beside the form.
/// </summary>
public abstract class ActionSet : ComponentBase
{
    private (string Form, Refusal Refusal)? refused;
    private ImmutableArray<EvidenceReference> received = [];

    [Parameter, EditorRequired] public InitiativeView View { get; set; } = null!;
    [Parameter, EditorRequired] public Frame Frame { get; set; } = null!;
    [CascadingParameter] public HttpContext Http { get; set; } = null!;

    [Inject] private IGrainFactory Grains { get; init; } = null!;
    [Inject] private NavigationManager Navigation { get; init; } = null!;
    [Inject] private protected EvidenceStore Store { get; init; } = null!;

    protected bool Office => Frame.Actor.Has(Role.Office);
    protected bool Group => Frame.Actor.Has(Role.LeadingGroup);
    protected bool Leads => View.Leader is { } leader && leader.Person == Frame.Actor.Person;

    /// <summary>Who works on what a chain has in hand.</summary>
    protected bool Works => Office || Leads
        || (Frame.Actor.HasAny(Role.InvestmentOfficer, Role.ServiceOfficer) && View.Team.Any(member => member.Person == Frame.Actor.Person));

    protected int TaskNumber => int.TryParse(Field("task"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    protected decimal Percent => decimal.TryParse(Field("percent"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) ? percent : -1;

    /// <summary>Browsers send line breaks as two characters; the product knows one.</summary>
    protected string Field(string name) => Text.Normalize(Http.Request.Form[name].ToString().ReplaceLineEndings("\n"));

    protected string? Optional(string name) => Field(name) is { Length: > 0 } text ? text : null;

    protected DateOnly Day(string name) => Words.ParseDate(Field(name)) ?? default;

    /// <summary>What was chosen from a list; the first where it is none of it.</summary>
    protected T Chosen<T>(string name) where T : struct, Enum => Enum.TryParse<T>(Field(name), out var value) && Enum.IsDefined(value) ? value : default;

    protected bool Checked(string name) => Field(name) == "true";

    protected bool Allows(string command) => View.TaskBook.Allowed.Contains(command);

    /// <summary>
    /// The form has just been sent. It then stays, whatever the state has become, so that a double click gets the first one's answer,
    /// and whoever came too late reads why.
    /// </summary>
    protected bool Sent(string form) => HttpMethods.IsPost(Http.Request.Method) && Http.Request.HasFormContentType && Field("_handler") == form;

    /// <summary>The tasks that can be worked on while the task book is in force.</summary>
    protected TaskView[] Tasks(Func<TaskView, bool> wanted) => View.TaskBook.Status is TaskBookStatus.Active or TaskBookStatus.Amending or TaskBookStatus.Closing
        ? [.. View.Tasks.Where(t => !t.Group && wanted(t))]
        : [];

    /// <summary>A liaison of the one responsible department.</summary>
    protected bool Mine(TaskView task) => Frame.Actor.Has(Role.Liaison) && task.Department is not null && task.Department == Frame.Actor.Department;

    /// <summary>Whoever asked may not decide. One without a person is told so by the grain.</summary>
    protected bool Other(string? person) => person is null || person != Frame.Actor.Person;

    protected Refusal? RefusalOf(string form) => refused is { } r && r.Form == form ? r.Refusal : null;

    /// <summary>What was typed into a form that was refused, so that nobody types it twice.</summary>
    protected string? Kept(string form, string name) => refused?.Form == form ? Field(name) : null;

    protected ImmutableArray<EvidenceReference> ReceivedBy(string form) => refused?.Form == form ? received : [];

    protected async Task Send<T>(string form, T command, Func<IInitiativeGrain, T, CommandContext, Task<CommandOutcome>> send) where T : notnull
    {
        // The key was made with the form: a double click, or a retry after a lost answer, is the same command.
        var context = CommandContext.For(Frame.Actor, Field("key"), command, $"{View.Plan}/{View.Id}/{form}/{Field("task")}{Field("landing")}");
        var outcome = await Sending.Outcome(() => send(Grains.Initiative(View.Plan, InitiativeId.Parse(View.Id)), command, context));
        if (outcome.Refusal is { } refusal) refused = (form, refusal);
        else Navigation.NavigateTo($"{Frame.Home}/initiatives/{View.Id}?accepted={outcome.Version}#act");
    }

    protected Task SendToChain<T>(string form, T command, Func<IIndustryChainGrain, T, CommandContext, Task<CommandOutcome>> send) where T : notnull =>
        Send(form, command, (grain, wish, context) => send((IIndustryChainGrain)grain, wish, context));

    /// <summary>Sends a verdict on a request that waits, if it still is the one that its judge had before them: the form's <c>seen</c>.</summary>
    protected Task SendSeen<T>(string form, string? waiting, T command, Func<IInitiativeGrain, T, CommandContext, Task<CommandOutcome>> send) where T : notnull
    {
        if (waiting is null || waiting == Field("seen")) return Send(form, command, send);
        Refuse(form, Problems.VersionMoved, "待批的申请已经换了，请核对新的内容后再办理。");
        return Task.CompletedTask;
    }

    protected void Refuse(string form, Problem problem, string detail) => Refuse(form, problem.Because(detail));

    protected void Refuse(string form, Refusal refusal) => refused = (form, refusal);

    /// <summary>Keeps the files of the form, then sends the command that names them.</summary>
    protected async Task SendReport<T>(
        string form, Func<ImmutableArray<EvidenceReference>, T> command,
        Func<IInitiativeGrain, T, ImmutableArray<Evidence>, CommandContext, Task<CommandOutcome>> send) where T : notnull
    {
        var refusal = await Receive();
        var (evidence, unknown) = Store.Resolve(received);
        if ((refusal ?? unknown) is { } no) refused = (form, no);
        else await Send(form, command(received), (grain, report, context) => send(grain, report, evidence, context));
    }

    /// <summary>Keeps the file of one field; null where there is none, and what came with the form before it was refused where it still stands in it.</summary>
    protected async Task<(EvidenceReference? File, Refusal? Refusal)> ReceiveFile(string name) =>
        Http.Request.Form.Files.FirstOrDefault(file => file.Name == name && (file.Length > 0 || file.FileName.Length > 0)) is { } sent
            ? await Keep(sent)
            : (Known(Http.Request.Form[$"{name}-received"]), null);

    private EvidenceReference? Known(string? value) =>
        value?.Split('/', 2) is [var hash, var name] && Store.Find(hash) is not null && EvidenceUpload.NameOf(name).Refusal is null ? new(hash, name) : null;

    private async Task<(EvidenceReference? File, Refusal? Refusal)> Keep(IFormFile file)
    {
        var (name, refusal) = EvidenceUpload.NameOf(file.FileName);
        if (refusal is null)
        {
            await using var content = file.OpenReadStream();
            (var stored, refusal) = await Store.Save(content, Http.RequestAborted);
            if (stored is not null) return (new(stored.Hash, name), null);
        }
        return (null, refusal! with { Detail = $"{file.FileName}：{refusal.Detail}" });
    }

    private async Task<Refusal?> Receive()
    {
        received = [.. Http.Request.Form["received"].Select(Known).OfType<EvidenceReference>()];
        Refusal? first = null;
        // A form whose file field is left empty brings one without name and bytes.
        foreach (var file in Http.Request.Form.Files.Where(file => file.Length > 0 || file.FileName.Length > 0))
        {
            var (kept, refusal) = await Keep(file);
            if (kept is not null && received.All(known => known.Hash != kept.Hash)) received = received.Add(kept);
            first ??= refusal;
        }
        return first;
    }
}
