using Microsoft.Extensions.Configuration.Json;

namespace FuyangPlan.Settings;

/// <summary>
/// The settings file, and the check of all that is configured, from wherever it comes. A product that would start with half of what was meant
/// does not start.
/// </summary>
public static class SettingsFile
{
    // Passed on to the framework, which documents them.
    private static readonly string[] Sections = ["Kestrel", "Logging"];

    /// <summary>
    /// Puts the file that <c>Fuyang:Settings</c> or <c>FUYANG_SETTINGS</c> names beneath everything else. Answers null, or exit code 78 after
    /// naming every wrong key, never its value.
    /// </summary>
    public static int? Check(ConfigurationManager configuration, TextWriter errors)
    {
        List<string> faults = [];
        if ((configuration["Fuyang:Settings"] ?? configuration["FUYANG_SETTINGS"]) is { Length: > 0 } path) Add(configuration, Path.GetFullPath(path), faults);
        var known = Setting.All.ToDictionary(setting => setting.Key, StringComparer.OrdinalIgnoreCase);
        foreach (var (key, text) in configuration.GetSection("Fuyang").AsEnumerable().OrderBy(pair => pair.Key, StringComparer.Ordinal))
            if (text is null) continue;
            else if (!known.TryGetValue(key, out var setting)) faults.Add($"{key}：没有这个配置项");
            else if (setting.Fault(text) is { } fault) faults.Add($"{setting.Key}：{fault}");
        if (configuration["Fuyang:Database"] is { Length: > 0 })
            foreach (var key in (string[])["Fuyang:CallerKey", "Fuyang:MasterKey"])
                if (string.IsNullOrEmpty(configuration[key])) faults.Add($"{key}：集群方式（Fuyang:Database）必须设置");
        if (configuration["Fuyang:Database"] is { Length: > 0 } && bool.TryParse(configuration["Fuyang:Demo"], out var demo) && demo)
            faults.Add("Fuyang:Demo：演示行动只在嵌入方式下提供，集群方式（Fuyang:Database）不能开启");
        if (faults.Count == 0) return null;
        errors.WriteLine($"配置有 {faults.Count} 处问题，没有启动：{Environment.NewLine}{string.Join(Environment.NewLine, faults.Select(fault => "  " + fault))}");
        return 78;
    }

    private static void Add(ConfigurationManager configuration, string path, List<string> faults)
    {
        var file = new JsonConfigurationSource { Path = path };
        file.ResolveFileProvider();
        try
        {
            foreach (var section in new ConfigurationBuilder().Add(file).Build().GetChildren())
                if (!Sections.Contains(section.Key, StringComparer.OrdinalIgnoreCase)
                    && !Setting.All.Any(setting => setting.Key.Split(':')[0].Equals(section.Key, StringComparison.OrdinalIgnoreCase)))
                    faults.Add($"{section.Key}：{path} 中没有这个配置项");
            configuration.Sources.Insert(0, file);
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or FormatException or IOException or UnauthorizedAccessException)
        {
            faults.Add($"Fuyang:Settings：读不出 {path}：{unreadable.GetBaseException().Message}");
        }
    }
}
