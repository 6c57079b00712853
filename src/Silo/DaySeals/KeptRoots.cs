using System.Globalization;
using System.Text.Json;

namespace FuyangPlan.DaySeals;

/// <summary>Roots that somebody kept elsewhere: a file that holds what <c>GET …/seals</c> answered once.</summary>
/// <param name="Name">Of the file.</param>
public sealed record KeptRoots(string Name, ImmutableArray<(DateOnly Day, string Root)> Roots)
{
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is none of those answers, or one without any root, which would prove nothing.</exception>
    public static KeptRoots Read(string path)
    {
        if (!File.Exists(path)) throw new FileNotFoundException($"没有找到 {path}。");
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            var roots = json.RootElement.GetProperty("items").EnumerateArray().Select(item => (
                DateOnly.ParseExact(item.GetProperty("day").GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
                item.GetProperty("root").GetString() ?? throw new FormatException())).ToImmutableArray();
            return roots.IsEmpty ? throw new InvalidDataException($"{path} 中没有任何根，证明不了什么。") : new(path, roots);
        }
        catch (Exception unreadable) when (unreadable is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentNullException)
        {
            throw new InvalidDataException($"{path} 不是日封清单（GET /api/v1/plans/{{行动}}/seals 的回答）。");
        }
    }
}
