using System.Collections.Concurrent;
using System.Security.Claims;
using System.Text.Json;
using System.Threading.Channels;
using FuyangPlan.Checklists;
using FuyangPlan.Journal;
using FuyangPlan.Storage;
using FuyangPlan.Tables;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace FuyangPlan.Benchmarks;

/// <summary>Bytes that are there already, for anybody or for who is signed in as ASP.NET does it itself; no ETag is known.</summary>
internal static class BareBytes
{
    private const string Kind = BearerTokenDefaults.AuthenticationScheme;

    public static void SignIn(IServiceCollection services)
    {
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddAuthentication(Kind).AddBearerToken();
        services.AddAuthorization();
    }

    public static void Map(WebApplication app, string file, bool signedIn)
    {
        var body = File.ReadAllBytes(file);
        var bytes = app.MapGet("/bytes", (HttpContext context) =>
        {
            context.Response.ContentType = "application/json; charset=utf-8";
            context.Response.ContentLength = body.Length;
            return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
        });
        if (!signedIn) return;
        bytes.RequireAuthorization();
        app.MapPost("/api/v1/tokens", () => TypedResults.SignIn(new(new ClaimsIdentity([new(ClaimTypes.Name, "admin")], Kind)), authenticationScheme: Kind));
    }
}

/// <summary>A page of the task list that is there already: nobody is asked; it is written as JSON for each request.</summary>
internal static class BareList
{
    public static void Map(WebApplication app, string file)
    {
        var page = JsonSerializer.Deserialize<ListPage<TaskLine>>(File.ReadAllBytes(file), StrictJson.Options)!;
        app.MapGet("/lines", (HttpContext context) =>
        {
            var body = JsonSerializer.SerializeToUtf8Bytes(page, StrictJson.Options);
            context.Response.ContentType = "application/json; charset=utf-8";
            context.Response.ContentLength = body.Length;
            return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
        });
    }
}

/// <summary>A row for each request, committed by itself: nobody is asked, nothing is decided.</summary>
internal static class BareInsert
{
    public static void Map(WebApplication app, string database)
    {
        var source = PostgresSource.Work($"{database};Maximum Pool Size=32;Timeout=60");
        var count = 0L;
        app.MapPost("/insert", async (HttpContext context) =>
        {
            using var reader = new StreamReader(context.Request.Body);
            await reader.ReadToEndAsync();
            await using var connection = await source.OpenConnectionAsync();
            await using var command = new NpgsqlCommand(
                $"INSERT INTO journal ({JournalColumns.Columns}) VALUES ('bare', $1, $2, 1, 'bare', '', '', '', 'bare', 0, '', '', '', $3, '')", connection);
            var number = Interlocked.Increment(ref count);
            command.Parameters.Add(new() { Value = number });
            command.Parameters.Add(new() { Value = $"bare/{number}" });
            command.Parameters.Add(new() { Value = new string('x', 300) });
            await command.PrepareAsync();
            await command.ExecuteNonQueryAsync();
            await context.Response.WriteAsJsonAsync(new { version = 1 });
        });
    }
}

/// <summary>A row for each request in a file, on the disk before it is answered; a commit each.</summary>
internal static class BareDurable
{
    // As many streams as a plan has.
    private const int Streams = 22;

    public static void Map(WebApplication app, string file)
    {
        var source = new SqliteSource(file);
        Migrator.Run(source, Migrator.Embedded("sqlite"));
        var insert = source.Open(exclusive: true).CreateCommand();
        insert.CommandText = $"INSERT INTO journal ({JournalColumns.Columns}) VALUES ('bare', @number, @stream, @number, 'bare', '', '', '', @number, 0, '', '', '', @payload, '')";
        foreach (var name in (string[])["@number", "@stream", "@payload"]) insert.Parameters.Add(new() { ParameterName = name });
        var (count, payload) = (0L, new string('x', 300));
        app.MapPost("/insert", async (HttpContext context) =>
        {
            using var reader = new StreamReader(context.Request.Body);
            await reader.ReadToEndAsync();
            await source.Writing.WaitAsync();
            try
            {
                (insert.Parameters[0].Value, insert.Parameters[1].Value, insert.Parameters[2].Value) = (++count, $"bare/{count % Streams}", payload);
                insert.ExecuteNonQuery();
            }
            finally
            {
                source.Writing.Release();
            }
            await context.Response.WriteAsJsonAsync(new { version = 1 });
        });
    }
}

/// <summary>What is pushed, to everybody who listens.</summary>
internal static class BareFan
{
    public static void Map(WebApplication app)
    {
        var all = new ConcurrentBag<Channel<byte[]>>();
        app.MapGet("/feed", async (HttpContext context) =>
        {
            var mine = Channel.CreateUnbounded<byte[]>();
            all.Add(mine);
            mine.Writer.TryWrite("event: hello\nid: 0\n\n"u8.ToArray());
            context.Response.ContentType = "text/event-stream";
            await foreach (var item in mine.Reader.ReadAllAsync(context.RequestAborted))
            {
                await context.Response.Body.WriteAsync(item, context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
            }
        });
        app.MapPost("/push", async (HttpContext context) =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            var item = body.ToArray();
            foreach (var one in all) one.Writer.TryWrite(item);
            await context.Response.WriteAsJsonAsync(new { listeners = all.Count });
        });
    }
}
