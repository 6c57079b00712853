using System.Net.ServerSentEvents;
using FuyangPlan.Feeds;
using FuyangPlan.Histories;

namespace FuyangPlan.Tests.Feeds;

public sealed class FeedTests
{
    private readonly List<LedgerLine> journal = [];
    private readonly FeedFollower follower;

    public FeedTests() => follower = new(Read, line => line.Text);

    [Fact]
    public async Task Listener_New_GetsHelloThenWhatComes()
    {
        Record(3);
        var (listener, joined) = await Join();
        await using var stream = Open(listener, joined, after: null);
        Assert.Equal(("hello", "3"), await stream.Next());
        await Push(Record(2));
        Assert.Equal(("changed", "4"), await stream.Next());
        Assert.Equal(("changed", "5"), await stream.Next());
    }

    [Fact]
    public async Task Listener_Resuming_MissesNothingAndGetsNothingTwice()
    {
        Record(1200);
        var (listener, joined) = await Join();
        await Push(Record(1));
        await using var stream = Open(listener, joined, after: "3");
        Assert.Equal(("hello", "3"), await stream.Next());
        await Push(Record(1));
        for (var position = 4; position <= 1202; position++) Assert.Equal(("changed", $"{position}"), await stream.Next());
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("-1")]
    [InlineData("")]
    [InlineData("999999999999999999999999999999")]
    [InlineData("6")]
    public async Task Listener_FromAPlaceThatNeverWas_IsToldToReadAnew(string after)
    {
        Record(5);
        var (listener, joined) = await Join();
        await using var stream = Open(listener, joined, after);
        Assert.Equal("hello", (await stream.Next()).Event);
        Assert.Equal(("resync", "5"), await stream.Next());
        await Push(Record(1));
        Assert.Equal(("changed", "6"), await stream.Next());
    }

    [Theory]
    [InlineData(10_000, false)]
    [InlineData(10_001, true)]
    public void Start_FurtherBackThanTheWindow_IsLost(long head, bool isLost) => Assert.Equal(isLost, FeedStream.Start.Of("0", head).IsLost);

    [Fact]
    public async Task Listener_ThatIsSlow_IsToldOnceAndNeverSentAGap()
    {
        var (listener, joined) = await Join();
        await using var stream = Open(listener, joined, after: null);
        Assert.Equal("hello", (await stream.Next()).Event);
        await Push(Record(FeedListener.Capacity + 10));
        Assert.Equal("resync", (await stream.Next()).Event);
        var next = Record(1);
        await Push(next);
        Assert.Equal(("changed", $"{next[0].Position}"), await stream.Next());
    }

    [Fact]
    public async Task Push_ThatWasLost_IsRead()
    {
        var (listener, joined) = await Join();
        await using var stream = Open(listener, joined, after: null);
        await stream.Next();
        Record(4);
        await Push(Record(1));
        for (var position = 1; position <= 5; position++) Assert.Equal(("changed", $"{position}"), await stream.Next());
    }

    [Fact]
    public async Task Push_ThatWasLastAndLost_IsReadWhenRenewed()
    {
        var (listener, joined) = await Join();
        await using var stream = Open(listener, joined, after: null);
        await stream.Next();
        Record(2);
        await follower.Reach(2);
        Assert.Equal(("changed", "1"), await stream.Next());
        Assert.Equal(("changed", "2"), await stream.Next());
    }

    [Fact]
    public async Task Push_Repeated_IsSentOnce()
    {
        var (listener, joined) = await Join();
        await using var stream = Open(listener, joined, after: null);
        await stream.Next();
        var lines = Record(2);
        await Push(lines);
        await Push(lines);
        await Push(Record(1));
        for (var position = 1; position <= 3; position++) Assert.Equal(("changed", $"{position}"), await stream.Next());
    }

    [Fact]
    public async Task Heartbeat_OfAnAccountThatIsGone_EndsTheStream()
    {
        var (listener, joined) = await Join();
        var alive = true;
        var events = new List<string>();
        await foreach (var item in FeedStream.Items(listener, joined, null, Read, () => Task.FromResult(alive), TimeSpan.FromMilliseconds(1), default))
        {
            events.Add(item.EventType);
            if (item.EventType == "heartbeat") alive = false;
        }
        Assert.Equal(["hello", "heartbeat"], events);
    }

    private async Task<(FeedListener Listener, long Joined)> Join()
    {
        var listener = new FeedListener();
        return (listener, await follower.Join(listener, journal.Count));
    }

    private Stream Open(FeedListener listener, long joined, string? after) =>
        new(FeedStream.Items(listener, joined, after, Read, () => Task.FromResult(true), TimeSpan.FromMinutes(5), default));

    private Task Push(ImmutableArray<LedgerLine> lines) => follower.Advance(lines);

    private ImmutableArray<LedgerLine> Record(int count)
    {
        ImmutableArray<LedgerLine> lines = [.. Enumerable.Range(journal.Count + 1, count)
            .Select(position => new LedgerLine(position, "project-1", position, default, default, "甲", null, "t", $"{position}", ""))];
        journal.AddRange(lines);
        return lines;
    }

    private Task<ImmutableArray<LedgerLine>> Read(long after, int limit) =>
        Task.FromResult<ImmutableArray<LedgerLine>>([.. journal.Where(line => line.Position > after).Take(limit)]);

    private sealed class Stream(IAsyncEnumerable<SseItem<string>> items) : IAsyncDisposable
    {
        private readonly IAsyncEnumerator<SseItem<string>> each = items.GetAsyncEnumerator();

        public async Task<(string Event, string? Id)> Next()
        {
            Assert.True(await each.MoveNextAsync());
            return (each.Current.EventType, each.Current.EventId);
        }

        public ValueTask DisposeAsync() => each.DisposeAsync();
    }
}
