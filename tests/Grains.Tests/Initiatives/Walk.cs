using CsCheck;
using FuyangPlan.Checklists;
using FuyangPlan.DepartmentFeeds;
using FuyangPlan.Journal;
using FuyangPlan.Leaders;
using FuyangPlan.TaskBooks;
using static FuyangPlan.Given;
using static FuyangPlan.TestPlan;

namespace FuyangPlan.Initiatives;

/// <summary>One step of a random walk: time passes, then somebody wishes something of one task, sensibly or not.</summary>
internal readonly record struct Step(int Command, int Who, int Task, int Percent, int Hours);

/// <summary>Random walks over an accepted task book by the real rules; refused wishes change nothing and are part of the walk.</summary>
internal static class Walk
{
    // Mostly of tasks 2 and 5, so that a walk gets far with some of them.
    private static readonly Gen<int> Tasks = Gen.Int[1, 10].Select(n => n switch { > 8 => 2, > 6 => 5, _ => n });

    public static readonly Gen<Step[]> Steps =
        Gen.Select(Gen.Int[0, 18], Gen.Int[0, 5], Tasks, Gen.Int[0, 100], Gen.Int[0, 120], (command, who, task, percent, hours) =>
            new Step(command, who, task, percent, hours)).Array[50, 200];

    /// <summary>Reports for the department and verifies as well: four eyes must keep the two apart.</summary>
    private static readonly Actor Double = Who.Liaison with { Account = "double", Roles = [Role.Liaison, Role.Inspector, Role.Office] };

    /// <summary>Where the walk stands after each step, the start included.</summary>
    public static IEnumerable<Situation<InitiativeState>> Of(IEnumerable<Step> steps)
    {
        var situation = Accepted;
        yield return situation;
        foreach (var step in steps)
        {
            situation = situation with { Now = situation.Now.AddHours(step.Hours) };
            var (actor, command) = Wish(situation.State, step);
            var outcome = situation.When(actor, command);
            // Like the grain: what time has brought is recorded with the next accepted command.
            if (outcome.Decision.Refusal is null && !outcome.Decision.Events.IsEmpty) situation = outcome.ThenAccepted();
            yield return situation;
        }
    }

    /// <summary>Half of the walkers are whom the command is for, so that walks get somewhere.</summary>
    private static (Actor Actor, object Command) Wish(InitiativeState state, Step step)
    {
        var liaison = step.Who == 5 ? Who.StrangerLiaison : LiaisonOf(step.Task);
        Actor[] anybody = [Who.Office, Who.Chief, Who.Group, Who.Inspector, Who.Liaison, Double];
        Actor Rather(Actor right) => step.Who % 2 == 0 ? right : anybody[step.Who];
        var evidence = step.Percent % 3 == 0 ? [] : Photo;
        var last = state.Checklist.Tasks.GetValueOrDefault(step.Task)?.Reported ?? 0;
        return step.Command switch
        {
            0 or 1 => (liaison, On(step.Task, new StartTask(OverrideReason: step.Percent % 2 == 0 ? Why : null))),
            2 or 3 => (liaison, On(step.Task, new ReportProgress(step.Percent, Correction: step.Percent % 2 == 0 ? Why : null), evidence)),
            4 or 5 => (Rather(Who.Inspector), On(step.Task, new VerifyProgress(last))),
            6 or 7 => (liaison, On(step.Task, new ReportDone(Day(1, 20).AddDays(step.Percent / 5), []), evidence)),
            8 or 9 => (Rather(Who.Inspector), On(step.Task, step.Percent % 7 == 0 ? new VerifyTask() : Verify)),
            10 => (Rather(Who.Inspector), On(step.Task, step.Percent % 2 == 0 ? new RejectTask(Why) : new StrikeOffTask(Why))),
            11 => (Rather(Who.Chief), On(step.Task, new ReopenTask(Why, step.Percent))),
            12 => (Rather(liaison), On(step.Task, new RequestSuspension(Why, Exempt: step.Percent % 2 == 0))),
            13 => (Rather(Who.Office), On(step.Task, new DecideSuspension(step.Percent % 4 != 0, Why))),
            14 => (Rather(Who.Chief), On(step.Task, new ResumeTask(Why))),
            15 => (Rather(Who.Office), new ProposeAmendment(Amended(state, step), Why, "无", step.Percent % 2 == 0)),
            17 => (Rather(Facts.Sender), new RecordFact(Facts.Progress(step.Percent, step.Percent) with { Task = step.Task }, "housing", step.Who % 2 == 0 ? null : Why)),
            18 => (Rather(Facts.Sender), new RecordFact(Facts.Done(step.Percent, Day(1, 20)) with { Task = step.Task }, "housing", step.Who % 2 == 0 ? null : Why)),
            _ => step.Percent % 3 == 0 ? (Rather(Who.Group), new RejectAmendment(Why)) : (Rather(Who.Group), new ApproveAmendment()),
        };
    }

    /// <summary>Dates move, weight moves between 2 and 3, task 5 is split in two, or given up.</summary>
    private static TaskBookContent Amended(InitiativeState state, Step step)
    {
        var content = state.TaskBook.Content!;
        return (step.Task, content.Tasks.Any(task => task.Number == 6), content.Tasks.Any(task => task.Number == 5)) switch
        {
            (5, false, true) => content with
            {
                Tasks =
                [
                    .. content.With(5, task => task with { Weight = 0 }).Tasks,
                    new(6, "绿化一", "G1", Day(3, 1), Day(12, 31), 3, "housing", ["liaison"], Parent: 5),
                    new(7, "绿化二", "G1", Day(3, 1), Day(12, 31), content.Tasks.Single(task => task.Number == 5).Weight - 3, "housing", ["liaison"], Parent: 5),
                ],
            },
            (6, false, true) => content with
            {
                Tasks = [.. content.Tasks.Where(task => task.Number != 5).Select(task => task.Number == 4 ? task with { Weight = task.Weight + 5 } : task)],
            },
            (2, _, _) => content.With(2, task => task with { Weight = task.Weight - 1 }).With(3, task => task with { Weight = task.Weight + 1 }),
            _ => content.With(3, task => task with { Due = task.Due.AddDays(step.Percent - 20) }),
        };
    }
}
