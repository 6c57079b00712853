using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace FuyangPlan.Texts;

/// <summary>Codes that people choose and addresses carry: 2 to 40 characters of a–z, 0–9 and hyphen, a letter first.</summary>
public static partial class Slug
{
    /// <summary>As a JSON Schema says it.</summary>
    public const string Pattern = $"^{Shape}$";

    private const string Shape = "[a-z][a-z0-9-]{1,39}";

    public static bool IsSlug([NotNullWhen(true)] this string? text) => text is not null && Whole().IsMatch(text);

    // A dollar sign would let a line feed stand at the end.
    [GeneratedRegex($@"^{Shape}\z")]
    private static partial Regex Whole();
}
