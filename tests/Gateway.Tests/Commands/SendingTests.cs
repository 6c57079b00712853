using FuyangPlan.Tests.Http;

namespace FuyangPlan.Tests.Commands;

public sealed class SendingTests(SmallGateway gateway) : IClassFixture<SmallGateway>
{
    [Fact]
    public async Task Outcome_Accepted_AnswersVersionAndTag()
    {
        gateway.Failures = 0;
        var answer = await gateway.Post("/api/v1/doubt", "");
        Assert.Equal((200, """{"version":5}"""), (answer.Status, answer.Text));
        Assert.Equal("\"5\"", answer.Headers.ETag?.Tag);
    }

    [Fact]
    public async Task Outcome_Creating_AnswersWhere()
    {
        var answer = await gateway.Post("/api/v1/created", "");
        Assert.Equal((201, "/api/v1/there"), (answer.Status, answer.Headers.Location?.ToString()));
    }

    [Fact]
    public async Task Outcome_Stale_AnswersTheCurrentTag()
    {
        var answer = await gateway.Post("/api/v1/refused", "");
        Assert.Equal((412, "version-moved", "\"7\""), (answer.Status, answer.Code, answer.Headers.ETag?.Tag));
    }

    [Fact]
    public async Task Doubt_ThatPasses_IsNotSeen()
    {
        gateway.Failures = 3;
        Assert.Equal(200, (await gateway.Post("/api/v1/doubt", "")).Status);
    }

    [Fact]
    public async Task Doubt_ThatStays_IsTold()
    {
        gateway.Failures = 4;
        var answer = await gateway.Post("/api/v1/doubt", "");
        Assert.Equal((503, "outcome-unknown"), (answer.Status, answer.Code));
        Assert.NotNull(answer.Headers.RetryAfter);
    }
}
