using System.Globalization;

namespace FuyangPlan.Http;

/// <summary>A part of an address that names one thing, said where the addresses of such things are mapped.</summary>
/// <param name="Words">What it is, for the API's description.</param>
/// <param name="CanBe">Where it does not hold, nothing has such a name, and nothing is asked of a grain.</param>
internal sealed record AddressPart(string Name, string Words, Func<string, bool> CanBe, Problem Problem, string Detail);

internal static class AddressParts
{
    /// <inheritdoc cref="AddressPart"/>
    public static RouteGroupBuilder Naming(this RouteGroupBuilder routes, string part, string words, Func<string, bool> canBe, Problem problem, string detail) =>
        routes.WithMetadata(new AddressPart(part, words, canBe, problem, detail));

    /// <summary>It is a whole number from 1, of so many digits at most.</summary>
    public static RouteGroupBuilder Numbering(this RouteGroupBuilder routes, string part, string words, Problem problem, string detail, int digits = 7) =>
        routes.Naming(part, words, text => IsNumber(text, digits), problem, detail);

    /// <summary>Why this address can be nobody's; null: it can.</summary>
    public static Refusal? Unfit(HttpContext context)
    {
        foreach (var part in context.GetEndpoint()?.Metadata.GetOrderedMetadata<AddressPart>() ?? [])
            if (context.Request.RouteValues.TryGetValue(part.Name, out var text) && !part.CanBe((string)text!)) return part.Problem.Because(part.Detail);
        return null;
    }

    private static bool IsNumber(string text, int digits) =>
        text.Length > 0 && text.Length <= digits && text[0] != '0' && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
