using Orleans.Runtime;

namespace FuyangPlan.Tests.Commands;

public sealed class InsistenceTests
{
    private const int Most = 5;

    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(20);

    /// <summary>How a send ends.</summary>
    private enum End
    {
        AtOnce, Late,
        /// <summary>As it does for a caller whose answer is lost with the silo: when its time is over.</summary>
        Never,
        Lost, Overload, Accident,
        /// <summary>Later than the first of those who never answer is over.</summary>
        Slow,
    }

    [Fact]
    public async Task Silence_IsNotWaitedOut()
    {
        var answer = await On([End.Never, End.AtOnce]);
        Assert.Equal((1, 3), (answer.Value, answer.Sent));
    }

    [Fact]
    public async Task Silence_OfTheNextInTurn_IsNotWaitedForEither()
    {
        var answer = await On([End.Never, End.Never, End.AtOnce]);
        Assert.Equal((2, 3), (answer.Value, answer.Sent));
    }

    [Fact]
    public async Task Answer_OfTheFirst_CountsThoughItWasSentAgain() => Assert.Equal(0, (await On([End.Late, End.Never, End.Never, End.Never, End.Never])).Value);

    [Fact]
    public async Task TimeOfTheFirst_IsOver_WhileAnotherIsOut_IsNotTheEnd() =>
        Assert.Equal(4, (await On([End.Never, End.Never, End.Never, End.Never, End.Slow])).Value);

    [Fact]
    public async Task Loss_IsToldWhenNothingElseIsOut()
    {
        Assert.Equal(3, (await On([End.Never, End.Lost, End.Lost, End.AtOnce])).Value);
        var answer = await On([End.Lost, End.Lost, End.Lost, End.Lost, End.Lost, End.AtOnce]);
        Assert.Equal((typeof(SiloUnavailableException), Most), (answer.Failure?.GetType(), answer.Sent));
    }

    [Fact]
    public async Task Overload_IsToldOnlyWhereNothingElseWasSent()
    {
        var answer = await On([End.Overload, End.AtOnce]);
        Assert.Equal((typeof(LimitExceededException), 1), (answer.Failure?.GetType(), answer.Sent));
        // The first may have been done.
        Assert.IsType<TimeoutException>((await On([End.Never, End.Overload, End.Overload, End.Overload, End.Overload])).Failure);
        Assert.IsType<SiloUnavailableException>((await On([End.Lost, End.Overload])).Failure);
    }

    [Fact]
    public async Task Accident_IsToldAtOnce()
    {
        var answer = await On([End.Never, End.Accident, End.Never, End.AtOnce]);
        Assert.Equal((typeof(FormatException), 3), (answer.Failure?.GetType(), answer.Sent));
    }

    [Fact]
    public async Task NothingLeftToSpend_IsWaitedFor()
    {
        var budget = new RetryBudget();
        while (budget.TrySpend()) { }
        Assert.Equal((0, 1), (await On([End.Late, End.AtOnce], budget) is var late ? (late.Value, late.Sent) : default));
        Assert.Equal(1, (await On([End.Lost, End.AtOnce], budget)).Sent);
    }

    /// <summary>The model says what may come of each script; how late is late, a busy machine decides.</summary>
    [Fact]
    public async Task HammeredByMany_AnswersWhatWasAnsweredAndFailsOnlyWithWhatFailed()
    {
        var random = new Random(11);
        End[][] scripts = [.. Enumerable.Range(0, 600).Select(_ => Enumerable.Range(0, Most).Select(_ => (End)random.Next(6)).ToArray())];
        await Parallel.ForEachAsync(scripts, new ParallelOptions { MaxDegreeOfParallelism = 100 }, async (script, _) =>
        {
            var (value, failure, sent) = await On(script);
            var tried = script[..sent];
            if (failure is null) Assert.Contains(script[value!.Value], (End[])[End.AtOnce, End.Late]);
            else if (failure is FormatException) Assert.Contains(End.Accident, tried);
            else
            {
                // Whoever is told that nothing was done, of him nothing was done.
                if (failure is LimitExceededException) Assert.DoesNotContain(tried, end => end is End.Lost or End.Never);
                Assert.DoesNotContain(End.AtOnce, tried);
                Assert.True(sent == Most || tried.Contains(End.Overload) || tried.Contains(End.Never), $"{string.Join(" ", script)}: {failure} after {sent}");
            }
            if (script[0] is End.AtOnce) Assert.Equal((0, 1), (value, sent));
        });
    }

    private static async Task<(int? Value, Exception? Failure, int Sent)> On(End[] script, RetryBudget? budget = null)
    {
        if (budget is null)
        {
            budget = new();
            for (var call = 0; call < 100; call++) budget.Earn();
        }
        var (insistence, sent) = (new Insistence(Silence, Most, TimeSpan.FromSeconds(10), failure => !Doubt.IsOverload(failure) && failure is not TimeoutException), 0);
        try
        {
            return (await insistence.On(() => Send(script[Math.Min(sent, script.Length - 1)], sent++), budget), null, sent);
        }
        catch (Exception failure)
        {
            return (null, failure, sent);
        }
    }

    private static async Task<int> Send(End end, int number)
    {
        switch (end)
        {
            case End.Late:
                await Task.Delay(Silence * 1.5);
                break;
            case End.Slow:
                await Task.Delay(Silence * 40);
                break;
            case End.Never:
                await Task.Delay(Silence * 20);
                throw new TimeoutException();
            case End.Lost: throw new SiloUnavailableException();
            case End.Overload: throw new LimitExceededException("queue", 201, 200, "");
            case End.Accident: throw new FormatException();
        }
        return number;
    }
}
