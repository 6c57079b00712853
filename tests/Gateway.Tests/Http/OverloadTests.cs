namespace FuyangPlan.Tests.Http;

/// <summary>A gateway with room for very little.</summary>
public sealed class NarrowGateway(int perSecond) : SmallGateway
{
    public const int Reads = 2, Commands = 2;

    protected override string[] Arguments =>
        [$"--Fuyang:ConcurrentReads={Reads}", $"--Fuyang:ConcurrentCommands={Commands}", $"--Fuyang:CommandsPerSecond={perSecond}"];
}

public sealed class OverloadTests
{
    [Fact]
    public async Task Reads_MoreThanThereIsRoomFor_AreShedWhileCommandsAndWhatIsFreeGetThrough()
    {
        await using var gateway = await Narrow(1000);
        // Twice as many wait as are held; one is left over.
        var held = Enumerable.Range(0, 3 * NarrowGateway.Reads + 1).Select(_ => Get(gateway, "/api/v1/held")).ToArray();
        var shed = await await Task.WhenAny(held);
        Assert.Equal((503, "overloaded"), (shed.Status, shed.Code));
        Assert.InRange(shed.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 5);

        Assert.Equal(201, (await gateway.Post("/api/v1/created", "")).Status);
        Assert.Equal(200, (await Get(gateway, "/api/v1/free")).Status);

        gateway.Gate.SetResult();
        Assert.Equal(3 * NarrowGateway.Reads, (await Task.WhenAll(held)).Count(answer => answer.Status == 200));
        Assert.Equal(200, (await Get(gateway, "/api/v1/plans/fuyang/list")).Status);
    }

    [Fact]
    public async Task Commands_MoreThanThereIsRoomFor_AreToldThatNothingWasDone()
    {
        await using var gateway = await Narrow(1000);
        var held = Enumerable.Range(0, NarrowGateway.Commands * 5 + 3).Select(_ => gateway.Post("/api/v1/held", "")).ToArray();
        // While the gate is closed only the refused are answered. With the last of them all have come, and those that were let in wait.
        var refused = await Task.WhenEach(held).Take(3).ToArrayAsync();
        Assert.All(await Task.WhenAll(refused), answer => Assert.Equal((503, "overloaded"), (answer.Status, answer.Code)));
        Assert.Equal(200, (await Get(gateway, "/api/v1/plans/fuyang/list")).Status);
        gateway.Gate.SetResult();
        Assert.Equal(3, (await Task.WhenAll(held)).Count(answer => answer.Code == "overloaded"));
        Assert.Equal(201, (await gateway.Post("/api/v1/created", "")).Status);
    }

    [Fact]
    public async Task Commands_OfOneAccountTooFast_AreToldToWait()
    {
        await using var gateway = await Narrow(1);
        var answers = new List<Answer>();
        while (answers.All(answer => answer.Status == 201))
            answers.Add(await gateway.Post("/api/v1/created", ""));
        Assert.True(answers.Count > 2);
        Assert.Equal((429, "too-many-requests"), (answers[^1].Status, answers[^1].Code));
        Assert.InRange(answers[^1].Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 5);
        Assert.Equal(200, (await Get(gateway, "/api/v1/plans/fuyang/list")).Status);
    }

    private static async Task<NarrowGateway> Narrow(int perSecond)
    {
        var gateway = new NarrowGateway(perSecond);
        await gateway.InitializeAsync();
        return gateway;
    }

    private static async Task<Answer> Get(NarrowGateway gateway, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await gateway.Send(request);
    }
}
