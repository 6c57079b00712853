using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using FuyangPlan.DaySeals;
using FuyangPlan.Journal;
using FuyangPlan.Storage;
using Microsoft.Data.Sqlite;

namespace FuyangPlan.Backups;

/// <summary>What was copied.</summary>
internal sealed record BackupReport(long DatabaseBytes, int EvidenceFiles, long EvidenceBytes, int KeyFiles, VerifyReport Journal)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"数据库 {DatabaseBytes / 1e6:0.0} MB，佐证 {EvidenceFiles} 份 {EvidenceBytes / 1e6:0.0} MB，密钥 {KeyFiles} 份。{Journal}");
}

/// <summary>
/// Copies the data of an embedded installation from folder to folder: a backup while it runs, and a restore into an empty one. The database is a copy
/// of one moment; evidence is copied after it, so that all that the database names is there. The copy is verified, and only then is its database
/// given its name: a folder with a <c>fuyang.db</c> is a whole one.
/// </summary>
internal static class Backup
{
    /// <exception cref="InvalidDataException">The copy is not whole; it was thrown away.</exception>
    public static BackupReport Copy(DataFolder from, DataFolder to, CancellationToken stop)
    {
        var isNew = !Directory.Exists(to.Root);
        var draft = $"{to.Database}.part";
        try
        {
            foreach (var folder in (string[])[to.Root, to.Evidence, to.Keys]) Private(folder);
            File.Delete(draft);
            CopyDatabase(from.Database, draft, stop);
            var evidence = CopyFiles(from.Evidence, to.Evidence, isEvidence: true, stop);
            var keys = CopyFiles(from.Keys, to.Keys, isEvidence: false, stop);
            var seals = File.Exists(from.SealPublicKeys) ? SealKeys.ReadFile(from.SealPublicKeys) : SealKeys.None;
            if (!seals.Views.IsEmpty) PrivateFile.Write(to.SealPublicKeys, seals.ToString());
            var journal = JournalVerifier.Verify(draft, seals);
            if (!journal.Whole) throw new InvalidDataException(journal.ToString());
            if (Missing(draft, to.Evidence) is { } missing) throw new InvalidDataException($"流水所指的佐证 {missing} 不在");
            stop.ThrowIfCancellationRequested();
            File.Move(draft, to.Database, overwrite: false);
            return new(new FileInfo(to.Database).Length, evidence.Files, evidence.Bytes, keys.Files, journal);
        }
        catch
        {
            File.Delete(draft);
            if (isNew && Directory.Exists(to.Root)) Directory.Delete(to.Root, recursive: true);
            throw;
        }
    }

    private static void CopyDatabase(string from, string to, CancellationToken stop)
    {
        using var source = new SqliteSource(from, mode: SqliteOpenMode.ReadOnly);
        using var connection = source.Open(exclusive: true);
        using var interrupt = stop.Register(() => SQLitePCL.raw.sqlite3_interrupt(connection.Handle));
        using var command = connection.CreateCommand();
        command.CommandText = "VACUUM INTO $to";
        command.Parameters.AddWithValue("$to", to);
        try
        {
            command.ExecuteNonQuery();
        }
        catch (SqliteException) when (stop.IsCancellationRequested)
        {
            throw new OperationCanceledException(stop);
        }
        using var file = new FileStream(to, FileMode.Open, FileAccess.ReadWrite);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(to, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        file.Flush(flushToDisk: true);
    }

    private static (int Files, long Bytes) CopyFiles(string from, string to, bool isEvidence, CancellationToken stop)
    {
        var (files, bytes) = (0, 0L);
        if (!Directory.Exists(from)) return (0, 0);
        foreach (var path in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            stop.ThrowIfCancellationRequested();
            // An upload under way; it may be gone in a moment.
            if (path.EndsWith(".part", StringComparison.Ordinal)) continue;
            var copy = Path.Combine(to, Path.GetRelativePath(from, path));
            Private(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy, overwrite: true);
            using var file = new FileStream(copy, FileMode.Open, FileAccess.ReadWrite);
            // A receipt is named after what was received.
            var isReceipt = isEvidence && copy.StartsWith(DataFolder.ReceiptsIn(to), StringComparison.Ordinal);
            if (isEvidence && !isReceipt && Convert.ToHexStringLower(SHA256.HashData(file)) != Path.GetFileName(path))
                throw new InvalidDataException($"佐证 {Path.GetFileName(path)} 的内容与指纹不符");
            file.Flush(flushToDisk: true);
            if (isReceipt) continue;
            files++;
            bytes += file.Length;
        }
        return (files, bytes);
    }

    /// <summary>The first evidence that an entry names and the folder lacks.</summary>
    private static string? Missing(string database, string evidence)
    {
        using var source = new SqliteSource(database, mode: SqliteOpenMode.ReadOnly);
        using var connection = source.Open(exclusive: true);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT payload FROM journal WHERE payload LIKE '%\"evidence\":[{%'";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            using var payload = JsonDocument.Parse(reader.GetString(0));
            if (!payload.RootElement.TryGetProperty("evidence", out var evidenceOf)) continue;
            foreach (var piece in evidenceOf.EnumerateArray())
                if (piece.GetProperty("hash").GetString() is { } hash && !File.Exists(Path.Combine(evidence, hash[..2], hash[2..4], hash))) return hash;
        }
        return null;
    }

    private static void Private(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
