using System.Diagnostics;
using FuyangPlan.Servers;

namespace FuyangPlan.Faults;

/// <summary>
/// The product as its next version might be: long notes of a report are an event of their own, which the present build does not know. Only the
/// grains differ; they are built from a copy of their sources.
/// </summary>
internal sealed class NextBuild : IDisposable
{
    public const string Event = "task.long-progress-reported";

    /// <summary>Notes of more characters are the new event's.</summary>
    public const int Long = 500;

    private static readonly ImmutableArray<(string File, string Old, string New)> Changes =
    [
        ("Grains/Checklists/ChecklistEvents.cs", """[JournalName("task.progress-verified")]""", $$"""
            [JournalName("{{Event}}")]
            internal sealed record LongProgressReported(int Task, decimal Percent, string Note) : TaskEvent(Task, Internal)
            {
                internal override string Sentence => $"任务 {Task} 报送进度 {Percent:0.##}%，附长篇说明";
            }

            [JournalName("task.progress-verified")]
            """),
        ("Grains/Checklists/ChecklistState.cs", "        ProgressVerified e => this", """
                    LongProgressReported e => Report(entry, e.Note, []) with { Reported = e.Percent, Verified = Math.Min(Verified, e.Percent) },
                    ProgressVerified e => this
            """),
        ("Grains/Checklists/ChecklistRules.cs", "            : Record(new ProgressReported(", $"""
                        : command.Note?.Length > {Long} ? Record(new LongProgressReported(number, command.Percent, command.Note))
                        : Record(new ProgressReported(
            """),
    ];

    private readonly TempFolder folder = new();

    public string Silo => Program("Silo");

    public string Gateway => Program("Gateway");

    public static async Task<NextBuild> Make()
    {
        var build = new NextBuild();
        try
        {
            await build.Build();
            return build;
        }
        catch
        {
            build.Dispose();
            throw;
        }
    }

    public void Dispose() => folder.Dispose();

    private string Program(string name) => Path.Combine(folder.Path, name, $"FuyangPlan.{name}.dll");

    private async Task Build()
    {
        foreach (var file in (string[])["Directory.Build.props", "Directory.Packages.props", "global.json", ".editorconfig"])
            if (File.Exists(Path.Combine(ProductProcess.Root, file))) File.Copy(Path.Combine(ProductProcess.Root, file), Path.Combine(folder.Path, file));
        foreach (var project in (string[])["Grains", "Grains.Interfaces"])
            Copy(Path.Combine(ProductProcess.Root, "src", project), Path.Combine(folder.Path, "src", project), name => name is not ("bin" or "obj"));
        foreach (var (file, old, changed) in Changes)
        {
            var path = Path.Combine(folder.Path, "src", file);
            var parts = File.ReadAllText(path).Split(old);
            Assert.True(parts.Length == 2, $"{file} holds “{old}” {parts.Length - 1} times: the next build is to be described anew.");
            File.WriteAllText(path, string.Join(changed, parts));
        }
        var output = Path.Combine(folder.Path, "grains");
        await Run("build", Path.Combine(folder.Path, "src", "Grains"), "-c", "Release", "-o", output, "-v", "quiet", "--nologo", "-p:NuGetAudit=false",
            "-p:RunAnalyzers=false", "-p:TreatWarningsAsErrors=false", "-nodeReuse:false");
        foreach (var program in (string[])["Silo", "Gateway"])
        {
            Copy(Path.GetDirectoryName(ProductProcess.PathOf(program))!, Path.Combine(folder.Path, program), _ => true);
            foreach (var library in Directory.GetFiles(output, "FuyangPlan.*.dll"))
                File.Copy(library, Path.Combine(folder.Path, program, Path.GetFileName(library)), overwrite: true);
        }
    }

    private static async Task Run(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
        { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        // Of the runner that started this process; the build is none of its affairs.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) && name != "MSBUILDDISABLENODEREUSE").ToArray())
            start.Environment.Remove(name);
        using var build = Process.Start(start)!;
        var error = build.StandardError.ReadToEndAsync();
        var said = await build.StandardOutput.ReadToEndAsync();
        await build.WaitForExitAsync();
        Assert.True(build.ExitCode == 0, said + await error);
    }

    private static void Copy(string from, string to, Func<string, bool> isWanted)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var folder in Directory.GetDirectories(from))
            if (isWanted(Path.GetFileName(folder))) Copy(folder, Path.Combine(to, Path.GetFileName(folder)), isWanted);
    }
}
