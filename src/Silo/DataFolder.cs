namespace FuyangPlan;

/// <summary>Where an embedded installation keeps everything it must not lose.</summary>
public sealed record DataFolder(string Root)
{
    /// <summary>The folder that <c>Fuyang:DataFolder</c> names; <c>./data</c> otherwise.</summary>
    public static DataFolder Of(IConfiguration configuration) => new(Path.GetFullPath(configuration["Fuyang:DataFolder"] is { Length: > 0 } path ? path : "data"));

    /// <summary>Journal, grain storage, reminders and read tables.</summary>
    public string Database => Path.Combine(Root, "fuyang.db");

    /// <summary>Keys that protect sessions.</summary>
    public string Keys => Path.Combine(Root, "keys");

    /// <summary>The master key, where none is configured.</summary>
    public string MasterKey => Path.Combine(Root, "master.key");

    /// <summary>The private key that signs seals, where none is configured.</summary>
    public string SealKey => Path.Combine(Root, "seal.key");

    /// <summary>Public keys of all that have ever signed here, and of others that are believed.</summary>
    public string SealPublicKeys => Path.Combine(Root, "seal.pub");

    /// <summary>Evidence, each file under its SHA-256.</summary>
    public string Evidence => Path.Combine(Root, "evidence");

    /// <summary>In a folder of evidence: what each plan has received of it.</summary>
    public static string ReceiptsIn(string evidence) => Path.Combine(evidence, "received");

    /// <summary>
    /// Creates what is missing, for the account that runs the process only, and takes the folder for this process, until the answer is disposed of or the
    /// process ends.
    /// </summary>
    /// <exception cref="FolderTakenException">Another process has it.</exception>
    public IDisposable Take()
    {
        foreach (var folder in (string[])[Root, Keys])
        {
            Directory.CreateDirectory(folder);
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        try
        {
            return new FileStream(Path.Combine(Root, "fuyang.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken)
        {
            throw new FolderTakenException(Path.GetFullPath(Root), taken);
        }
    }
}

/// <summary>Another process works on the data folder: exit code 75.</summary>
public sealed class FolderTakenException(string folder, IOException why) : CannotStartException(
    $"数据目录 {folder} 正由另一个进程使用，或者不能写入（{why.Message}）。 / The data folder is in use by another process, or cannot be written.", exitCode: 75);
