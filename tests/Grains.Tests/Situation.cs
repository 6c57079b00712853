using FuyangPlan.DepartmentFeeds;
using FuyangPlan.Enterprises;
using FuyangPlan.EventSourcing;
using FuyangPlan.Evidences;
using FuyangPlan.Initiatives;
using FuyangPlan.Journal;
using FuyangPlan.Leads;
using FuyangPlan.Plans;
using FuyangPlan.ResourcePools;

namespace FuyangPlan;

/// <summary>A command to one task of the checklist, to one landing, to one lead, to one message in quarantine,
/// to one request of a pool or an enterprise, or to one promise or link of an enterprise.</summary>
internal sealed record OnTask(int Number, object Command, ImmutableArray<Evidence> Evidence);

/// <summary>
/// Where something stands at an instant: the fold of what was recorded. Situations are made by the real rules, so each one can be reached;
/// <see cref="When"/> asks the real rule, after time has passed over the state as it does in the grain.
/// </summary>
internal sealed record Situation<TState>(TState State, PlanState Facts, DateTimeOffset Now, ImmutableArray<Entry> Entries)
    where TState : class, IFold<TState>
{
    public PlanState Plan => State as PlanState ?? Facts;

    public int Version => Entries.Length;

    public Situation<TState> On(DateOnly day, int hour = 10) => this with { Now = day.Start().AddHours(hour) };

    /// <summary>With other facts of the plan.</summary>
    public Situation<TState> In(PlanState facts) => this with { Facts = facts };

    /// <summary>The situation as time alone has made it by its instant.</summary>
    public Situation<TState> Aged()
    {
        var (state, due) = Aging.Age(State, Version, Plan, Now);
        return this with { State = state, Entries = Entries.AddRange(due) };
    }

    /// <summary>An accepted command; a refused one fails the test that asks for it.</summary>
    public Situation<TState> Do(Actor actor, object command) => When(actor, command).ThenAccepted();

    public Outcome<TState> When(Actor actor, object command)
    {
        var aged = Aged();
        return new(this, aged, actor, Rules.Decide(aged.State, command, new Moment(actor, Now, Now, Plan)));
    }

    public Situation<TState> Record(Actor actor, params ReadOnlySpan<JournalEvent> facts)
    {
        var next = this;
        foreach (var fact in facts)
        {
            var entry = new Entry(fact, next.Version + 1, 0, Now, Now, actor, $"{actor.Account}:{next.Version + 1}", "", "");
            next = next with { State = TState.Apply(next.State, entry), Entries = next.Entries.Add(entry) };
        }
        return next;
    }
}

/// <summary>What a rule answered.</summary>
internal sealed record Outcome<TState>(Situation<TState> Before, Situation<TState> Aged, Actor Actor, Decision Decision)
    where TState : class, IFold<TState>
{
    /// <summary>Exactly these events, compared as the journal writes them.</summary>
    public Situation<TState> Then(params JournalEvent[] events)
    {
        Assert.Null(Decision.Refusal);
        Assert.Equal(events.Select(Written), Decision.Events.Select(Written));
        return Aged.Record(Actor, Decision.Events.AsSpan());
    }

    public Situation<TState> ThenAccepted()
    {
        Assert.True(Decision.Refusal is null, $"{Decision.Refusal?.Problem.Code}: {Decision.Refusal?.Detail}");
        return Aged.Record(Actor, Decision.Events.AsSpan());
    }

    public Refusal ThenRefused(Problem problem)
    {
        Assert.Equal(problem.Code, Decision.Refusal?.Problem.Code);
        Assert.NotEmpty(Decision.Refusal!.Detail);
        Assert.Empty(Decision.Events);
        return Decision.Refusal;
    }

    public void ThenNothing()
    {
        Assert.Null(Decision.Refusal);
        Assert.Empty(Decision.Events);
    }

    private static string Written(JournalEvent fact) => $"{EventCatalog.NameOf(fact)} {EventCatalog.Write(fact)}";
}

/// <summary>The one door of each concept, with what its grain gathers before the decision.</summary>
internal static class Rules
{
    public static Decision Decide<TState>(TState state, object command, Moment moment) where TState : class, IFold<TState>
    {
        var (number, wish, evidence) = command is OnTask on ? (on.Number, on.Command, on.Evidence) : (0, command, []);
        var asked = wish as Command ?? new CharterInitiative((InitiativeCharter)wish);
        return Concepts.Of<TState>().Decide(state, asked, moment with { Number = number, Evidence = evidence, Real = moment.Now, Gathered = Gathered(asked, evidence) });
    }

    private static object? Gathered(Command command, ImmutableArray<Evidence> evidence) => command switch
    {
        RequestResource => new LeaderOf(Who.Chief.Person),
        LinkEnterprise => new LandingsOf([1, 2]),
        ReleaseFact => Facts.Progress(1, 60),
        LeadCommand lead => Leads.Words.Of(lead),
        _ => null,
    };
}
