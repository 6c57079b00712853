namespace FuyangPlan.Plans;

/// <summary>
/// Takes the plan files in at every start: those beside the program, and those of <c>Fuyang:PlansFolder</c>. A file that has not changed records
/// nothing. A file with faults is named in the log and left out; the others go in.
/// </summary>
internal sealed class PlanImports(IGrainFactory grains, IConfiguration configuration, ILogger<PlanImports> log)
{
    private const string DemoFile = "fuyang-demo.json";

    /// <summary>The plans' own actor: files are taken in by whoever installs the product.</summary>
    private static readonly Actor Installer = new("system", null, "系统", null, [Role.Admin]);

    private static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "plans");

    public async Task Run()
    {
        var folders = new[] { Folder, configuration["Fuyang:PlansFolder"] }.OfType<string>().Where(Directory.Exists);
        foreach (var file in folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*.json")).Order(StringComparer.Ordinal))
            if (Path.GetFileName(file) is not (DemoFile or "plan.schema.json")) await Import(file);
    }

    /// <summary>The demo's plan, which only <c>--demo</c> asks for.</summary>
    public static PlanDocument Demo() => PlanFile.Read(Path.Combine(Folder, DemoFile)).Document ?? throw new InvalidOperationException("The demo's plan file has faults.");

    private async Task Import(string file)
    {
        var read = PlanFile.Read(file);
        if (read.Document is not { } document)
        {
            foreach (var fault in read.Faults) log.LogError("{File} {Pointer}: {Message}", file, fault.Pointer, fault.Message);
            return;
        }
        var command = new ImportPlan(document);
        var outcome = await grains.GetGrain<IPlanGrain>(document.Id).Import(command, CommandContext.For(Installer, $"import:{Guid.NewGuid():N}", command));
        if (outcome.Refusal is { } refusal) log.LogError("{File} {Code}: {Detail}", file, refusal.Problem.Code, refusal.Detail);
    }
}
