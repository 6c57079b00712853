using System.Collections.Concurrent;
using FuyangPlan.EventSourcing;
using FuyangPlan.Journal;
using FuyangPlan.Plans;

namespace FuyangPlan.Initiatives;

/// <summary>The state of one part of an initiative: the fold of the part's own events, and of others' that it follows.</summary>
internal interface IPart<TSelf> where TSelf : class, IPart<TSelf>
{
    static abstract TSelf Initial { get; }

    /// <summary>Pure and total: an event that is the part's own and that it does not know throws, before anything is stored.</summary>
    /// <param name="initiative">With the parts before this one in the catalogue as they are after the event.</param>
    TSelf Apply(InitiativeState initiative, Entry entry);

    /// <summary>The next event that time alone brings to the part until an instant; null when there is none.</summary>
    (JournalEvent Event, DateTimeOffset At)? NextDue(InitiativeState initiative, PlanState plan, DateTimeOffset until) => null;

    /// <summary>Adds what is the part's own to what readers see of the initiative.</summary>
    InitiativeView Show(InitiativeView view, InitiativeState initiative, Seen seen) => view;

    /// <summary>What readers see of it under its name, where what they see of the initiative has no member of its own for it; null: nothing.</summary>
    object? View(InitiativeState initiative, Seen seen) => null;

    /// <summary>The part's facts in words.</summary>
    IEnumerable<Statement> Says(InitiativeView view) => [];
}

/// <summary>
/// A part of an initiative, as a row of the catalogue: which events and commands are its own, whose events it follows, and who decides. The initiative
/// knows its parts only as this.
/// </summary>
internal abstract class Part(string name, Type state, Type events, Type? commands, ImmutableArray<Type> follows, InitiativeKind? only)
{
    /// <summary>Of its member in a kept state.</summary>
    public string Name => name;

    public Type State => state;

    public Type Events => events;

    /// <summary>Null: it takes none.</summary>
    public Type? Commands => commands;

    /// <summary>The one kind of initiative that has it; null: all have.</summary>
    public InitiativeKind? Only => only;

    public bool Folds(Type fact) => events.IsAssignableFrom(fact) || follows.Any(other => other.IsAssignableFrom(fact));

    public abstract object Apply(object? own, InitiativeState initiative, Entry entry);

    public abstract (JournalEvent Event, DateTimeOffset At)? NextDue(InitiativeState initiative, PlanState plan, DateTimeOffset until);

    public abstract Decision Decide(InitiativeState initiative, Command command, Moment moment);

    public abstract InitiativeView Show(InitiativeView view, InitiativeState initiative, Seen seen);

    public abstract IEnumerable<Statement> Says(InitiativeState initiative, InitiativeView view);

    public static Part Of<TState, TEvent, TCommand>(
        string name, Func<InitiativeState, TCommand, Moment, Decision> decide, InitiativeKind? only = null, params ImmutableArray<Type> follows)
        where TState : class, IPart<TState> where TEvent : JournalEvent where TCommand : Command => new Row<TState, TEvent, TCommand>(name, decide, only, follows);

    /// <summary>One that takes no commands: what happens to it follows from other parts, or from time.</summary>
    public static Part Of<TState, TEvent>(string name) where TState : class, IPart<TState> where TEvent : JournalEvent =>
        new Row<TState, TEvent, Command>(name, decide: null, null, []);

    private sealed class Row<TState, TEvent, TCommand>(
        string name, Func<InitiativeState, TCommand, Moment, Decision>? decide, InitiativeKind? only, ImmutableArray<Type> follows)
        : Part(name, typeof(TState), typeof(TEvent), decide is null ? null : typeof(TCommand), follows, only)
        where TState : class, IPart<TState> where TEvent : JournalEvent where TCommand : Command
    {
        public override object Apply(object? own, InitiativeState initiative, Entry entry) => ((TState?)own ?? TState.Initial).Apply(initiative, entry);

        public override (JournalEvent Event, DateTimeOffset At)? NextDue(InitiativeState initiative, PlanState plan, DateTimeOffset until) =>
            initiative.Part<TState>().NextDue(initiative, plan, until);

        public override Decision Decide(InitiativeState initiative, Command command, Moment moment) => decide!(initiative, (TCommand)command, moment);

        public override InitiativeView Show(InitiativeView view, InitiativeState initiative, Seen seen)
        {
            var (own, shown) = (initiative.Part<TState>(), view);
            if (own.View(initiative, seen) is { } part) shown = view with { Parts = view.Parts.Add(Name, part) };
            return own.Show(shown, initiative, seen);
        }

        public override IEnumerable<Statement> Says(InitiativeState initiative, InitiativeView view) => initiative.Part<TState>().Says(view);
    }
}

/// <summary>The parts of initiatives by what they are asked for.</summary>
internal static class Parts
{
    private static readonly ConcurrentDictionary<Type, ImmutableArray<int>> ByEvent = new();

    private static readonly ConcurrentDictionary<Type, Part?> ByCommand = new();

    public static ImmutableArray<Part> All => Concepts.Parts;

    /// <summary>Places of the parts that fold an event, in their order; whose own it is, is one of them.</summary>
    public static ImmutableArray<int> Folding(Type fact) => ByEvent.GetOrAdd(fact, static type =>
        All.Any(part => part.Events.IsAssignableFrom(type))
            ? [.. Enumerable.Range(0, All.Length).Where(place => All[place].Folds(type))]
            : throw new System.Diagnostics.UnreachableException($"No part folds {type.Name}."));

    /// <summary>Null: it is no command of an initiative.</summary>
    public static Part? Taking(Command command) => ByCommand.GetOrAdd(command.GetType(), static type => All.FirstOrDefault(part => part.Commands?.IsAssignableFrom(type) is true));

    /// <summary>Its place in the catalogue.</summary>
    public static class PlaceOf<TState>
    {
        public static int Value { get; } = All.Select(part => part.State).ToList().IndexOf(typeof(TState));
    }
}
