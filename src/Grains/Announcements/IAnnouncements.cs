namespace FuyangPlan.Announcements;

/// <summary>The way out to the bus; where there is no bus there is none of it.</summary>
public interface IAnnouncements
{
    /// <summary>Which bus it is: a cursor counts for the one that it was moved on, and a new bus is told everything.</summary>
    string Bus { get; }

    /// <summary>Publishes one contract. Completes when the bus has confirmed it, which a lasting bus does once it is safe in a queue.</summary>
    /// <exception cref="Exception">Not confirmed, after ten seconds at the latest; it is unknown whether it was published.</exception>
    Task Publish<T>(T contract, Guid messageId) where T : class;
}
