using System.Text.Json;
using CsCheck;
using FuyangPlan.DepartmentFeeds;
using FuyangPlan.Initiatives;
using FuyangPlan.Lights;
using static FuyangPlan.Given;
using static FuyangPlan.Indicators.Measured;
using static FuyangPlan.TestPlan;

namespace FuyangPlan.Indicators;

public class IndicatorProperties
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    private static readonly string[] Periods = ["2020-Q1", "2020-Q2", "2020-Q3", "2020-Q4", "2021-Q1", Quarter];

    private static readonly Gen<(int Kind, int Period, int Value, int Who)[]> Steps = Gen.Select(Gen.Int[0, 13], Gen.Int[0, 5], Gen.Int[0, 12], Gen.Int[0, 5]).Array[1, 100];

    /// <summary>Reports for the source and confirms as well: four eyes must keep the two apart.</summary>
    private static readonly Actor Double = Who.Liaison with { Account = "double", Roles = [Role.Liaison, Role.Inspector, Role.Office] };

    [Fact]
    public void Walk_AtEveryStep_OneReadingStandsAndOneWaits_AndNoneIsLostOrChanged() => Steps.Sample(steps =>
    {
        var before = ImmutableArray<(int Method, string Period, int Place, decimal Value, DateTimeOffset At)>.Empty;
        foreach (var situation in Walk(steps))
        {
            foreach (var point in situation.One().Methods.SelectMany(method => method.Points))
            {
                Assert.True(point.Readings.Count(reading => reading.IsStanding) <= 1);
                Assert.True(point.Readings.Count(reading => reading.IsPending) <= 1);
                Assert.All(point.Readings.Where(reading => reading.IsStanding), reading => Assert.NotNull(reading.ConfirmedBy));
            }
            var now = Said(situation);
            Assert.Empty(before.Except(now));
            before = now;
        }
    }, iter: 200);

    [Fact]
    public void Walk_NothingIsConfirmed_WithoutAReportByAnotherPersonOfAnotherDepartment() => Steps.Sample(steps =>
    {
        var entries = Walk(steps).Last().Entries;
        foreach (var (i, entry) in entries.Index())
        {
            if (entry.Event is not PointConfirmed confirmed) continue;
            var report = entries.Take(i).Last(earlier => earlier.Event is PointReported r && (r.Method, r.Period) == (confirmed.Method, confirmed.Period));
            Assert.Equal(confirmed.Value, ((PointReported)report.Event).Value);
            Assert.NotEqual((report.Actor.Account, report.Actor.Department), (entry.Actor.Account, entry.Actor.Department));
            Assert.NotEqual("housing", entry.Actor.Department);
            if (((PointReported)report.Event).Outlier is not null)
                Assert.Contains(entries.Skip(report.Version).Take(i - report.Version), between => between.Event is OutlierAccepted);
        }
    }, iter: 200);

    [Fact]
    public void Walk_AtEveryStep_AMethodHasOneNumberOfItsBaselinesPeriod_AndAVerdictIsOfALaterOne() => Steps.Sample(steps =>
    {
        foreach (var situation in Walk(steps))
        {
            foreach (var method in situation.One().Methods)
                if (method.Confirmed is { } baseline && method.Of(baseline.Period)?.Standing is { } standing) Assert.Equal(baseline.Value, standing.Value);
            if (IndicatorJudgement.Improvement(situation.One(), null) is not { Improved: not null } said) continue;
            var judged = situation.One().Methods.Last(method => method.Confirmed is not null);
            var (last, value) = judged.Values().Last();
            Assert.True(IndicatorPeriod.Parse(last).First > IndicatorPeriod.Parse(judged.Confirmed!.Period).Last, said.Verdict);
            Assert.Equal(value > judged.Confirmed.Value, said.Improved);
        }
    }, iter: 200);

    [Fact]
    public void Walk_Untouched_OnlyGetsWorse_AndSurvivesBeingKept() => Steps.Sample(steps =>
    {
        var state = Walk(steps).Last().State;
        Light? worst = null;
        for (var day = Day(7, 9); day < new DateOnly(2022, 3, 1); day = day.AddDays(7))
        {
            var light = IndicatorJudgement.Of(state.Indicators.ByNumber[1], day, new())?.Light;
            Assert.True(worst is null || light >= worst, $"{worst} → {light} on {day}");
            worst = light;
        }
        var restored = JsonSerializer.Deserialize<InitiativeState>(JsonSerializer.Serialize(state, Web), Web)!;
        Assert.Equal(JsonSerializer.Serialize(state, Web), JsonSerializer.Serialize(restored, Web));
    }, iter: 100);

    [Fact]
    public void Facts_InAnyOrder_LeaveTheLatestWaiting() => Gen.Int[1, 8].SelectMany(count => Gen.Shuffle(Enumerable.Range(1, count).ToArray())).Sample(offsets =>
    {
        var after = offsets.Aggregate(Based.On(Day(7, 9)), (situation, offset) =>
            situation.When(Facts.Sender, new RecordIndicatorFact(Fact(offset, 80 + offset), "housing")) is { Decision.Refusal: null } sent ? sent.ThenAccepted() : situation);
        Assert.Equal((80m + offsets.Length, (long)offsets.Length), (after.Point().Pending!.Value, after.Point().Pending!.Source!.Offset));
    }, iter: 200);

    /// <summary>The walks go where the invariants bite.</summary>
    [Fact]
    public void Walks_Together_ReachEveryEventOfAnIndicator()
    {
        var (seen, random) = (new HashSet<Type>(), new Random(1));
        for (var i = 0; i < 200; i++)
            foreach (var entry in Walk([.. Enumerable.Range(0, 100).Select(_ => (random.Next(14), random.Next(6), random.Next(13), random.Next(6)))]).Last().Entries)
                seen.Add(entry.Event.GetType());
        Assert.Empty(typeof(IndicatorEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(IndicatorEvent))).Except(seen));
    }

    private static ImmutableArray<(int, string, int, decimal, DateTimeOffset)> Said(Situation<InitiativeState> situation) =>
        [.. from method in situation.One().Methods from point in method.Points from reading in point.Readings.Index()
            select (method.Version, point.Period, reading.Index, reading.Item.Value, reading.Item.ReportedAt)];

    private static IEnumerable<Situation<InitiativeState>> Walk((int Kind, int Period, int Value, int Who)[] steps)
    {
        var situation = (steps[0].Who % 2 == 0 ? Based : Defined.Do(Who.Office, Targets)).On(Day(7, 9));
        foreach (var (kind, place, number, who) in steps)
        {
            yield return situation;
            var (period, value) = (Periods[place], number == 12 ? 60 : 80 + (number / 4m));
            Actor Rather(Actor right) => who == 0 ? Double : right;
            int? method = who == 1 ? 1 : null;
            var waits = situation.One().Find(method)!.Of(period)?.Pending?.Value ?? value;
            (Actor Actor, object Command) wish = kind switch
            {
                0 or 1 or 2 => (Rather(Who.Liaison), Report(period, value, who % 2 == 0 ? Why : null, method)),
                3 or 4 or 5 => (Rather(Who.Inspector), Confirm(period, waits, method)),
                6 => (Rather(Who.Inspector), On(1, new RejectPoint(period, Why, method))),
                7 => (Rather(Who.Office), On(1, new PublishPoint(period, method))),
                8 => (Rather(Who.Office), On(1, new AcceptOutlier(period, Why, method))),
                9 => (Facts.Sender, new RecordIndicatorFact(Fact((number * 10) + place, value, period), "housing")),
                10 when number < 2 => (Who.Office, Method($"第{situation.Version}版")),
                11 when number == 0 && who == 2 => (Who.Office, On(1, new EndIndicator(Why))),
                12 => (Who.Office, On(1, new SetIndicatorBaseline(period, value))),
                13 => (Rather(Who.Liaison), On(1, new ConfirmIndicatorBaseline(situation.One().Method.Baseline?.Value ?? value))),
                _ => (Who.Chief, Targets),
            };
            situation = situation with { Now = situation.Now.AddMinutes(1) };
            if (situation.When(wish.Actor, wish.Command) is { Decision: { Refusal: null, Events.IsEmpty: false } } accepted) situation = accepted.ThenAccepted();
        }
        yield return situation;
    }
}
