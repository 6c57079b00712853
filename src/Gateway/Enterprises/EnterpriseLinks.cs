using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace FuyangPlan.Enterprises;

/// <summary>What a link names. That it is valid still, its enterprise says.</summary>
internal sealed record EnterpriseLinkTarget(string Plan, string Code, int Number);

/// <summary>An enterprise that has come in through its link: which, and what it may see.</summary>
internal sealed record EnterpriseVisit(EnterpriseLinkTarget Link, EnterpriseDesk Desk)
{
    public Actor Actor => EnterpriseGrains.Visitor(Link.Code, Desk.Name);
}

/// <summary>
/// The addresses by which enterprises come in without an account: <c>/e/{token}</c>. The token is sealed with the keys of the sessions; nobody
/// can make one up. How long it holds and whether it was revoked stands in the enterprise's journal, by the plan's clock, and nowhere else.
/// </summary>
internal sealed class EnterpriseLinks(IDataProtectionProvider keys, IGrainFactory grains)
{
    private readonly IDataProtector protector = keys.CreateProtector("enterprise-link");

    public string Address(string plan, string code, int number) =>
        $"/e/{WebEncoders.Base64UrlEncode(protector.Protect(JsonSerializer.SerializeToUtf8Bytes(new EnterpriseLinkTarget(plan, code, number))))}";

    /// <summary>Null for a token that is forged, changed, over or revoked: nobody is told which.</summary>
    public async Task<EnterpriseVisit?> Open(string token)
    {
        if (token.Length > 500 || Target(token) is not { } link) return null;
        return await Doubt.Ask(() => grains.Enterprise(link.Plan, link.Code).OpenLink(link.Number)) is { } desk ? new(link, desk) : null;
    }

    private EnterpriseLinkTarget? Target(string token)
    {
        try
        {
            return JsonSerializer.Deserialize<EnterpriseLinkTarget>(protector.Unprotect(WebEncoders.Base64UrlDecode(token)));
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }
}

internal static class EnterpriseVisits
{
    /// <summary>Where the address holds a link's token, whoever asks is that enterprise, and nobody else: an account that is signed in does not count.</summary>
    public static void UseEnterpriseLinks(this WebApplication app) => app.Use((context, next) =>
        context.GetRouteValue("token") is string token && context.GetEndpoint()?.Metadata.GetMetadata<EnterpriseLinkMetadata>() is not null
            ? Visit(context, token, next)
            : next(context));

    public static EnterpriseVisit EnterpriseVisit(this HttpContext context) => context.Features.Get<EnterpriseVisit>()!;

    private static async Task Visit(HttpContext context, string token, RequestDelegate next)
    {
        if (await context.RequestServices.GetRequiredService<EnterpriseLinks>().Open(token) is not { } visit)
        {
            await ProblemAnswers.Refused(Problems.LinkInvalid, "链接无效或已过期，请联系企业服务专员重新开通。").ExecuteAsync(context);
            return;
        }
        context.Features.Set(visit);
        context.Features.Set(visit.Actor);
        await next(context);
    }
}

/// <summary>Marks an address that is opened by a link's token.</summary>
internal sealed record EnterpriseLinkMetadata;
