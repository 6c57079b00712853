using FuyangPlan.Evidences;

namespace FuyangPlan.Commands;

/// <summary>What somebody wishes of one stream. The commands of a part are one closed hierarchy, and its rules hold the one switch over it.</summary>
[GenerateSerializer, Immutable, Alias("command")]
public abstract record Command
{
    private protected Command()
    {
    }
}

/// <summary>A command that comes with files, which were uploaded before.</summary>
public interface IEvidenced
{
    /// <summary>What it names, in its order; what they stand for travels in <see cref="CommandContext.Evidence"/>, in the same order.</summary>
    ImmutableArray<EvidenceReference> Files { get; }

    /// <summary>Where in the command a file's hash stands: a JSON pointer, with <c>{0}</c> for its place.</summary>
    string Pointer => "/evidence/{0}/hash";
}

/// <summary>
/// A grain whose state is the fold of its stream. It has one door for commands: whatever is accepted is durable when the answer comes, whatever is
/// refused stored nothing. Key: <c>plan/name</c>, of the plan itself its id.
/// </summary>
public interface IStreamGrain : IGrainWithStringKey
{
    /// <summary>Do what a command of one of the stream's parts asks for.</summary>
    [AnyWay]
    Task<CommandOutcome> Do(Command command, CommandContext context);

    /// <summary>Record what time alone has brought. Doing it twice records nothing.</summary>
    [AnyWay]
    Task PassTime(PassTime command);
}

/// <summary>Time has passed.</summary>
[GenerateSerializer, Immutable, Alias("initiative.pass-time")]
public sealed record PassTime();
