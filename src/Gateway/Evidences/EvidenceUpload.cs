using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace FuyangPlan.Evidences;

/// <summary>The file in an upload: the first file of a form, or the bare body.</summary>
/// <param name="Name">As the sender calls it, without its folders.</param>
internal sealed record EvidenceUpload(Stream Content, string Name)
{
    public static async Task<(EvidenceUpload? Upload, Refusal? Refusal)> Of(HttpRequest request, string? name, CancellationToken stop)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase))
            return (null, Problems.UnsupportedMediaType.Because("请以 multipart/form-data 或文件本身的类型上传。"));
        if (!type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
            return Named(request.Body, name ?? FileNameOf(request.Headers.ContentDisposition));
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (boundary is not { Length: > 0 and <= 70 }) return (null, NoFile);
        try
        {
            var reader = new MultipartReader(boundary, request.Body);
            while (await reader.ReadNextSectionAsync(stop) is { } section)
                if (FileNameOf(section.ContentDisposition) is { } file) return Named(new SentBody(section.Body), name ?? file);
        }
        catch (Exception e) when (e is InvalidDataException or IOException and not BadHttpRequestException)
        {
            return (null, NoFile);
        }
        return (null, NoFile);
    }

    private static Refusal NoFile => Problems.BadRequest.Because("表单中没有文件。");

    private static string? FileNameOf(string? disposition) =>
        ContentDispositionHeaderValue.TryParse(disposition, out var value)
            ? HeaderUtilities.RemoveQuotes(value.FileNameStar.HasValue ? value.FileNameStar : value.FileName).Value
            : null;

    private static (EvidenceUpload?, Refusal?) Named(Stream content, string? name)
    {
        var (bare, refusal) = NameOf(name);
        return refusal is null ? (new(content, bare), null) : (null, refusal);
    }

    /// <summary>A file's name as it is kept: without its folders.</summary>
    public static (string Name, Refusal? Refusal) NameOf(string? name)
    {
        var bare = Text.Line(name ?? "");
        bare = bare[(bare.LastIndexOfAny(['/', '\\']) + 1)..];
        if (bare.Length == 0 || bare.All(c => c == '.')) bare = "佐证";
        if (!Text.IsClean(bare))
            return (bare, Problems.TextInvalid.Because("文件名含有不可见或不允许的字符，请改名后上传。"));
        return (bare, Text.Length(bare) > 120 ? Problems.TextTooLong.Because("文件名不能超过 120 个字。") : null);
    }
}
