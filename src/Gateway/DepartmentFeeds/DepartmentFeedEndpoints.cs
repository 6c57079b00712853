using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FuyangPlan.DepartmentFeeds.V1;
using FuyangPlan.Histories;

namespace FuyangPlan.DepartmentFeeds;

/// <summary>What became of a fact.</summary>
/// <param name="Code">The problem's code, where it is quarantined or superseded.</param>
internal sealed record FactAnswer(FactVerdict Verdict, string? Code, string? Detail);

internal static class DepartmentFeedEndpoints
{
    private const string NotFound = "请核对数据接口的编号，清单见 /department-feeds。";

    public static void MapDepartmentFeeds(this RouteGroupBuilder api, RouteGroupBuilder plan)
    {
        var feeds = plan.MapGroup("/department-feeds").WithTags("数据接口 Department feeds")
            .Naming("feed", "数据接口编号，如 housing-permits", text => text.IsSlug(), Problems.DepartmentFeedNotFound, "数据接口的编号由小写字母开头，只含小写字母、数字和连字符。")
            .Numbering("fact", "隔离数据的编号", Problems.QuarantinedNotFound, "请核对隔离数据的编号。");
        feeds.MapGet("", List).WithSummary("数据接口清单：延迟、计数 / Feeds of departments").Produces<Page<DepartmentFeedView>>();
        feeds.MapPost("", Register)
            .Describe("登记数据接口，或更改其范围 / Register a feed, or change what it may touch", creates: true,
                new RegisterDepartmentFeed("housing-permits", "住建施工许可系统", "housing", [FactKind.Progress, FactKind.Completion], ["project-4"], "housing"));
        feeds.MapGet("/{feed}", One).WithSummary("一个数据接口 / One feed").Produces<DepartmentFeedView>();

        feeds.MapGroup("/{feed}").MapHistory(values => $"{DepartmentFeedGrains.Prefix}{values["feed"]}", Problems.DepartmentFeedNotFound, NotFound);

        var (door, fact) = (feeds.MapGroup("/{feed}").OfDepartmentFeed(), feeds.MapGroup("/{feed}/quarantine/{fact}").OfDepartmentFeed("fact"));
        door.Map("/pause", "暂停 / Pause it", new PauseDepartmentFeed("来源系统升级，暂停三天接收"));
        door.Map("/resumption", "恢复 / Resume it", new ResumeDepartmentFeed("来源系统升级完成，恢复接收"));
        door.Map("/end", "终止 / End it for good", new EndDepartmentFeed("来源系统停用，由新系统接替"));
        feeds.MapPost("/{feed}/facts", Send).WithName("sendFact")
            .WithSummary("报送一条数据（没有消息总线的来源用） / Send a fact, for sources without a bus")
            .WithDescription("同一来源编号重发多次只算一次。 / The offset makes it safe to send again.").Produces<FactAnswer>();
        feeds.MapGet("/{feed}/quarantine", Quarantine).WithSummary("隔离的数据，旧的在前 / Facts in quarantine, oldest first").Produces<Page<QuarantinedFact>>();
        fact.Map("/release", "放行，可更正 / Release it, corrected or as it is", new ReleaseFact("经与来源单位核对，进度确应更正", Percent: 62));
        fact.Map("/discard", "作废 / Discard it", new DiscardFact("来源单位确认误报，不予计入"));

        var strays = api.MapGroup("/stray-messages").WithTags("数据接口 Department feeds").RequireAuthorization(Role.Admin.Policy());
        strays.MapGet("", Strays).WithSummary("不属于任何数据接口的消息 / Messages that belong to no feed").Produces<Page<StrayMessage>>();
        strays.MapDelete("/{number}", DiscardStray).WithSummary("作废 / Discard one").Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> List(string plan, AsOf asOf, string? cursor, string? limit, PlanReader reader, IGrainFactory grains) =>
        await reader.Clock(plan) is null
            ? ProblemAnswers.Refused(Problems.PlanNotFound, "请核对行动编号。")
            : Page.Answer(await Doubt.Ask(() => grains.GetGrain<IDepartmentFeedListGrain>(plan).Get(asOf.At), asOf.At), cursor, limit);

    private static async Task<IResult> One(string plan, string feed, AsOf asOf, PlanReader reader) =>
        await reader.DepartmentFeed(plan, feed, asOf.At) is { } view ? JsonAnswer.Of(view) : ProblemAnswers.Refused(asOf.Missing(Problems.DepartmentFeedNotFound, NotFound));

    private static Task<IResult> Register(string plan, Command<RegisterDepartmentFeed> command, IGrainFactory grains)
    {
        var code = command.Body.Code;
        return code.IsSlug()
            ? Sending.Send(() => grains.DepartmentFeed(plan, code).Do(command.Body, command.Context), $"/api/v1/plans/{plan}/department-feeds/{code}")
            : Task.FromResult<IResult>(ProblemAnswers.Refused(
                Problems.TextInvalid, "编号由小写字母开头，只含小写字母、数字和连字符，2 至 40 位。", new Fault("/code", "编号不合要求")));
    }

    private static async Task<IResult> Send(string plan, string feed, Body<DepartmentFact> body, HttpContext context, IGrainFactory grains)
    {
        var actor = context.Actor();
        if (await Doubt.Ask(() => grains.DepartmentFeed(plan, feed).Get()) is not { } view) return ProblemAnswers.Refused(Problems.DepartmentFeedNotFound, NotFound);
        // On the bus the broker keeps strangers away, here nobody else does.
        if (!actor.LiaisesFor(view.Department))
            return ProblemAnswers.Refused(Problems.NotYours, "只有数据接口所属单位的联络员账号可以报送。");
        if (body.Content.Plan != plan || body.Content.Feed != feed)
            return ProblemAnswers.Refused(Problems.FactNotAllowed, "plan 与 feed 须与地址一致。", new Fault(body.Content.Plan != plan ? "/plan" : "/feed", "与地址不一致"));
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body.Content, StrictJson.Options);
        var message = new BusMessage(
            Encoding.UTF8.GetString(bytes), bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)), "application/json", actor.Account);
        try
        {
            var receipt = await Doubt.Ask(() => grains.GetGrain<IFactIntakeGrain>("bus").Take(message));
            return receipt.Verdict == FactVerdict.Full
                ? ProblemAnswers.Refused(Problems.NotReady, "隔离的数据已满，请单位先处理，再重报。")
                : TypedResults.Json(new FactAnswer(receipt.Verdict, receipt.Refusal?.Problem.Code, receipt.Refusal?.Detail), GatewayJson.Output);
        }
        catch (Exception e) when (Doubt.Is(e))
        {
            return ProblemAnswers.Refused(Problems.OutcomeUnknown, "暂时无法确认是否已收下，请用同一来源编号重报，不会重复计入。");
        }
    }

    private static async Task<IResult> Quarantine(string plan, string feed, string? status, string? cursor, string? limit, IGrainFactory grains)
    {
        var parameters = new Parameters();
        var (wanted, size) = (parameters.Choice<QuarantineStatus>("status", status), parameters.Limit(limit, otherwise: 50));
        if (parameters.Refusal is { } refusal) return ProblemAnswers.Refused(refusal);
        if (cursor is not null && !TryNumber(cursor, out _)) return ProblemAnswers.Refused(Problems.BadCursor, "请用上一页给出的 nextCursor，或从第一页重新开始。");
        var after = cursor is null ? 0 : int.Parse(cursor, CultureInfo.InvariantCulture);
        var grain = grains.DepartmentFeed(plan, feed);
        if (await Doubt.Ask(() => grain.Get()) is null) return ProblemAnswers.Refused(Problems.DepartmentFeedNotFound, NotFound);
        var found = await Doubt.Ask(() => grain.Quarantine(wanted, after, size));
        return JsonAnswer.Of(new Page<QuarantinedFact>(found, found.Length < size ? null : found[^1].Number.ToString(CultureInfo.InvariantCulture)));
    }

    private static async Task<IResult> Strays(string? cursor, string? limit, IGrainFactory grains)
    {
        var parameters = new Parameters();
        var page = Page.Of(await Doubt.Ask(() => grains.GetGrain<IStrayMessagesGrain>("bus").Get()), cursor, parameters.Limit(limit, otherwise: 50), parameters);
        return parameters.Refusal is { } refusal ? ProblemAnswers.Refused(refusal) : JsonAnswer.Of(page);
    }

    private static async Task<IResult> DiscardStray(string number, IGrainFactory grains)
    {
        if (!TryNumber(number, out var known)) return ProblemAnswers.Refused(Problems.QuarantinedNotFound, "请核对消息的编号。");
        await Doubt.Tell(() => grains.GetGrain<IStrayMessagesGrain>("bus").Discard(known));
        return TypedResults.NoContent();
    }

    private static bool TryNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number > 0 && text[0] != '0';
}
