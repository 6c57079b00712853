using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FuyangPlan.EndToEnd;

/// <summary>An answer, read whole.</summary>
public sealed record Answer(int Status, string? MediaType, byte[] Bytes, HttpResponseMessage Message)
{
    public string Text => Encoding.UTF8.GetString(Bytes);

    public JsonNode Json => JsonNode.Parse(Bytes)!;

    public string? ETag => Message.Headers.ETag?.ToString();

    public string? Code => MediaType == "application/problem+json" ? (string?)Json["code"] : null;

    public bool IsAccepted => Status is >= 200 and < 300;

    public int Version => (int)Json["version"]!;

    /// <summary>A refusal as every refusal must be: a problem with its code and a Chinese sentence.</summary>
    public void IsRefused(int status, params string[] codes)
    {
        Assert.True(status == Status, $"{Status} instead of {status}: {this}");
        Assert.Equal("application/problem+json", MediaType);
        var problem = Json;
        Assert.Contains((string?)problem["code"], codes);
        Assert.Equal($"urn:fuyang:problem:{problem["code"]}", (string?)problem["type"]);
        Assert.Equal(status, (int)problem["status"]!);
        Assert.NotEmpty((string)problem["title"]!);
        Assert.NotEmpty((string)problem["detail"]!);
        Assert.NotEmpty((string)problem["traceId"]!);
        Assert.IsType<JsonArray>(problem["errors"]);
    }

    public override string ToString() => $"{Message.RequestMessage?.Method} {Message.RequestMessage?.RequestUri} → {Status} {Text[..Math.Min(Text.Length, 800)]}";
}

/// <summary>Somebody who talks to the product.</summary>
public sealed class Visitor(Product product, string? token = null)
{
    private static readonly JsonSerializerOptions Plain = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Members that died all at once are believed in for 15 seconds, and where their grains were for 30.
    private const int Patience = 60;

    public string? Token => token;

    public Product Product => product;

    public Task<Answer> Get(string address, params (string Name, string Value)[] headers) => Send(HttpMethod.Get, address, null, headers);

    /// <summary>Asks again while the product says that it is recovering, as every client should after a kill.</summary>
    public bool IsPatient { get; init; }

    /// <summary>Reads what must be there.</summary>
    public async Task<JsonNode> Read(string address)
    {
        var answer = await Get(address);
        for (var patience = 0; IsPatient && answer.Status == 503 && patience < Patience; patience++, answer = await Get(address)) await Task.Delay(TimeSpan.FromSeconds(1));
        Assert.True(answer.Status == 200, answer.ToString());
        return answer.Json;
    }

    /// <summary>Sends a command, under a key of its own unless one is given.</summary>
    public Task<Answer> Post(string address, object body, string? key = null, string? ifMatch = null) =>
        Send(HttpMethod.Post, address, JsonContent(body), [("Idempotency-Key", key ?? $"{Guid.NewGuid():N}"), .. ifMatch is null ? [] : new[] { ("If-Match", ifMatch) }]);

    /// <summary>Sends a command that must be accepted.</summary>
    public async Task<Answer> Do(string address, object body, string? key = null)
    {
        var answer = await Post(address, body, key);
        Assert.True(answer.IsAccepted, answer.ToString());
        return answer;
    }

    /// <summary>The same just after a kill: again with its key, as every client should, while the product says that it is recovering.</summary>
    public async Task<Answer> DoAfterAKill(string address, object body)
    {
        var key = $"{Guid.NewGuid():N}";
        for (var patience = 0; ; patience++, await Task.Delay(TimeSpan.FromSeconds(1)))
        {
            var answer = await Post(address, body, key);
            if (answer.IsAccepted) return answer;
            Assert.True(answer.Status == 503 && patience < Patience, $"{answer}\n{product.Output[^Math.Min(product.Output.Length, 20_000)..]}");
        }
    }

    public async Task<Answer> Send(HttpMethod method, string address, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(product.Address, address)) { Content = content };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        foreach (var (name, value) in headers)
            if (!request.Headers.TryAddWithoutValidation(name, value)) content!.Headers.TryAddWithoutValidation(name, value);
        using var message = await product.Http.SendAsync(request);
        return new((int)message.StatusCode, message.Content.Headers.ContentType?.MediaType, await message.Content.ReadAsByteArrayAsync(), message);
    }

    /// <summary>Opens a stream of events.</summary>
    public async Task<HttpResponseMessage> Open(string address, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(product.Address, address));
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (lastEventId is not null) request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
        return await product.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>Checks a name and a password.</summary>
    public static Task<Answer> Knock(Product product, string name, string password, string path = "/api/v1/tokens") =>
        new Visitor(product).Send(HttpMethod.Post, path, JsonContent(new { name, password }));

    public static async Task<Visitor> SignIn(Product product, string name, string password = Product.AdminPassword)
    {
        var answer = await Knock(product, name, password);
        Assert.True(answer.Status == 200, answer.ToString());
        return new(product, (string)answer.Json["token"]!);
    }

    public static HttpContent JsonContent(object body) =>
        new ByteArrayContent(body as byte[] ?? Encoding.UTF8.GetBytes(body as string ?? JsonSerializer.Serialize(body, Plain)))
        {
            Headers = { ContentType = new("application/json") },
        };

    public static string Say(FormattableString address) => address.ToString(CultureInfo.InvariantCulture);
}
