using System.Net.Http.Json;
using System.Text.Json;
using FuyangPlan.Samples;

namespace FuyangPlan.Benchmarks;

/// <summary>What a caller shows to a gateway. All accounts of the measurements have one password.</summary>
internal static class SignIn
{
    public static async Task<string> Token(Uri gateway, string name)
    {
        using var http = new HttpClient { BaseAddress = gateway };
        using var answer = await http.PostAsJsonAsync("/api/v1/tokens", new { name, password = GatewayProcess.Password });
        var said = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        // Ours, or that of ASP.NET itself.
        return (said.TryGetProperty("token", out var token) ? token : said.GetProperty("accessToken")).GetString()!;
    }
}
