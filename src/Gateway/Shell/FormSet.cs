using System.Globalization;
using FuyangPlan.Checklists;
using FuyangPlan.Evidences;
using Microsoft.AspNetCore.Components;

namespace FuyangPlan.Shell;

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

    /// <summary>Who sends.</summary>
    private protected virtual Actor Sender => Frame.Actor;

    protected string Field(string name) => Text.Normalize(Http.Request.Form[name].ToString());

    protected string? Optional(string name) => Field(name) is { Length: > 0 } text ? text : null;

    protected DateOnly Day(string name) => Words.ParseDate(Field(name)) ?? default;

    /// <summary>What was chosen from a list; the first where it is none of it.</summary>
    protected T Chosen<T>(string name) where T : struct, Enum => Enum.TryParse<T>(Field(name), out var value) && Enum.IsDefined(value) ? value : default;

    protected bool Checked(string name) => Field(name) == "true";

    /// <summary>A whole number; 0 where there is none, which nothing has.</summary>
    protected int Number(string name) => int.TryParse(Field(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>All whole numbers of a field, ticked or typed with spaces between them. What is none is 0, so that it is refused and not lost.</summary>
    protected ImmutableArray<int> Numbers(string name) =>
    [
        .. Http.Request.Form[name].SelectMany(text => (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0),
    ];

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

    protected void Refuse(string form, Problem problem, string detail) => Refuse(form, problem.Because(detail));

    protected void Refuse(string form, Refusal refusal) => refused = (form, refusal);

    /// <param name="target">What the command is about, as part of what its key is bound to.</param>
    /// <param name="next">The page that says that it was accepted.</param>
    protected Task Send(string form, string target, Command command, string next, IStreamGrain grain, int number = 0) =>
        Send(form, target, command, _ => next, grain, number);

    /// <param name="next">The page that says that it was accepted, of what was made.</param>
    protected async Task Send(string form, string target, Command command, Func<CommandOutcome, string> next, IStreamGrain grain, int number = 0)
    {
        // The key was made with the form: a double click, or a retry after a lost answer, is the same command.
        command = InputJson.Read(command);
        var context = CommandContext.For(Sender, Field("key"), command, target, number: number);
        var outcome = await Sending.Do(grain, command, context, Store);
        if (outcome.Refusal is { } refusal) refused = (form, refusal);
        else Navigation.NavigateTo($"{next(outcome)}?accepted={outcome.Version}#act");
    }

    /// <summary>Keeps the files of the form, then goes on with their references.</summary>
    protected async Task WithFiles(string form, Func<ImmutableArray<EvidenceReference>, Task> send)
    {
        if (await Receive() is { } refusal) refused = (form, refusal);
        else await send(received);
    }

    /// <summary>Keeps the file of one field; null where there is none, and what came with the form before it was refused where it still stands in it.</summary>
    protected async Task<(EvidenceReference? File, Refusal? Refusal)> ReceiveFile(string name) =>
        Http.Request.Form.Files.FirstOrDefault(file => file.Name == name && (file.Length > 0 || file.FileName.Length > 0)) is { } sent
            ? await Keep(sent)
            : (Known(Http.Request.Form[$"{name}-received"]), null);

    private EvidenceReference? Known(string? value) =>
        value?.Split('/', 2) is [var hash, var name] && Store.Find(Frame.Plan.Id, hash) is not null && EvidenceUpload.NameOf(name).Refusal is null ? new(hash, name) : null;

    private async Task<(EvidenceReference? File, Refusal? Refusal)> Keep(IFormFile file)
    {
        var (name, refusal) = EvidenceUpload.NameOf(file.FileName);
        refusal = EvidenceAuthority.ToUpload(Sender) ?? refusal;
        if (refusal is null)
        {
            await using var content = file.OpenReadStream();
            (var stored, refusal) = await Store.Save(Frame.Plan.Id, content, Http.RequestAborted);
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
