namespace FuyangPlan.Faults;

/// <summary>A folder of its own for one test.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("fuyang-").FullName;

    public string Database => System.IO.Path.Combine(Path, "fuyang.db");

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
