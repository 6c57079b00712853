using System.Text;
using CsCheck;
using FuyangPlan.Feeds;
using FuyangPlan.Histories;

namespace FuyangPlan.Tests.Feeds;

public sealed class FeedTests
{
    public enum Ending
    {
        AtOnce,
        Late,
        Throwing,
    }

    private readonly List<LedgerLine> journal = [];
    private readonly FeedFollower follower;

    public FeedTests() => follower = new(Read);

    /// <summary>Each of two listeners gets what he may see of a line, in the same place.</summary>
    [Fact]
    public async Task Lines_OfLeads_AreSentAsEachListenerMaySeeThem()
    {
        FeedListener inside = new(new(Leads: true)), outside = new(new(Leads: false));
        foreach (var listener in new[] { inside, outside }) await follower.Join(listener, journal.Count);
        var line = Line(journal.Count + 1) with { Type = "lead.advanced", Text = "线索 3 进入“签约”" };
        journal.Add(line);
        await Push([line]);
        var (whole, veiled) = (inside.Next()!, outside.Next()!);
        Assert.Equal(whole.Position, veiled.Position);
        Assert.Contains("lead.advanced", Encoding.UTF8.GetString(whole.Bytes.Span), StringComparison.Ordinal);
        Assert.DoesNotContain("lead.advanced", Encoding.UTF8.GetString(veiled.Bytes.Span), StringComparison.Ordinal);
        Assert.Contains("lead.changed", Encoding.UTF8.GetString(veiled.Bytes.Span), StringComparison.Ordinal);
    }

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
    public async Task Listener_ThatIsSlow_IsSentWhatItMissed()
    {
        var (listener, joined) = await Join();
        await using var stream = Open(listener, joined, after: null);
        Assert.Equal("hello", (await stream.Next()).Event);
        await Push(Record(FeedListener.Capacity + 10));
        await Push(Record(1));
        for (var position = 1; position <= journal.Count; position++) Assert.Equal(("changed", $"{position}"), await stream.Next());
        await Push(Record(1));
        Assert.Equal(("changed", $"{journal.Count}"), await stream.Next());
    }

    [Fact]
    public async Task Listener_ThatMissedMoreThanTheWindow_IsToldToReadAnew()
    {
        var (listener, joined) = await Join();
        await using var stream = Open(listener, joined, after: null);
        Assert.Equal("hello", (await stream.Next()).Event);
        await Push(Record(FeedListener.Capacity + FeedStream.Window + 1));
        for (var position = 1; position <= FeedListener.Capacity; position++) Assert.Equal(("changed", $"{position}"), await stream.Next());
        Assert.Equal(("resync", $"{journal.Count}"), await stream.Next());
        await Push(Record(1));
        Assert.Equal(("changed", $"{journal.Count}"), await stream.Next());
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
        await foreach (var item in FeedStream.Items(listener, joined, null, Read, () => new(alive), TimeSpan.FromMilliseconds(1), default))
        {
            events.Add(item.Name);
            if (item.Name == "heartbeat") alive = false;
        }
        Assert.Equal(["hello", "heartbeat"], events);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Line_ForAnAccountThatIsGone_IsNotSent(bool isMissed)
    {
        if (isMissed) Record(3);
        var (listener, joined) = await Join();
        var alive = true;
        var events = new List<string>();
        if (!isMissed) await Push(Record(3));
        await foreach (var item in FeedStream.Items(listener, joined, isMissed ? "0" : null, Read, () => new(alive), TimeSpan.FromMilliseconds(50), default))
        {
            events.Add(item.Name);
            if (events.Count == 2) alive = false;
        }
        Assert.Equal(["hello", "changed"], events);
    }

    [Fact]
    public void Event_OnTheWire_IsTheFormOfServerSentEvents()
    {
        static string Text(FeedEvent item) => System.Text.Encoding.UTF8.GetString(item.Bytes.Span);
        Assert.Equal("event: hello\ndata: {\"position\":7}\nid: 5\nretry: 3000\n\n", Text(FeedEvent.Hello(5, 7)));
        Assert.Equal("event: resync\ndata: {\"position\":7}\nid: 7\n\n", Text(FeedEvent.Resync(7)));
        Assert.Equal("event: heartbeat\ndata: {\"position\":7}\n\n", Text(FeedEvent.Heartbeat(7)));
        var changed = Text(FeedEvent.Changed(Line(7) with { Text = "第一行\n第二行\r\u2028" }));
        Assert.StartsWith("event: changed\ndata: {\"position\":7,", changed, StringComparison.Ordinal);
        Assert.EndsWith("}\nid: 7\n\n", changed, StringComparison.Ordinal);
        Assert.Equal(4, changed.Count(letter => letter is '\n' or '\r'));
    }

    /// <summary>The model: everybody reads the journal from its first entry to its last.</summary>
    [Fact]
    public Task Feed_HammeredByMany_SendsEachEntryOnceAndInOrder() =>
        Gen.Select(Gen.Int[1, 500].Array[1, 20],
            Gen.Frequency((6, Gen.Const(Ending.AtOnce)), (3, Gen.Const(Ending.Late)), (1, Gen.Const(Ending.Throwing))).Array[1, 20],
            Gen.Int[1, 6])
            .Where((_, endings, _) => endings.Any(ending => ending != Ending.Throwing))
            .SampleAsync((runs, endings, listeners) => Hammer(runs, endings, listeners).WaitAsync(TimeSpan.FromMinutes(1)), iter: 25, threads: 1);

    private static async Task Hammer(int[] runs, Ending[] endings, int listeners)
    {
        var (gate, lines, total, calls) = (new Lock(), new List<LedgerLine>(), runs.Sum(), 0);
        var hammered = new FeedFollower(Read);
        var listening = Task.WhenAll(Enumerable.Range(0, listeners).Select(who => Task.Run(() => Listen(who))));
        foreach (var (i, run) in runs.Index()) await Trying(() => Commit(i, run));
        while (!listening.IsCompleted)
        {
            await Trying(() => hammered.Reach(total));
            await Task.Delay(1);
        }
        await listening;

        async Task<ImmutableArray<LedgerLine>> Read(long after, int limit)
        {
            var ending = endings[(uint)Interlocked.Increment(ref calls) % endings.Length];
            if (ending == Ending.Late) await Task.Yield();
            if (ending == Ending.Throwing) throw new TimeoutException();
            lock (gate) return [.. lines.Skip((int)after).Take(limit)];
        }

        // Pushes come, are lost, come twice, or only in part.
        async Task Commit(int i, int run)
        {
            ImmutableArray<LedgerLine> added;
            lock (gate) lines.AddRange(added = [.. Enumerable.Range(lines.Count + 1, run).Select(Line)]);
            if (i % 5 != 0) await hammered.Advance(i % 5 == 1 ? added[(run / 2)..] : added);
            if (i % 5 == 2) await hammered.Advance(added);
            if (i % 5 == 3) await Task.Yield();
        }

        async Task Listen(int who)
        {
            for (var last = 0L; last < total;)
            {
                var listener = new FeedListener(new(Leads: true));
                long head;
                lock (gate) head = lines.Count;
                await Trying(async () =>
                {
                    await hammered.Reach(head);
                    var joined = await hammered.Join(listener, head);
                    await foreach (var item in FeedStream.Items(listener, joined, $"{last}", Read, () => new(true), TimeSpan.FromMinutes(5), default))
                    {
                        if (item.Name == "hello") continue;
                        Assert.Equal(("changed", last + 1), (item.Name, item.Position));
                        if (++last == total || last % 1500 == 0) break;
                        if (who > 2 && last % 100 == 0) await Task.Delay(1);
                    }
                });
                await hammered.Leave(listener);
            }
        }

        static async Task Trying(Func<Task> what)
        {
            try
            {
                await what();
            }
            catch (TimeoutException)
            {
            }
        }
    }

    private async Task<(FeedListener Listener, long Joined)> Join()
    {
        var listener = new FeedListener(new(Leads: true));
        return (listener, await follower.Join(listener, journal.Count));
    }

    private Stream Open(FeedListener listener, long joined, string? after) =>
        new(FeedStream.Items(listener, joined, after, Read, () => new(true), TimeSpan.FromMinutes(5), default));

    private Task Push(ImmutableArray<LedgerLine> lines) => follower.Advance(lines);

    private ImmutableArray<LedgerLine> Record(int count)
    {
        ImmutableArray<LedgerLine> lines = [.. Enumerable.Range(journal.Count + 1, count).Select(Line)];
        journal.AddRange(lines);
        return lines;
    }

    private static LedgerLine Line(int position) => new(position, "project-1", position, default, default, "甲", null, "t", $"{position}", "");

    private Task<ImmutableArray<LedgerLine>> Read(long after, int limit) =>
        Task.FromResult<ImmutableArray<LedgerLine>>([.. journal.Where(line => line.Position > after).Take(limit)]);

    private sealed class Stream(IAsyncEnumerable<FeedEvent> items) : IAsyncDisposable
    {
        private readonly IAsyncEnumerator<FeedEvent> each = items.GetAsyncEnumerator();

        public async Task<(string Event, string? Id)> Next()
        {
            Assert.True(await each.MoveNextAsync());
            return (each.Current.Name, Id(each.Current));
        }

        public ValueTask DisposeAsync() => each.DisposeAsync();

        private static string? Id(FeedEvent item) => item.Name == "heartbeat" ? null : $"{item.Position}";
    }
}
