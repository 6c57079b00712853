namespace FuyangPlan.Plans;

/// <summary>The plan files of the repository.</summary>
internal static class PlanFiles
{
    public static string Folder { get; } = Path.Combine(Root(AppContext.BaseDirectory), "plans");

    public static string Text(string name) => File.ReadAllText(Path.Combine(Folder, name));

    public static PlanDocument Read(string name)
    {
        var file = PlanFile.Read(Path.Combine(Folder, name));
        Assert.Empty(file.Faults);
        Assert.True(file.IsValid);
        return file.Document;
    }

    private static string Root(string folder) =>
        File.Exists(Path.Combine(folder, "FuyangPlan.sln")) ? folder : Root(Path.GetDirectoryName(folder)!);
}
