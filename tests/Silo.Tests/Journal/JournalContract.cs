namespace FuyangPlan.Journal;

/// <summary>What every journal promises, whatever stores it.</summary>
public abstract class JournalContract : IAsyncLifetime
{
    private protected IJournal Journal { get; private set; } = null!;

    /// <summary>The journal over the test's own storage; opened again it finds what was stored.</summary>
    private protected abstract Task<IJournal> Open();

    private protected abstract Task Close(IJournal journal);

    private protected abstract Task Drop();

    public async ValueTask InitializeAsync() => Journal = await Open();

    public async ValueTask DisposeAsync()
    {
        await Close(Journal);
        await Drop();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Append_ReadBack_EveryFieldIsEqual()
    {
        var chain = new Chain("p/project-1");
        var odd = chain.Next(payload: """{"note":"a\u0000b ' \" -- 𠮷田 \n %_"}""").Concat(chain.Next(payload: "")).ToImmutableArray();
        foreach (var row in odd) await Journal.Append([row]);

        var expected = odd.Select((row, i) => row with { Position = i + 1 });
        Assert.Equal(expected, await Journal.ReadStream("p/project-1", 1, int.MaxValue));
        Assert.Equal(expected, await Journal.ReadPlan("p", 0, 10));
    }

    [Fact]
    public async Task Append_SeveralRows_AreStoredTogetherAndAnswerTheLastPosition()
    {
        var chain = new Chain("p/project-1");
        Assert.Equal(3, await Journal.Append(chain.Next(3)));
        Assert.Equal(5, await Journal.Append(chain.Next(2)));
        Assert.Equal([1, 2, 3, 4, 5], (await Journal.ReadStream("p/project-1", 1, int.MaxValue)).Select(row => row.Version));
        Assert.Equal(5, await Journal.Position("p"));
    }

    [Fact]
    public async Task FindInvestor_NamesEachStreamThatRecordedALeadOfIt_InOrder()
    {
        var (mine, other) = (new string('a', 32), new string('b', 32));
        foreach (var (stream, investor, type) in ((string, string, string)[])[
            ("p/chain-2", mine, "lead.recorded"), ("p/chain-10", mine, "lead.recorded"), ("p/chain-3", other, "lead.recorded"), ("p/chain-4", mine, "lead.revised")])
        {
            var chain = new Chain(stream);
            for (var lead = 1; lead <= 2; lead++)
            {
                var payload = $$"""{"lead":{{lead}},"holderName":"\"investorHash\":\"{{other}}","investorHash":"{{investor}}","amount":1}""";
                await Journal.Append(chain.Next(type: type, payload: payload));
            }
        }
        await Journal.Append(new Chain("q/chain-1", "q").Next(type: "lead.recorded", payload: $$"""{"investorHash":"{{mine}}"}"""));

        Assert.Equal(["p/chain-10", "p/chain-2"], await Journal.FindInvestor("p", mine));
        Assert.Equal(["p/chain-3"], await Journal.FindInvestor("p", other));
        Assert.Equal(["q/chain-1"], await Journal.FindInvestor("q", mine));
        Assert.Empty(await Journal.FindInvestor("p", new string('c', 32)));
    }

    [Fact]
    public async Task Append_TakenVersion_IsAConflict()
    {
        await Journal.Append(new Chain("p/project-1").Next());
        await Assert.ThrowsAsync<JournalConflictException>(() => Journal.Append(new Chain("p/project-1").Next(command: "other")));
        Assert.Equal(1, await Journal.Position("p"));
    }

    [Fact]
    public async Task Append_AfterAGap_IsAConflict()
    {
        var chain = new Chain("p/project-1");
        chain.Next();
        await Assert.ThrowsAsync<JournalConflictException>(() => Journal.Append(chain.Next()));
        Assert.Equal(0, await Journal.Position("p"));
        Assert.Empty(await Journal.Plans());
    }

    [Fact]
    public async Task Append_SameCommandAgain_IsADuplicateAtAnyVersion()
    {
        var chain = new Chain("p/project-1");
        await Journal.Append(chain.Next(2, "c"));
        await Assert.ThrowsAsync<DuplicateCommandException>(() => Journal.Append(chain.Next(2, "c")));
        await Assert.ThrowsAsync<DuplicateCommandException>(() => Journal.Append(new Chain("p/project-1").Next(1, "c")));
        Assert.Equal(2, await Journal.Position("p"));
        Assert.Equal(3, await Journal.Append(new Chain("p/project-2").Next(1, "c")));
    }

    [Fact]
    public async Task Append_SecondRowFails_NothingOfItIsStored()
    {
        var rows = new Chain("p/project-1").Next(3);
        var twice = rows.SetItem(2, rows[2] with { Ordinal = 1 });
        await Assert.ThrowsAsync<DuplicateCommandException>(() => Journal.Append(twice));
        Assert.Empty(await Journal.ReadStream("p/project-1", 1, int.MaxValue));
        Assert.Equal(3, await Journal.Append(rows));
    }

    [Fact]
    public async Task Append_RowsThatDoNotBelongTogether_AreRefused()
    {
        var rows = new Chain("p/project-1").Next(2);
        await Assert.ThrowsAsync<ArgumentException>(() => Journal.Append([]));
        await Assert.ThrowsAsync<ArgumentException>(() => Journal.Append([rows[1], rows[0]]));
        await Assert.ThrowsAsync<ArgumentException>(() => Journal.Append([rows[0], rows[1] with { Stream = "p/project-2" }]));
        await Assert.ThrowsAsync<ArgumentException>(() => Journal.Append([rows[0] with { Plan = "q" }]));
    }

    [Fact]
    public async Task Append_ManyAtOnceSomeWrong_OnlyTheWrongOnesFailAndTakeNoPosition()
    {
        List<Task<long>> right = [], taken = [], gaps = [], duplicates = [];
        for (var i = 1; i <= 40; i++)
        {
            var chain = new Chain($"p/project-{i}");
            var first = chain.Next(2);
            right.Add(Journal.Append(first));
            taken.Add(Journal.Append([.. first.Select(row => row with { CommandId = "other" })]));
            duplicates.Add(Journal.Append([.. chain.Next(2).Select(row => row with { CommandId = first[0].CommandId })]));
            chain.Next();
            gaps.Add(Journal.Append(chain.Next()));
        }
        var positions = await Task.WhenAll(right);
        foreach (var conflict in taken.Concat(gaps)) await Assert.ThrowsAsync<JournalConflictException>(() => conflict);
        foreach (var duplicate in duplicates) await Assert.ThrowsAsync<DuplicateCommandException>(() => duplicate);
        Assert.Equal(Enumerable.Range(1, 40).Select(i => 2L * i), positions.Order());
        Assert.Equal(Enumerable.Range(1, 80).Select(i => (long)i), (await Journal.ReadPlan("p", 0, 1000)).Select(row => row.Position));
        Assert.Equal(80, await Journal.Position("p"));
    }

    [Fact]
    public async Task Append_DecidedOnAnOlderPlan_IsRefusedAndStoresNothing()
    {
        var (plan, project) = (new Chain("p/plan"), new Chain("p/project-1"));
        await Journal.Append(plan.Next());
        var first = project.Next();
        await Assert.ThrowsAsync<PlanMovedException>(() => Journal.Append(first, seen: 0));
        Assert.Equal(2, await Journal.Append(first, seen: 1));
        await Assert.ThrowsAsync<DuplicateCommandException>(() => Journal.Append(first, seen: 0));

        await Journal.Append(plan.Next(2), seen: 1);
        var next = project.Next(2);
        foreach (var seen in (int[])[0, 1, 2]) await Assert.ThrowsAsync<PlanMovedException>(() => Journal.Append(next, seen));
        Assert.Equal(6, await Journal.Append(next, seen: 3));
        // Another plan's own stream is nobody else's matter.
        await Journal.Append(new Chain("q/plan", "q").Next(5));
        Assert.Equal(7, await Journal.Append(project.Next(), seen: 3));

        await Close(Journal);
        var again = await Open();
        await Assert.ThrowsAsync<PlanMovedException>(() => again.Append(project.Next(), seen: 2));
        await Close(again);
    }

    /// <summary>The slow model: of each plan the entries in their order; none was decided on less of the plan's own stream than lies before it.</summary>
    [Fact]
    public async Task Append_WhileThePlanGoesOn_NothingFollowsWhatItWasDecidedWithout()
    {
        const int Changes = 12;
        string[] plans = ["p", "q"];
        var versions = plans.ToDictionary(plan => plan, _ => 0);
        // Another silo's, where there can be others.
        var other = Journal.IsShared ? await Open() : Journal;
        var changes = plans.Select(plan => Task.Run(async () =>
        {
            for (var chain = new Chain($"{plan}/plan", plan); chain.Version < Changes; versions[plan] = chain.Version) await other.Append(chain.Next());
        })).ToArray();
        var refused = 0;
        var seen = new System.Collections.Concurrent.ConcurrentDictionary<string, int>();
        await Task.WhenAll(Enumerable.Range(0, 30).Select(caller => Task.Run(async () =>
        {
            var plan = plans[caller % 2];
            var chain = new Chain($"{plan}/project-{caller}", plan);
            while (!Task.WhenAll(changes).IsCompleted)
                for (var (rows, version) = (chain.Next(1 + caller % 2), versions[plan]); ; version++)
                    try
                    {
                        await Journal.Append(rows, version);
                        seen[$"{rows[0].Stream} {rows[0].Version}"] = version;
                        break;
                    }
                    catch (PlanMovedException)
                    {
                        Interlocked.Increment(ref refused);
                    }
        })));
        await Task.WhenAll(changes);

        Assert.NotEqual(0, refused);
        foreach (var plan in plans)
        {
            var before = 0;
            foreach (var row in await Journal.ReadPlan(plan, 0, int.MaxValue))
                if (row.IsOfPlan()) before = row.Version;
                else if (seen.TryGetValue($"{row.Stream} {row.Version}", out var version)) Assert.InRange(before, 0, version);
        }
    }

    [Fact]
    public async Task Append_100CallersOver50StreamsWhileFollowed_PositionsAreContiguousAndNoneIsMissed()
    {
        const int Streams = 50, Callers = 100, Each = 20;
        var chains = Enumerable.Range(1, Streams).Select(i => (Gate: new SemaphoreSlim(1), Chain: new Chain($"p/project-{i}"))).ToArray();
        var acknowledged = 0;
        var writers = Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            for (var i = 0; i < Each; i++)
            {
                var (gate, chain) = chains[(caller + i) % Streams];
                await gate.WaitAsync();
                try
                {
                    await Journal.Append(chain.Next());
                    Interlocked.Increment(ref acknowledged);
                }
                finally
                {
                    gate.Release();
                }
            }
        })).ToArray();

        List<JournalRow> followed = [];
        while (followed.Count < Callers * Each)
        {
            Assert.DoesNotContain(writers, writer => writer.IsFaulted);
            followed.AddRange(await Journal.ReadPlan("p", followed.Count, 500));
            await Task.Yield();
        }
        await Task.WhenAll(writers);

        Assert.Equal(Callers * Each, acknowledged);
        Assert.Equal(Enumerable.Range(1, Callers * Each).Select(i => (long)i), followed.Select(row => row.Position));
        Assert.Equal(followed, await Journal.ReadPlan("p", 0, int.MaxValue));
        foreach (var stream in followed.GroupBy(row => row.Stream))
            Assert.Equal(Enumerable.Range(1, stream.Count()), stream.Select(row => row.Version));
    }

    [Fact]
    public async Task Append_SeveralPlans_EachHasItsOwnPositions()
    {
        var (p, q) = (new Chain("p/plan"), new Chain("q/plan", "q"));
        var positions = await Task.WhenAll(Journal.Append(p.Next()), Journal.Append(q.Next()), Journal.Append(p.Next()), Journal.Append(q.Next()));
        Assert.Equal([1L, 1, 2, 2], positions);
        Assert.Equal(["p", "q"], await Journal.Plans());
    }

    [Fact]
    public async Task Reads_BeginWhereAskedAndStopAtTheLimit()
    {
        var (one, two) = (new Chain("p/project-1"), new Chain("p/project-2"));
        for (var i = 0; i < 5; i++)
        {
            await Journal.Append(one.Next());
            await Journal.Append(two.Next());
        }
        Assert.Equal([3, 4], (await Journal.ReadStream("p/project-1", 3, 2)).Select(row => row.Version));
        Assert.Equal([5L, 6], (await Journal.ReadPlan("p", 4, 2)).Select(row => row.Position));
        Assert.Equal([10L, 9, 8], (await Journal.ReadBackwards("p", null, long.MaxValue, 3)).Select(row => row.Position));
        Assert.Equal([7L, 5], (await Journal.ReadBackwards("p", "p/project-1", 9, 2)).Select(row => row.Position));
        Assert.Empty(await Journal.ReadBackwards("p", null, 1, 5));
        Assert.Empty(await Journal.ReadStream("p/project-3", 1, int.MaxValue));
        Assert.Equal(0, await Journal.Position("other"));
    }

    [Fact]
    public async Task Kept_TheLatestWithinABound_IsFound()
    {
        static KeptState At(int version) => new(version, 10 * version, $"2021-01-{version:00}T00:00:00.0000000Z", $"h{version}", [1, (byte)version]);
        static DateTimeOffset Day(int day) => new(2021, 1, day, 0, 0, 0, TimeSpan.Zero);
        async Task<int?> Found(Until until, string fold = "One/1", string stream = "p/project-1") => (await Journal.Kept.Find(fold, stream, until))?.Version;

        Assert.Null(await Found(Until.Now));
        for (var version = 1; version <= 5; version++) await Journal.Kept.Keep("One/1", "p/project-1", At(version));
        await Journal.Kept.Keep("One/1", "p/project-1", At(5) with { State = [9] });
        await Journal.Kept.Keep("Two/1", "p/project-1", At(9));
        Assert.Equivalent(At(5), await Journal.Kept.Find("One/1", "p/project-1", Until.Now), strict: true);
        Assert.Equal((2, 3), (await Found(Until.Before(30)), await Found(Until.Before(31))));
        Assert.Equal((4, 3), (await Found(Until.Instant(Day(4))), await Found(Until.Instant(Day(4).AddTicks(-1)))));
        Assert.Equal((null, null, null), (await Found(Until.Before(10)), await Found(Until.Now, fold: "One/2"), await Found(Until.Now, stream: "p/project-2")));

        await Journal.Kept.Drop("One/1", "p/project-1", 5, "of a test");
        Assert.Equal(4, await Found(Until.Now));
        await Journal.Kept.Forget(["Two/1", "Three/1"]);
        Assert.Equal((null, 9), (await Found(Until.Now), await Found(Until.Now, fold: "Two/1")));
    }

    [Fact]
    public async Task FindCommand_AnswersItsRows()
    {
        var chain = new Chain("p/project-1");
        await Journal.Append(chain.Next(3, "c"));
        await Journal.Append(chain.Next(1, "d"));
        Assert.Equal([1, 2, 3], (await Journal.FindCommand("p/project-1", "c")).Select(row => row.Version));
        Assert.Empty(await Journal.FindCommand("p/project-1", "e"));
        Assert.Empty(await Journal.FindCommand("p/project-2", "c"));
    }

    [Fact]
    public async Task Heads_AreThoseOfThePositionInOrdinalOrder()
    {
        ImmutableArray<Chain> chains = [new("p/project-10"), new("p/project-2"), new("p/plan"), new("p/Project-2")];
        await Journal.Append(new Chain("pp/plan", "pp").Next());
        await Journal.Append(new Chain("p0/plan", "p0").Next());
        for (var i = 0; i < 40; i++) await Journal.Append(chains[i * 7 % 5 % 4].Next(1 + i % 3));
        var rows = await Journal.ReadPlan("p", 0, 1000);
        for (var position = 0; position <= rows.Count; position++)
            Assert.Equal(
                rows.Take(position).GroupBy(row => row.Stream).OrderBy(stream => stream.Key, StringComparer.Ordinal)
                    .Select(stream => new StreamHead(stream.Key, stream.Last().Version, stream.Last().Hash)),
                await Journal.Heads("p", position));
    }

    [Fact]
    public async Task Committed_IsRaisedForWhatIsStoredAndSurvivesAThrowingListener()
    {
        List<(string, long)> heard = [];
        Journal.Committed += (plan, position) =>
        {
            Assert.Equal(position, Journal.Position(plan).Result);
            heard.Add((plan, position));
            throw new InvalidOperationException("A listener that throws.");
        };
        var chain = new Chain("p/project-1");
        await Journal.Append(chain.Next());
        await Assert.ThrowsAsync<JournalConflictException>(() => Journal.Append(new Chain("p/project-1").Next(command: "other")));
        await Journal.Append(chain.Next(2));
        Assert.Equal([("p", 1), ("p", 3)], heard);
    }

    [Fact]
    public async Task Reopen_FindsEverythingAndGoesOn()
    {
        var chain = new Chain("p/project-1");
        for (var i = 0; i < 10; i++) await Journal.Append(chain.Next());
        var before = await Journal.ReadPlan("p", 0, 100);
        await Close(Journal);
        var again = await Open();
        Assert.Equal(before, await again.ReadPlan("p", 0, 100));
        Assert.Equal(11, await again.Append(chain.Next()));
        await Close(again);
    }
}
