namespace FuyangPlan.Accounts;

internal static class AccountNames
{
    /// <summary>2 to 40 characters of a–z, 0–9, dot, hyphen: the names for which a grain is asked at all.</summary>
    public static bool IsName(string? text) =>
        text is { Length: >= 2 and <= 40 } && text.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '.' or '-');
}
