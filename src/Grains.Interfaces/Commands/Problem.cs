namespace FuyangPlan.Commands;

/// <summary>How a refusal is answered: the HTTP status follows from it.</summary>
public enum ProblemKind
{
    /// <summary>400: the request cannot be read.</summary>
    Unreadable,
    /// <summary>401: nobody is signed in.</summary>
    Unauthenticated,
    /// <summary>403: signed in, but this is not theirs to do.</summary>
    Forbidden,
    /// <summary>404: absent, or not for this reader's eyes.</summary>
    NotFound,
    /// <summary>409: understood, but the present state forbids it.</summary>
    Conflict,
    /// <summary>412: decided on an older version.</summary>
    Stale,
    /// <summary>413: larger than the limit.</summary>
    TooLarge,
    /// <summary>415: not a content type or file type that is taken.</summary>
    Unsupported,
    /// <summary>422: readable, but not valid.</summary>
    Invalid,
    /// <summary>429: too many, try later.</summary>
    TooMany,
    /// <summary>405: the address exists, the method does not.</summary>
    MethodNotAllowed,
    /// <summary>503: not answered now; send the same command id again.</summary>
    Unavailable,
    /// <summary>500: an accident of ours.</summary>
    Accident,
}

/// <summary>One way of saying no: a stable code for programs, a Chinese title for people.</summary>
[GenerateSerializer, Immutable, Alias("problem")]
public sealed record Problem(string Code, ProblemKind Kind, string Title)
{
    public Refusal Because(string detail, params ReadOnlySpan<Fault> faults) => new(this, detail, [.. faults]);
}

/// <summary>Where in the request a fault lies: a JSON pointer into the body, and what is wrong there.</summary>
[GenerateSerializer, Immutable, Alias("fault")]
public sealed record Fault(string Pointer, string Message);

/// <summary>A refused command: nothing was stored. <paramref name="Detail"/> says, in Chinese, what to do.</summary>
[GenerateSerializer, Immutable, Alias("refusal")]
public sealed record Refusal(Problem Problem, string Detail, ImmutableArray<Fault> Faults)
{
    /// <summary>As it is told to whoever sent the command: of what they sent, it repeats no more than a person reads.</summary>
    public Refusal Told() => this with
    {
        Detail = Text.Excerpt(Detail),
        Faults = Faults.IsDefault ? [] : [.. Faults.Select(fault => new Fault(Text.Excerpt(fault.Pointer), Text.Excerpt(fault.Message)))],
    };
}
