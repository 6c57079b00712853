using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace FuyangPlan.Commands;

/// <summary>A parameter that was read from the request, or the refusal that says why it could not be; the refusal is answered before the handler runs.</summary>
internal interface IBound
{
    Refusal? Refusal { get; }
}

/// <summary>A JSON body that is not a command.</summary>
internal sealed class Body<T>(T? content, Refusal? refusal) : IBound, IEndpointParameterMetadataProvider where T : class
{
    public T Content => content!;

    public Refusal? Refusal => refusal;

    public static async ValueTask<Body<T>?> BindAsync(HttpContext http, ParameterInfo parameter)
    {
        var (body, refusal) = await JsonBody.Read<T>(http);
        return new(body, refusal);
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T)));
}

/// <summary>A command as it came: what is wished, and who wishes it under which command id.</summary>
internal sealed class Command<T> : IBound, IEndpointParameterMetadataProvider where T : class
{
    private readonly T? body;
    private readonly CommandContext? context;

    private Command(T? body, CommandContext? context, Refusal? refusal) => (this.body, this.context, Refusal) = (body, context, refusal);

    public T Body => body!;

    public CommandContext Context => context!;

    public Refusal? Refusal { get; }

    public static async ValueTask<Command<T>?> BindAsync(HttpContext http, ParameterInfo parameter)
    {
        if (CommandHeaders.Key(http.Request, out var key) is { } noKey) return new(null, null, noKey);
        if (CommandHeaders.ExpectedVersion(http.Request, out var version) is { } badTag) return new(null, null, badTag);
        var (body, refusal) = await JsonBody.Read<T>(http);
        return refusal is not null
            ? new(null, null, refusal)
            : new(body, CommandContext.For(http.Actor(), key, body!, http.Request.Path, version), null);
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T)));
        builder.Metadata.Add(new CommandMetadata(typeof(T)));
    }
}

/// <summary>Marks an address that takes a command.</summary>
internal sealed record CommandMetadata(Type Command);
