using System.Globalization;
using FuyangPlan.Checklists;
using FuyangPlan.Evidences;
using Microsoft.AspNetCore.Components;

namespace FuyangPlan.Pages;

/// <summary>
/// Forms that a reader is offered. They only offer: whether it is allowed is the grain's to decide, and its refusal is shown beside the form.
/// </summary>
public abstract class FormSet : ComponentBase
{
    private (string Form, Refusal Refusal)? refused;
    private ImmutableArray<EvidenceReference> received = [];

    [Parameter, EditorRequired] public Frame Frame { get; set; } = null!;
    [CascadingParameter] public HttpContext Http { get; set; } = null!;

    [Inject] private protected IGrainFactory Grains { get; init; } = null!;
    [Inject] private protected EvidenceStore Store { get; init; } = null!;
    [Inject] private NavigationManager Navigation { get; init; } = null!;

    /// <summary>Browsers send line breaks as two characters; the product knows one.</summary>
    protected string Field(string name) => Text.Normalize(Http.Request.Form[name].ToString().ReplaceLineEndings("\n"));

    protected string? Optional(string name) => Field(name) is { Length: > 0 } text ? text : null;

    protected DateOnly Day(string name) => Words.ParseDate(Field(name)) ?? default;

    protected bool Checked(string name) => Field(name) == "true";

    /// <summary>A whole number; 0 where there is none, which nothing has.</summary>
    protected int Number(string name) => int.TryParse(Field(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>An amount; -1 where there is none, which every rule refuses.</summary>
    protected decimal Amount(string name) => decimal.TryParse(Field(name), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) ? amount : -1;

    /// <summary>
    /// The form has just been sent. It then stays, whatever the state has become, so that a double click gets the first one's answer,
    /// and whoever came too late reads why.
    /// </summary>
    protected bool Sent(string form) => HttpMethods.IsPost(Http.Request.Method) && Http.Request.HasFormContentType && Field("_handler") == form;

    protected Refusal? RefusalOf(string form) => refused is { } r && r.Form == form ? r.Refusal : null;

    /// <summary>What was typed into a form that was refused, so that nobody types it twice.</summary>
    protected string? Kept(string form, string name) => refused?.Form == form ? Field(name) : null;

    protected ImmutableArray<EvidenceReference> ReceivedBy(string form) => refused?.Form == form ? received : [];

    protected void Refuse(string form, Problem problem, string detail) => refused = (form, problem.Because(detail));

    /// <param name="target">What the command is about, as part of what its key is bound to.</param>
    /// <param name="next">The page that says that it was accepted.</param>
    protected async Task Send(string form, string target, object command, string next, Func<CommandContext, Task<CommandOutcome>> send)
    {
        // The key was made with the form: a double click, or a retry after a lost answer, is the same command.
        var context = CommandContext.For(Frame.Actor, Field("key"), command, target);
        var outcome = await Sending.Outcome(() => send(context));
        if (outcome.Refusal is { } refusal) refused = (form, refusal);
        else Navigation.NavigateTo($"{next}?accepted={outcome.Version}#act");
    }

    /// <summary>Keeps the files of the form, then goes on with their references and what they stand for.</summary>
    protected async Task WithFiles(string form, Func<ImmutableArray<EvidenceReference>, ImmutableArray<Evidence>, Task> send)
    {
        var refusal = await Receive();
        var (evidence, unknown) = Store.Resolve(received);
        if ((refusal ?? unknown) is { } no) refused = (form, no);
        else await send(received, evidence);
    }

    private async Task<Refusal?> Receive()
    {
        foreach (var value in Http.Request.Form["received"])
            if (value?.Split('/', 2) is [var hash, var name] && Store.Find(hash) is not null && EvidenceUpload.NameOf(name).Refusal is null)
                received = received.Add(new(hash, name));
        Refusal? first = null;
        // A form whose file field is left empty brings one without name and bytes.
        foreach (var file in Http.Request.Form.Files.Where(file => file.Length > 0 || file.FileName.Length > 0))
        {
            var (name, refusal) = EvidenceUpload.NameOf(file.FileName);
            if (refusal is null)
            {
                await using var content = file.OpenReadStream();
                (var stored, refusal) = await Store.Save(content, Http.RequestAborted);
                if (stored is not null && received.All(known => known.Hash != stored.Hash)) received = received.Add(new(stored.Hash, name));
            }
            first ??= refusal is null ? null : refusal with { Detail = $"{file.FileName}：{refusal.Detail}" };
        }
        return first;
    }
}
