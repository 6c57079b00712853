using System.Data.Common;
using Dapper;
using FuyangPlan.Journal;

namespace FuyangPlan.DaySeals;

/// <summary>What a forger can do about the signature of a seal that he has to make anew.</summary>
public enum Forging
{
    /// <summary>The old signature stays.</summary>
    KeepsSignatures,
    /// <summary>The seal becomes one from before seals were signed.</summary>
    DropsSignatures,
    /// <summary>He signs with a key of his own, and says so.</summary>
    SignsWithHisKey,
    /// <summary>He signs with a key of his own under the id of the right one.</summary>
    SignsUnderTheRightId,
    /// <summary>He has the right key.</summary>
    HasTheKey,
}

/// <summary>Whoever has the whole database: changes an entry, and makes everything behind it fit again: hashes, heads, roots, chain of roots.</summary>
internal static class Forger
{
    public static void Rewrite(DbDataSource source, long from, Forging forging, ISealKey key, ISealKey his)
    {
        using var connection = source.OpenConnection();
        using var transaction = connection.BeginTransaction();
        List<JournalRow> rows = [];
        using (var command = connection.CreateCommand())
        {
            (command.CommandText, command.Transaction) = ($"SELECT {JournalColumns.Columns} FROM journal WHERE plan = 'p' ORDER BY position", transaction);
            using var reader = command.ExecuteReader();
            while (reader.Read()) rows.Add(JournalColumns.Read(reader));
        }
        Dictionary<string, string> last = [];
        string? previous = null;
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            if (row.Position >= from)
            {
                if (row.Position == from && SealEntry.Read(row.Type, row.Payload) is null) row = row with { Payload = """{"percent":95,"note":"一直如此"}""" };
                if (SealEntry.Read(row.Type, row.Payload) is { } seal)
                {
                    var before = forging == Forging.DropsSignatures || (forging == Forging.KeepsSignatures && seal.Signature is null) ? null : previous;
                    var forged = new DaySealView(seal.Day, seal.Position, DayRoot.Of(Heads(rows.Take((int)seal.Position)), before), before);
                    forged = forging switch
                    {
                        Forging.KeepsSignatures => forged with { Signature = seal.Signature, KeyId = seal.KeyId },
                        Forging.SignsWithHisKey => his.Sign("p", forged),
                        Forging.SignsUnderTheRightId => his.Sign("p", forged) with { KeyId = seal.KeyId },
                        Forging.HasTheKey => key.Sign("p", forged),
                        _ => forged,
                    };
                    row = row with { Type = SignedJournal.Type(forged), Payload = SignedJournal.Payload(forged) };
                }
                row = row with { Hash = EntryHash.Of(last.GetValueOrDefault(row.Stream, ""), row) };
                connection.Execute("UPDATE journal SET type = @Type, payload = @Payload, hash = @Hash WHERE plan = @Plan AND position = @Position",
                    new { row.Type, row.Payload, row.Hash, row.Plan, row.Position }, transaction);
            }
            if (SealEntry.Read(row.Type, row.Payload) is { } made) previous = made.Root;
            (rows[i], last[row.Stream]) = (row, row.Hash);
        }
        transaction.Commit();
    }

    private static IEnumerable<StreamHead> Heads(IEnumerable<JournalRow> rows) =>
        rows.GroupBy(row => row.Stream).Select(stream => new StreamHead(stream.Key, stream.Last().Version, stream.Last().Hash));
}
