using System.ComponentModel;
using System.Runtime.InteropServices;

namespace FuyangPlan.Faults;

/// <summary>
/// Room for no more than so many bytes in any file of this process: the system itself refuses what is written beyond, in the middle of a
/// write where that is where it ends, as it does on a full disk.
/// </summary>
internal sealed class FileSizeLimit : IDisposable
{
    // By these numbers on Linux and macOS.
    private const int FileSize = 1, FileSizeExceeded = 25, Ignore = 1;

    private readonly Limit before;

    public FileSizeLimit(ulong bytes)
    {
        // It would end the process; for good, because a late one still would.
        Signal(FileSizeExceeded, Ignore);
        Check(GetLimit(FileSize, out before));
        Set(before with { Soft = bytes });
    }

    /// <summary>There is room again.</summary>
    public void Dispose() => Set(before);

    private static void Set(Limit limit) => Check(SetLimit(FileSize, limit));

    private static void Check(int result)
    {
        if (result != 0) throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    private readonly record struct Limit(ulong Soft, ulong Hard);

    [DllImport("libc", EntryPoint = "getrlimit", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetLimit(int resource, out Limit limit);

    [DllImport("libc", EntryPoint = "setrlimit", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetLimit(int resource, in Limit limit);

    [DllImport("libc", EntryPoint = "signal"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Signal(int number, nint handler);
}
