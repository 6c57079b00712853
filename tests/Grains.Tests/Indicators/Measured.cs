using FuyangPlan.DepartmentFeeds.V1;
using FuyangPlan.EventSourcing;
using FuyangPlan.Initiatives;
using FuyangPlan.TaskBooks;
using static FuyangPlan.Given;
using static FuyangPlan.TestPlan;

namespace FuyangPlan.Indicators;

/// <summary>A campaign whose index comes from the housing department, each quarter; and one that has a value every month.</summary>
internal static class Measured
{
    public const string Quarter = "2021-Q2";

    public static readonly DefineIndicator Defining =
        new("营商环境指数", "分", IndicatorDirection.HigherIsBetter, IndicatorFrequency.Quarterly, "housing", new("2020版", "一位小数", "不含乡镇"));

    public static readonly OnTask Targets = On(1, new SetIndicatorTargets([new("2021-Q1", 83), new(Quarter, 83.5m), new("2021-Q3", 84)]));

    /// <summary>Nothing is due before next year.</summary>
    private static readonly TaskBookContent Later = Content with { Tasks = [new(1, "全部", "G1", new(2022, 1, 1), new(2022, 3, 1), 100, "housing", ["liaison"], ["完成"])] };

    public static Situation<InitiativeState> Campaign =>
        Unknown.Do(Who.Admin, Charter with { Id = "campaign-1", Index = "营商环境指数" }).Do(Who.Office, Appoint("chief", Day(1, 18)));

    public static Situation<InitiativeState> Defined => Campaign.Do(Who.Office, Defining);

    public static Situation<InitiativeState> Based => Defined.Do(Who.Office, Targets)
        .Do(Who.Office, On(1, new SetIndicatorBaseline("2020", 82.4m))).Do(Who.Liaison, On(1, new ConfirmIndicatorBaseline(82.4m)));

    /// <summary>With a task book in force, so that there is a light.</summary>
    public static Situation<InitiativeState> InForce
    {
        get
        {
            var issued = Based.Do(Who.Office, new DraftTaskBook(Later)).Do(Who.Office, new SubmitTaskBook()).Do(Who.Group, new IssueTaskBook("任务书1号"));
            return issued.Do(Who.Chief, new AcceptTaskBook(issued.State.TaskBook.ContentHash!));
        }
    }

    /// <summary>Four calm months are confirmed, and the fifth is far from them.</summary>
    public static Situation<InitiativeState> Outlying => new[] { 80m, 81, 80.5m, 80 }.Index()
        .Aggregate(Campaign.Do(Who.Office, Defining with { Frequency = IndicatorFrequency.Monthly }), (known, month) => known.Known($"2020-{month.Index + 9:00}", month.Item))
        .On(Day(2, 8)).Do(Who.Liaison, Report("2021-01", 95));

    public static Situation<InitiativeState> Waiting(decimal value) => Based.On(Day(7, 9)).Do(Who.Liaison, Report(Quarter, value));

    public static Situation<InitiativeState> Confirmed(decimal value) => Waiting(value).On(Day(7, 12)).Do(Who.Inspector, Confirm(Quarter, value));

    public static OnTask Report(string period, decimal value, string? correction = null, int? method = null) =>
        On(1, new ReportPoint(period, value, Correction: correction, Method: method));

    public static OnTask Confirm(string period, decimal value, int? method = null) => On(1, new ConfirmPoint(period, value, Method: method));

    /// <summary>Reported and confirmed at once.</summary>
    public static Situation<InitiativeState> Known(this Situation<InitiativeState> situation, string period, decimal value, int? method = null) =>
        situation.Do(Who.Liaison, Report(period, value, method: method)).Do(Who.Inspector, Confirm(period, value, method));

    public static OnTask Method(string name) => On(1, new DeclareMethod(new(name), Why));

    public static DepartmentFact Fact(long offset, decimal value, string period = Quarter) => new(
        "test", "permits", offset, "indicator", "campaign-1", Day(7, 2).Start(), Day(7, 2).Start(), Indicator: "营商环境指数", Value: value, Period: period);

    public static IndicatorState One(this Situation<InitiativeState> situation) => situation.State.Indicators.ByNumber[1];

    public static PointState Point(this Situation<InitiativeState> situation, string period = Quarter) => situation.One().Method.Of(period)!;
}
