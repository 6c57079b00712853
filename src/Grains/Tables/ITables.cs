namespace FuyangPlan.Tables;

/// <summary>
/// The read tables of one build, as a database keeps them. Those of another build lie beside them and are not touched: what a row is made of can change
/// without any of its columns changing, so tables are only good for the build that filled them.
/// </summary>
public interface ITables
{
    /// <summary>Whose tables these are.</summary>
    string Build { get; }

    /// <summary>Make what is not there yet, and remove those of all builds but <paramref name="running"/> and this one.</summary>
    Task Open(IEnumerable<string> running);

    /// <summary>Remove those of this build, however they look; <see cref="Open"/> makes them anew.</summary>
    Task Drop();

    /// <summary>The position that the tables of a plan have reached; 0 when they are empty.</summary>
    Task<long> Checkpoint(string plan);

    /// <summary>
    /// In one transaction: insert or replace rows, delete others, and move the checkpoint from <paramref name="from"/> to <paramref name="to"/>. False, and
    /// nothing stored, when the checkpoint is no longer at <paramref name="from"/>.
    /// </summary>
    Task<bool> Save(string plan, long from, long to, IReadOnlyList<TableChange> changes);

    /// <summary>Forget everything of a plan, checkpoint included.</summary>
    Task Clear(string plan);

    /// <summary>How the tables of a plan stand to its journal now. Null: they are not there.</summary>
    Task<Standing?> Stand(string plan);

    /// <summary>What the tables say, and how they stood to the journal when they said it: of one moment. Null: they are not there.</summary>
    Task<(Standing Standing, Found Found)?> Ask(string plan, Question question);

    /// <summary>Every row of a plan in a fixed order and form, for comparing tables with their rebuild.</summary>
    Task<IReadOnlyList<string>> Dump(string plan);
}

/// <summary>How the tables of a plan stand to its journal at one moment.</summary>
/// <param name="Head">The last position in the journal.</param>
/// <param name="Reached">The tables' checkpoint.</param>
/// <param name="NextDue">When time alone changes a stream next, as far as the tables know; null: never.</param>
public sealed record Standing(long Head, long Reached, DateTimeOffset? NextDue)
{
    public bool IsBehind => Head != Reached;

    /// <summary>Time has come for a stream that has not recorded it.</summary>
    public bool IsDue(DateTimeOffset now) => NextDue <= now;
}
