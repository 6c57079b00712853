using System.Diagnostics.CodeAnalysis;

namespace FuyangPlan.Initiatives;

/// <summary>The three kinds of initiative: 工程, 产业链, 提升行动.</summary>
public enum InitiativeKind { Project, IndustryChain, Campaign }

/// <summary>An initiative's id within its plan, such as <c>project-4</c>, <c>chain-5</c>, <c>campaign-2</c>. Numbers run from 1 to 9999.</summary>
[GenerateSerializer, Immutable, Alias("initiative-id")]
public readonly record struct InitiativeId(InitiativeKind Kind, int Number)
{
    public static bool TryParse([NotNullWhen(true)] string? text, out InitiativeId id)
    {
        id = default;
        if (text is null or { Length: > 16 }) return false;
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        if (dash < 0) return false;
        var digits = text.AsSpan(dash + 1);
        if (digits.Length is 0 or > 4 || digits[0] == '0' || digits.ContainsAnyExceptInRange('0', '9')) return false;
        InitiativeKind? kind = text.AsSpan(0, dash) switch
        {
            "project" => InitiativeKind.Project,
            "chain" => InitiativeKind.IndustryChain,
            "campaign" => InitiativeKind.Campaign,
            _ => null,
        };
        if (kind is not { } known) return false;
        id = new(known, int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture));
        return true;
    }

    public static InitiativeId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is not an initiative id.");

    public override string ToString() => Kind switch
    {
        InitiativeKind.Project => $"project-{Number}",
        InitiativeKind.IndustryChain => $"chain-{Number}",
        _ => $"campaign-{Number}",
    };
}
