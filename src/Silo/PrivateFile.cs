namespace FuyangPlan;

/// <summary>Files for the account that runs the process only. Whole or not at all: half a key would be worse than none.</summary>
internal static class PrivateFile
{
    public static void Write(string path, string text)
    {
        var draft = $"{path}.part";
        File.Delete(draft);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(draft, options))
        {
            file.Write(System.Text.Encoding.UTF8.GetBytes(text));
            file.Flush(flushToDisk: true);
        }
        File.Move(draft, path, overwrite: true);
    }
}
