namespace FuyangPlan.Accounts;

public sealed class HeldAccountsTests
{
    [Fact]
    public async Task Get_IsAskedOnce_AndAgainAfterAChange()
    {
        var asked = 0;
        var held = new HeldAccounts(name => Task.FromResult<AccountView?>(Version(name, ++asked)));
        for (var i = 0; i < 3; i++) Assert.Equal("1", (await held.Get("one"))!.Stamp);
        held.Changed("other");
        Assert.Equal("1", (await held.Get("one"))!.Stamp);
        held.Changed("one");
        Assert.Equal("2", (await held.Get("one"))!.Stamp);
    }

    [Fact]
    public async Task Get_OfNobody_IsAskedEachTime()
    {
        AccountView? account = null;
        var held = new HeldAccounts(_ => Task.FromResult(account));
        Assert.Null(await held.Get("new"));
        account = Version("new", 1);
        Assert.Equal("1", (await held.Get("new"))!.Stamp);
    }

    /// <summary>A change during the question: what was answered before it is told to who asked before it, and to nobody later.</summary>
    [Fact]
    public async Task Answer_ThatWasOvertakenByAChange_IsNotHeld()
    {
        var answers = new Queue<TaskCompletionSource<AccountView?>>([new(), new()]);
        var (late, next) = (answers.Peek(), answers.Last());
        var held = new HeldAccounts(_ => answers.Dequeue().Task);
        var early = held.Get("one").AsTask();
        held.Changed("one");
        late.SetResult(Version("one", 1));
        Assert.Equal("1", (await early)!.Stamp);
        next.SetResult(Version("one", 2));
        Assert.Equal("2", (await held.Get("one"))!.Stamp);
    }

    [Fact]
    public async Task Lease_ThatIsOver_IsAskedAgain_AndOneThatEndsSoonBehindTheBackOfWhoAsks()
    {
        var (clock, lease) = (new SetClock(), TimeSpan.FromSeconds(2));
        var (asked, renewed) = (0, new TaskCompletionSource());
        var held = new HeldAccounts(async name =>
        {
            var version = ++asked;
            if (version == 2) await renewed.Task;
            return Version(name, version);
        }, lease, clock);
        Assert.Equal("1", (await held.Get("one"))!.Stamp);
        clock.Advance(lease * 0.55);
        // Whoever asks is answered at once, though the answer to the renewal is still out; and it is asked for once.
        for (var i = 0; i < 3; i++) Assert.Equal("1", (await held.Get("one"))!.Stamp);
        Assert.Equal(2, asked);
        clock.Advance(lease);
        Assert.Equal("3", (await held.Get("one"))!.Stamp);
        renewed.SetResult();
    }

    private sealed class SetClock : TimeProvider
    {
        private long now;

        public override long GetTimestamp() => now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Advance(TimeSpan time) => now += time.Ticks;
    }

    /// <summary>Against the obvious model: who asks after a change was acknowledged is told that change or a later one, whatever the questions do.</summary>
    [Fact]
    public async Task Get_HammeredByMany_NeverTellsWhatWasBeforeAnAcknowledgedChange()
    {
        string[] names = ["a", "b", "c"];
        int[] stored = new int[names.Length], acknowledged = new int[names.Length];
        var held = new HeldAccounts(async name =>
        {
            var ending = Random.Shared.Next(8);
            if (ending == 0) throw new TimeoutException();
            if (ending == 1) await Task.Delay(1);
            var account = Version(name, Volatile.Read(ref stored[Array.IndexOf(names, name)]));
            if (ending == 2) await Task.Delay(1);
            else if (ending < 5) await Task.Yield();
            return account;
        });
        using var end = new CancellationTokenSource();
        var told = 0;
        var readers = Enumerable.Range(0, 6).Select(_ => Task.Run(async () =>
        {
            while (!end.IsCancellationRequested)
            {
                var which = Random.Shared.Next(names.Length);
                var least = Volatile.Read(ref acknowledged[which]);
                try
                {
                    var version = int.Parse((await held.Get(names[which]))!.Stamp, System.Globalization.CultureInfo.InvariantCulture);
                    Assert.True(version >= least, $"{names[which]} was told as {version} after {least} had been acknowledged.");
                    Interlocked.Increment(ref told);
                }
                catch (TimeoutException)
                {
                    // Told to who asked, and to nobody else.
                }
            }
        })).ToArray();
        for (var change = 1; Volatile.Read(ref told) < 50_000 && !readers.Any(reader => reader.IsFaulted); change++)
        {
            var which = Random.Shared.Next(names.Length);
            Volatile.Write(ref stored[which], change);
            held.Changed(names[which]);
            Volatile.Write(ref acknowledged[which], change);
            if (change % 20 == 0) await Task.Delay(1);
        }
        await end.CancelAsync();
        await Task.WhenAll(readers);
    }

    private static AccountView Version(string name, int version) => new(name, name, [], $"{version}", []);
}
