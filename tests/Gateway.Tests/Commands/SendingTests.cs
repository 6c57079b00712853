using FuyangPlan.Tests.Http;
using Orleans.Runtime;

namespace FuyangPlan.Tests.Commands;

public sealed class SendingTests(SmallGateway gateway) : IClassFixture<SmallGateway>
{
    [Fact]
    public async Task Outcome_Accepted_AnswersVersionAndTag()
    {
        (gateway.Failures, gateway.Failure) = (0, new TimeoutException());
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
        (gateway.Failures, gateway.Failure) = (3, new TimeoutException());
        Assert.Equal(200, (await gateway.Post("/api/v1/doubt", "")).Status);
    }

    [Fact]
    public async Task Doubt_ThatStays_IsTold()
    {
        (gateway.Failures, gateway.Failure) = (4, new SiloUnavailableException());
        var answer = await gateway.Post("/api/v1/doubt", "");
        Assert.Equal((503, "outcome-unknown"), (answer.Status, answer.Code));
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    [Fact]
    public async Task Overload_IsToldAtOnceAsDoneNothing()
    {
        (gateway.Failures, gateway.Failure) = (1, new LimitExceededException("queue", 201, 200, ""));
        var answer = await gateway.Post("/api/v1/doubt", "");
        Assert.Equal((503, "overloaded", 1), (answer.Status, answer.Code, gateway.Calls));
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 5);
        gateway.Failure = new GatewayTooBusyException();
        gateway.Failures = 1;
        Assert.Equal("overloaded", (await gateway.Post("/api/v1/doubt", "")).Code);
    }

    [Fact]
    public async Task Overload_OfAGrainBehindTheCalledOne_IsDoubt()
    {
        (gateway.Failures, gateway.Failure) = (1, new LimitExceededException("queue", 201, 200, ""));
        Assert.Equal(("outcome-unknown", 1), ((await gateway.Post("/api/v1/doubt?reachesFurther=1", "")).Code, gateway.Calls));
    }

    [Fact]
    public void Budget_OfManyFailures_EndsAndIsEarnedAgainByCalls()
    {
        var budget = new RetryBudget();
        var spent = 0;
        while (budget.TrySpend()) spent++;
        Assert.InRange(spent, 1, 1000);
        Assert.False(budget.TrySpend());
        for (var call = 0; call < 10; call++) budget.Earn();
        Assert.True(budget.TrySpend());
        Assert.True(budget.TrySpend());
        Assert.False(budget.TrySpend());
    }

    /// <summary>The model: what is earned and what is spent, counted one after another.</summary>
    [Fact]
    public async Task Budget_HammeredByMany_GivesOutWhatWasEarnedAndNoMore()
    {
        var budget = new RetryBudget();
        while (budget.TrySpend()) { }
        var spent = 0;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            for (var call = 0; call < 10_000; call++)
            {
                budget.Earn();
                if (call % 3 == 0 && budget.TrySpend()) Interlocked.Increment(ref spent);
            }
        })));
        while (budget.TrySpend()) spent++;
        Assert.Equal(8 * 10_000 / 5, spent);
    }

    [Fact]
    public async Task Question_ThatASiloTakesWithIt_IsAskedOnceMore()
    {
        var calls = 0;
        Assert.Equal(2, await Doubt.Ask(() => ++calls < 2 ? throw new SiloUnavailableException() : Task.FromResult(calls)));
        await Assert.ThrowsAsync<TimeoutException>(() => Doubt.Ask<int>(() => throw new TimeoutException($"{++calls}")));
        Assert.Equal(3, calls);
        await Assert.ThrowsAsync<SiloUnavailableException>(() => Doubt.Ask<int>(() => throw new SiloUnavailableException($"{++calls}")));
        Assert.Equal(5, calls);
        await Assert.ThrowsAsync<LimitExceededException>(() => Doubt.Ask<int>(() => throw new LimitExceededException($"{++calls}")));
        await Assert.ThrowsAsync<FormatException>(() => Doubt.Ask<int>(() => throw new FormatException($"{++calls}")));
        Assert.Equal(7, calls);
    }
}
