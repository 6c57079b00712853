using Microsoft.AspNetCore.Mvc;

namespace FuyangPlan.Evidences;

/// <summary>Evidence as uploaded; a report names it by hash and name.</summary>
internal sealed record EvidenceBody(string Hash, string Name, string MediaType, long Size);

internal static class EvidenceEndpoints
{
    public static void MapEvidence(this RouteGroupBuilder plan)
    {
        var evidence = plan.MapGroup("/evidence").WithTags("佐证 Evidence");
        // The form around a file of full size must fit too.
        evidence.MapPost("", Upload).WithMetadata(new RequestSizeLimitAttribute(EvidenceStore.Limit + 64 * 1024))
            .WithSummary("上传佐证（不超过 20 MB） / Upload evidence").Produces<EvidenceBody>(StatusCodes.Status201Created);
        evidence.MapGet("/{hash}", Download)
            .WithSummary("下载佐证 / Download evidence").Produces(StatusCodes.Status200OK, contentType: "application/octet-stream");
    }

    private static async Task<IResult> Upload(string plan, string? name, EvidenceStore store, PlanReader reader, HttpRequest request, CancellationToken stop)
    {
        if (EvidenceAuthority.ToUpload(request.HttpContext.Actor()) is { } forbidden) return ProblemAnswers.Refused(forbidden);
        if (await reader.Clock(plan) is null) return ProblemAnswers.Refused(Problems.PlanNotFound, "请核对行动编号。");
        var (upload, refusal) = await EvidenceUpload.Of(request, name, stop);
        if (refusal is not null) return ProblemAnswers.Refused(refusal);
        var (stored, refused) = await store.Save(plan, upload!.Content, stop);
        return refused is not null
            ? ProblemAnswers.Refused(refused)
            : TypedResults.Created(
                $"{request.HttpContext.Root()}/api/v1/plans/{plan}/evidence/{stored!.Hash}",
                new EvidenceBody(stored.Hash, upload.Name, stored.MediaType, stored.Size));
    }

    private static IResult Download(string plan, string hash, string? name, EvidenceStore store)
    {
        if (store.Find(plan, hash) is not { } stored) return ProblemAnswers.Refused(Problems.EvidenceNotFound, "请核对佐证的 hash。");
        var shown = Text.Line(name ?? "");
        if (shown.Length is 0 or > 200 || !Text.IsClean(shown)) shown = $"{hash[..12]}{FileTypes.Extension(stored.MediaType)}";
        return TypedResults.File(store.Open(hash), stored.MediaType, shown, entityTag: new($"\"{hash}\""), enableRangeProcessing: true);
    }
}
