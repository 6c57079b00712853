using System.Text.Json;
using System.Text.RegularExpressions;
using CsCheck;
using FuyangPlan.Checklists;
using FuyangPlan.DepartmentFeeds.V1;
using FuyangPlan.Initiatives;
using static FuyangPlan.DepartmentFeeds.Facts;
using static FuyangPlan.TestPlan;

namespace FuyangPlan.DepartmentFeeds;

public partial class FactProperties
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    /// <summary>Facts of one feed about two tasks: up, down, the same again, done, done again.</summary>
    private static readonly Gen<DepartmentFact[]> Stories =
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 20], Gen.Bool, Gen.Int[0, 3]).Array[1, 25].Select(steps => steps.Select((step, i) =>
        {
            var (kind, percent, five, note) = step;
            var fact = kind == 0 ? Done(i + 1, Day(1, 20).AddDays(percent)) : Progress(i + 1, percent * 5, note == 0 ? null : $"第 {note} 次");
            return fact with { Task = five ? 5 : 2, HappenedAt = fact.HappenedAt.AddMinutes(i) };
        }).ToArray());

    [Fact]
    public void Facts_ShuffledAndRedelivered_LeadToTheStateOfTheirOrder() => Gen.Select(Stories, Gen.Int).Sample((story, seed) =>
    {
        var random = new Random(seed);
        // Each one to four times, anywhere.
        var delivered = story.SelectMany(fact => Enumerable.Repeat(fact, random.Next(1, 5))).ToArray();
        random.Shuffle(delivered);
        Assert.Equal(Fold(story), Fold(delivered));
    }, iter: 2000);

    /// <summary>Whatever people did in between: a fact that was superseded once stays so, or a redelivery would undo what they did.</summary>
    [Fact]
    public void Facts_SupersededOnce_StaySoWhateverPeopleDo() => Gen.Select(Stories, Gen.Int[0, 5].Array[25], Gen.Int).Sample((story, people, seed) =>
    {
        var random = new Random(seed);
        var delivered = story.SelectMany(fact => Enumerable.Repeat(fact, random.Next(1, 3))).ToArray();
        random.Shuffle(delivered);
        var situation = Given.Accepted.On(Day(2, 15));
        HashSet<long> recorded = [];
        HashSet<DepartmentFact> superseded = [];
        foreach (var (i, fact) in delivered.Index())
        {
            if (people[i % people.Length] is > 0 and var person)
            {
                var (actor, command) = Human(person, fact.Task!.Value, fact.Percent ?? 10);
                if (situation.When(actor, command) is { Decision: { Refusal: null, Events.IsEmpty: false } } done) situation = done.ThenAccepted();
            }
            if (recorded.Contains(fact.Offset)) continue;
            var outcome = situation.When(Sender, Straight(fact));
            if (superseded.Contains(fact)) Assert.NotNull(outcome.Decision.Refusal);
            else if (outcome.Decision.Refusal?.Problem == Problems.FactSuperseded) superseded.Add(fact);
            else if (outcome.Decision.Refusal is null)
            {
                situation = outcome.ThenAccepted();
                recorded.Add(fact.Offset);
            }
        }
    }, iter: 2000);

    private static (Actor, object) Human(int person, int task, decimal percent) => person switch
    {
        1 => (Who.Liaison, Given.On(task, new ReportProgress(percent, Correction: Why), Photo)),
        2 => (Who.Inspector, Given.On(task, new RejectTask(Why))),
        3 => (Who.Inspector, Given.On(task, new VerifyTask(["主体完工", "资料齐全"], OnSite: true))),
        4 => (Who.Inspector, Given.On(task, new ReopenTask(Why, 10))),
        _ => (Who.Office, new RecordFact(Progress(1, percent) with { Task = task }, "housing", Why)),
    };

    [Fact]
    public void Facts_AnySuffixReplayed_ChangesNothing() => Gen.Select(Stories, Gen.Int[0, 24]).Sample((story, from) =>
        Assert.Equal(Fold(story), Fold([.. story, .. story.Skip(from)])), iter: 500);

    /// <summary>As the grain does: what was recorded once is not recorded again, what is refused changes nothing.</summary>
    private static string Fold(IEnumerable<DepartmentFact> facts)
    {
        var situation = Given.Accepted.On(Day(2, 15));
        var recorded = new HashSet<long>();
        foreach (var fact in facts)
        {
            if (recorded.Contains(fact.Offset)) continue;
            var outcome = (situation with { Now = fact.HappenedAt > situation.Now ? fact.HappenedAt : situation.Now }).When(Sender, Straight(fact));
            if (outcome.Decision.Refusal is not null) continue;
            var now = situation.Now;
            // The report's own time is the fact's, whenever it comes.
            situation = outcome.Aged with { Now = fact.HappenedAt };
            situation = situation.Record(Sender, outcome.Decision.Events.AsSpan()) with { Now = now };
            recorded.Add(fact.Offset);
        }
        // How far a feed has been heard depends on what was heard first; nobody sees it.
        return Latest().Replace(JsonSerializer.Serialize(situation.State.Checklist, Web), "");
    }

    [GeneratedRegex("\"latest\":[0-9]+,")]
    private static partial Regex Latest();
}
