using Microsoft.AspNetCore.Components;

namespace FuyangPlan.Shell;

/// <summary>A page of one plan: finds out who looks, whether they may, and which instant they want to see.</summary>
public abstract class PlanPage : ComponentBase
{
    [Parameter]
    public string Plan { get; set; } = "";

    [SupplyParameterFromQuery]
    public string? AsOf { get; set; }

    [CascadingParameter]
    public HttpContext Http { get; set; } = null!;

    /// <summary>Null when the page cannot be shown; <see cref="Then"/> or <see cref="Status"/> then say why.</summary>
    protected Frame? Frame { get; private set; }

    /// <summary>The frame of an instant at which there was no such thing; null otherwise.</summary>
    protected Frame? Then { get; private set; }

    /// <summary>False for pages that are there to do something.</summary>
    protected virtual bool HasPast => true;

    protected int Status { get; private set; } = StatusCodes.Status404NotFound;

    [Inject]
    private protected PlanReader Reader { get; init; } = null!;

    [Inject]
    private protected NavigationManager Navigation { get; init; } = null!;

    protected sealed override async Task OnInitializedAsync()
    {
        if (Http.Account() is not { } account)
        {
            Navigation.NavigateTo($"{Http.Root()}{Identity.SignInPage}?returnUrl={Uri.EscapeDataString(Http.Request.Path + Http.Request.QueryString)}");
            return;
        }
        // A plan that is not for this reader's eyes looks like one that does not exist.
        if (account.In(Plan) is { } actor && await Reader.Facts(Plan) is { } plan)
        {
            var (asOf, fault) = Instant(AsOf, plan);
            if (!HasPast && asOf is not null) (asOf, fault) = (null, Problems.BadParameter.Because("这一页只用来办理，没有过去的样子。"));
            // What the frame says is of the instant that is shown; the clock, and how far the journal has come, are now's.
            if (asOf is { } then && await Reader.Facts(Plan, then) is { } was) plan = was with { Clock = plan.Clock, Position = plan.Position };
            Frame = new(plan, account, actor, asOf, fault) { Root = Http.Root() };
            if (!await Load(Frame)) (Frame, Then) = (null, asOf is null ? null : Frame);
        }
        // That there was nothing yet is an answer. What is not there at all is answered by whoever answers for all that is not there.
        if ((Frame ?? Then) is null) Http.Response.StatusCode = Status;
    }

    /// <summary>Reads what the page shows; false when there is no such thing, or was none then.</summary>
    protected abstract Task<bool> Load(Frame frame);

    /// <summary>The page's own address with some of its query replaced; null removes.</summary>
    protected string Here(params (string Name, string? Value)[] query) =>
        new Uri(Navigation.GetUriWithQueryParameters(query.ToDictionary(q => q.Name, q => (object?)q.Value))).PathAndQuery;

    /// <summary>The instant that a text names, or why it cannot be shown. What a form's input gives has its offset beside it, in <c>zone</c>.</summary>
    protected (DateTimeOffset? At, Refusal? Fault) Instant(string? text, PlanFacts plan)
    {
        if (string.IsNullOrWhiteSpace(text)) return (null, null);
        var (at, refusal) = Plans.AsOf.Of(Words.Zoned(text.Trim(), Http.Request.Query["zone"]), plan.Clock.Now);
        return (at, refusal is null ? null : refusal with
        {
            Detail = refusal.Problem == Problems.AsOfInFuture ? $"这个时刻还没有到：行动的时钟现在是 {Words.Time(plan.Clock.Now)}。"
                : "看不懂这个时刻：写日期，或带时区的时间，如 2021-09-01T09:00+08:00。",
        });
    }
}
