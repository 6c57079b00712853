using System.Text.Json.Serialization;
using FuyangPlan.EventSourcing;
using FuyangPlan.Evidences;
using FuyangPlan.Journal;

namespace FuyangPlan.Enterprises;

/// <summary>A request.</summary>
/// <param name="Handler">Null: nobody yet.</param>
/// <param name="Former">Who handled it the first time, once the enterprise was not content.</param>
/// <param name="NextOn">The day on which the enterprise hears next: the closing day, until another one is promised.</param>
/// <param name="IsAnswered">In this round.</param>
/// <param name="Missed">In this round; a promised day that is missed is no longer waited for.</param>
internal sealed record ServiceRequestState(
    ServiceRequestSubmitted What, Actor By, DateTimeOffset At, ServiceRequestStatus Status, string? Handler, string? Former, int Round,
    ServiceDeadlines Deadlines, DateOnly NextOn, bool IsContacted, bool IsAnswered, ImmutableArray<ServiceDeadline> Missed,
    ImmutableArray<ServiceAnswer> Answers, ImmutableArray<ServiceRating> Ratings, bool? IsSatisfied) : IItem
{
    [JsonIgnore] public int Number => What.Number;
    [JsonIgnore] public bool IsOpen => Status is not (ServiceRequestStatus.Closed or ServiceRequestStatus.Archived);

    public static ServiceRequestState New(ServiceRequestSubmitted what, Entry entry) => new(
        What: what, By: entry.Actor, At: entry.RecordedAt,
        Status: what.Handler is null ? ServiceRequestStatus.Submitted : ServiceRequestStatus.Assigned, Handler: what.Handler, Former: null, Round: 1,
        Deadlines: what.Deadlines, NextOn: what.Deadlines.CloseBy, IsContacted: false, IsAnswered: false, Missed: [], Answers: [], Ratings: [],
        IsSatisfied: null);

    public ServiceRequestState Apply(ServiceRequestEvent fact, Entry entry) => fact switch
    {
        // Whoever takes over goes on where the other one stood.
        ServiceRequestAssigned e => this with { Handler = e.Person, Status = IsContacted ? Status : ServiceRequestStatus.Assigned },
        ServiceRequestContacted e => Told(ServiceRequestStatus.Contacted, e.Summary, null, entry) with { IsContacted = true },
        ServiceRequestAnswered e => Told(ServiceRequestStatus.Answered, e.Text, e.NextOn, entry) with { IsAnswered = true },
        ServiceRequestPromised e => Told(ServiceRequestStatus.Promised, e.Reason, e.NextOn, entry) with { IsAnswered = true },
        ServiceRequestOverdue e => this with { Missed = Missed.Add(e.What) },
        ServiceRequestClosed e => Told(ServiceRequestStatus.Closed, e.Solution, null, entry, e.Evidence),
        ServiceRequestRated e => this with { Ratings = Ratings.Add(new(e.Stars, e.IsContent, e.Words, entry.RecordedAt)) },
        ServiceRequestReopened e => this with
        {
            Status = ServiceRequestStatus.Reopened,
            Former = Handler,
            Handler = null,
            Round = Round + 1,
            Deadlines = e.Deadlines,
            NextOn = e.Deadlines.CloseBy,
            IsContacted = false,
            IsAnswered = false,
            Missed = [],
        },
        ServiceRequestArchived e => this with { Status = ServiceRequestStatus.Archived, IsSatisfied = e.IsSatisfied },
        _ => throw NoFold.For(entry),
    };

    /// <summary>What time will make of it, as it stands. A day passes at the next 00:00, the instant of contact with its minute.</summary>
    [JsonIgnore]
    public IEnumerable<Due> Dues
    {
        get
        {
            if (!IsOpen) yield break;
            if (!IsContacted && !Missed.Contains(ServiceDeadline.Contact)) yield return Passing(Deadlines.ContactBy.AddMinutes(1), ServiceDeadline.Contact);
            if (!IsAnswered && !Missed.Contains(ServiceDeadline.Answer)) yield return Passing(After(Deadlines.AnswerBy), ServiceDeadline.Answer);
            if (!Missed.Contains(ServiceDeadline.Closing)) yield return Passing(After(Deadlines.CloseBy), ServiceDeadline.Closing);
            if (NextOn != Deadlines.CloseBy && !Missed.Contains(ServiceDeadline.Promise)) yield return Passing(After(NextOn), ServiceDeadline.Promise);
        }
    }

    private Due Passing(DateTimeOffset instant, ServiceDeadline what) => new(instant, Number, (int)what);

    private static DateTimeOffset After(DateOnly day) => day.AddDays(1).Start();

    // A new promise can be missed anew.
    private ServiceRequestState Told(ServiceRequestStatus step, string text, DateOnly? nextOn, Entry entry, ImmutableArray<Evidence> evidence = default) => this with
    {
        Status = step,
        NextOn = nextOn ?? NextOn,
        Missed = nextOn is null ? Missed : Missed.Remove(ServiceDeadline.Promise),
        Answers = Answers.Add(new(step, text, nextOn, entry.RecordedAt, entry.Actor.Name, evidence.IsDefault ? [] : evidence)),
    };
}

/// <summary>What the enterprise was told.</summary>
internal sealed record ServiceAnswer(ServiceRequestStatus Step, string Text, DateOnly? NextOn, DateTimeOffset At, string By, ImmutableArray<Evidence> Evidence);

/// <summary>How content it was.</summary>
internal sealed record ServiceRating(int Stars, bool IsContent, string? Words, DateTimeOffset At);
