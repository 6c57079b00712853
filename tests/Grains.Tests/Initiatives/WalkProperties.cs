using System.Text.Json;
using CsCheck;
using FuyangPlan.Checklists;
using FuyangPlan.EventSourcing;
using FuyangPlan.Journal;
using FuyangPlan.Lights;
using FuyangPlan.Plans;
using FuyangPlan.TaskBooks;

namespace FuyangPlan.Initiatives;

public class WalkProperties
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    [Fact]
    public void Walk_AtEveryStep_KeepsTheInvariants() => Walk.Steps.Sample(steps =>
    {
        foreach (var situation in Walk.Of(steps))
        {
            var (book, checklist) = (situation.State.TaskBook, situation.State.Checklist);
            Assert.Equal(100, checklist.Leaves.Sum(task => task.Planned.Weight));
            Assert.Equal(100, book.Current!.Tasks.Sum(task => task.Weight));
            Assert.Equal(Enumerable.Range(1, book.Baselines.Length), book.Baselines.Select(baseline => baseline.Number));
            Assert.Equal(checklist.Leaves.Select(task => task.Number), book.Current.Tasks.Select(task => task.Number).Order());
            foreach (var task in checklist.Tasks.Values)
            {
                Assert.InRange(task.Reported, 0, 100);
                Assert.InRange(task.Verified, 0, task.Reported);
                if (task.Group) Assert.Equal((TaskStage.NotStarted, 0m, 0m), (task.Stage, task.Reported, task.Verified));
                if (task.Stage is TaskStage.Verified or TaskStage.StruckOff) Assert.Equal(100, task.Verified);
            }
        }
    });

    [Fact]
    public void Walk_NothingIsVerified_WithoutAReportByAnotherPersonOfAnotherDepartment() => Walk.Steps.Sample(steps =>
    {
        var entries = Walk.Of(steps).Last().Entries;
        for (var i = 0; i < entries.Length; i++)
        {
            if (entries[i].Event is not (TaskVerified or ProgressVerified)) continue;
            var task = ((TaskEvent)entries[i].Event).Task;
            var report = entries.Take(i).Last(earlier =>
                earlier.Event is ProgressReported or DoneReported or ProgressFactRecorded or CompletionFactRecorded && ((TaskEvent)earlier.Event).Task == task);
            if (entries[i].Event is TaskVerified)
                Assert.True(entries.Take(i).Last(earlier =>
                    earlier.Event is DoneReported or CompletionFactRecorded or TaskRejected or TaskReopened && ((TaskEvent)earlier.Event).Task == task)
                    .Event is DoneReported or CompletionFactRecorded);
            Assert.NotEqual(report.Actor.Account, entries[i].Actor.Account);
            Assert.NotEqual(report.Actor.Person, entries[i].Actor.Person);
            Assert.NotEqual(report.Actor.Department, entries[i].Actor.Department);
        }
    });

    [Fact]
    public void Walk_AStruckOffTask_ChangesOnlyByReopening() => Walk.Steps.Sample(steps =>
    {
        var last = Walk.Of(steps).Last();
        var state = InitiativeState.Initial;
        foreach (var entry in last.Entries)
        {
            var next = InitiativeState.Apply(state, entry);
            foreach (var task in state.Checklist.Tasks.Values.Where(task => task.Stage == TaskStage.StruckOff))
                if (entry.Event is not TaskReopened)
                    Assert.Equal(task with { Planned = next.Checklist.Tasks[task.Number].Planned }, next.Checklist.Tasks[task.Number]);
            state = next;
        }
        Assert.Equal(Written(last.State), Written(state));
    });

    [Fact]
    public void Walk_FrozenBaselinesAndClosedMonths_NeverChangeAByte() => Walk.Steps.Sample(steps =>
    {
        ImmutableArray<string> baselines = [], months = [];
        foreach (var situation in Walk.Of(steps))
        {
            ImmutableArray<string> nextBaselines = [.. situation.State.TaskBook.Baselines.Select(Written)], nextMonths = [.. situation.State.Lights.Months.Select(Written)];
            Assert.Equal(baselines, nextBaselines.Take(baselines.Length));
            Assert.Equal(months, nextMonths.Take(months.Length));
            (baselines, months) = (nextBaselines, nextMonths);
        }
        Assert.Equal(months.Length, months.Distinct().Count());
    });

    [Fact]
    public void Walk_AgedDayByDay_EqualsAgedAtOnce() => Gen.Select(Walk.Steps, Gen.Int[1, 100]).Sample((steps, days) =>
    {
        var start = Walk.Of(steps).Last();
        var atOnce = (start with { Now = start.Now.AddDays(days) }).Aged();
        var daily = start;
        for (var day = 1; day <= days; day++) daily = (daily with { Now = daily.Now.AddDays(1) }).Aged();
        Assert.Equal(Written(atOnce.State), Written(daily.State));
        Assert.Equal(atOnce.Entries.Select(Fact), daily.Entries.Select(Fact));
        Assert.Same(atOnce.State, atOnce.Aged().State);

        static string Fact(Entry entry) => $"{entry.Version} {entry.HappenedAt:O} {EventCatalog.Write(entry.Event)}";
    }, iter: 20);

    [Fact]
    public void Walk_EveryState_SurvivesBeingKept() => Walk.Steps.Sample(steps =>
    {
        var (state, restored) = (InitiativeState.Initial, InitiativeState.Initial);
        foreach (var entry in Walk.Of(steps).Last().Aged().Entries)
        {
            state = InitiativeState.Apply(state, entry);
            restored = JsonSerializer.Deserialize<InitiativeState>(Written(InitiativeState.Apply(restored, entry)), Web)!;
            Assert.Equal(Written(state), Written(restored));
        }
    });

    [Fact]
    public void Walk_UntouchedState_OnlyGetsWorseAndTurnsOnTheDaysThatBruteForceFinds() => Walk.Steps.Sample(steps =>
    {
        var (state, rules) = (Walk.Of(steps).Last().State, new RuleSet());
        foreach (var (task, line) in LightRules.Tasks(state, state.TaskBook.Current!))
        {
            (DateOnly? yellow, DateOnly? red, var before) = (null, null, Light.Blue);
            for (var day = line.Start; day <= line.Due.AddDays(730); day = day.AddDays(1))
            {
                var light = LightRules.OfTask(task, line, day, rules).Light;
                Assert.True(light >= before, $"{task.Number} {before} → {light} on {day}");
                if (light >= Light.Yellow) yellow ??= day;
                if (light >= Light.Red) red ??= day;
                before = light;
            }
            Assert.Equal((yellow, red), (LightRules.TurnsOn(task, line, Light.Yellow, rules), LightRules.TurnsOn(task, line, Light.Red, rules)));
        }
        var worst = Light.Blue;
        for (var day = TestPlan.Day(1, 15); day < new DateOnly(2022, 6, 1); day = day.AddDays(1))
            Assert.True((worst, worst = LightRules.OfInitiative(state, day, rules)!.Light) is var (was, now) && now >= was);
    }, iter: 5);

    /// <summary>The walks go where the invariants bite, else they would prove nothing.</summary>
    [Fact]
    public void Walks_Together_ReachEveryEventOfTheChecklist()
    {
        var seen = new HashSet<string>();
        var random = new Random(1);
        for (var i = 0; i < 300; i++)
        {
            var steps = Enumerable.Range(0, 120).Select(_ => new Step(random.Next(19), random.Next(6), random.Next(1, 7), random.Next(101), random.Next(121)));
            foreach (var entry in Walk.Of(steps).Last().Entries) seen.Add(EventCatalog.NameOf(entry.Event));
        }
        Assert.Empty(EventCatalog.All.Where(name => name.StartsWith("task.", StringComparison.Ordinal)).Except(seen));
        Assert.Contains("initiative.month-closed", seen);
        Assert.Contains("task-book.amendment-approved", seen);
    }

    private static string Written<T>(T value) => JsonSerializer.Serialize(value, Web);
}
