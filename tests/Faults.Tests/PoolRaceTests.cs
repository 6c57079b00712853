using FuyangPlan.Evidences;
using System.Collections.Concurrent;
using FuyangPlan.Checklists;
using FuyangPlan.EventSourcing;
using FuyangPlan.Journal;
using FuyangPlan.ResourcePools;
using FuyangPlan.Samples;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FuyangPlan.Faults;

/// <summary>Journey 9 with a crowd: many desks at one pool at once, on the product's own grains and database.</summary>
[Collection("one at a time")]
public sealed class PoolRaceTests(ITestOutputHelper output)
{
    private const int Callers = 16, EachOf = 70, Requests = 60;
    private const string Plan = "pool-race", Why = "理由写得清楚明白，不少于十个字";

    private static readonly PoolId Id = new(ResourceType.Space, 2021);
    private static readonly Evidence Photo = new(new('a', 64), "现场.jpg", "image/jpeg", 1024);

    private readonly ConcurrentBag<(string Command, string Kind, int Version)> accepted = [];
    private readonly ConcurrentBag<string> refused = [];

    [Fact]
    public async Task Pool_AThousandMixedCommandsAtOnce_NeverPromisesMoreThanThereIsAtAnyVersion()
    {
        using var folder = new TempFolder();
        var host = await SiloHost.Start(folder.Path);
        await SamplePlan.Import(host.Grains(), SamplePlan.Document(Plan, initiatives: 1));
        var pool = host.Grains().ResourcePool(Plan, Id);
        await Fill(pool);
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => Call(pool, caller))));

        var view = (await pool.Get())!;
        var rows = await host.Services.GetRequiredService<IJournal>().ReadStream($"{Plan}/{ResourcePoolGrains.Prefix}{Id}", 1, int.MaxValue);
        var state = Check(rows);
        Assert.Equal((state.Taken, state.Free, rows.Count), (view.Reserved + view.Granted, view.Free, view.Version));
        // What was acknowledged is where it was said to be, and nothing else is there.
        var stored = rows.ToLookup(row => row.CommandId, row => row.Version);
        foreach (var (command, _, version) in accepted) Assert.Equal(version, stored[command].Max());
        Assert.Equal(Callers * EachOf, accepted.Count + refused.Count);
        foreach (var kind in (string[])["reserve", "grant", "partly", "deliver", "verify", "claw back", "refuse", "withdraw"]) Assert.Contains(accepted, each => each.Kind == kind);
        Assert.Contains("pool-exhausted", refused);
        Assert.Contains("claw-back-beyond-unused", refused);
        await host.Stop();
        Assert.True(JournalVerifier.Verify(folder.Database).Whole);
        output.WriteLine(
            $"{accepted.Count} accepted ({string.Join(", ", accepted.GroupBy(each => each.Kind).Select(kind => $"{kind.Count()} {kind.Key}"))}); "
            + $"{refused.Count} refused ({string.Join(", ", refused.GroupBy(code => code).Select(code => $"{code.Count()} {code.Key}"))}); {rows.Count} versions");
    }

    /// <summary>Many more are wanted than there are.</summary>
    private static async Task Fill(IResourcePoolGrain pool)
    {
        OpenPool open = new(Id.Type, Id.Year, 300, SamplePlan.Department);
        SamplePlan.Accepted(await pool.Do(SamplePlan.Admin, "open", open));
        for (var number = 1; number <= Requests; number++)
        {
            RequestResource ask = new("project-1", 5 + number % 20, new(2022, 6, 30), $"演示第 {number} 件", Space: new("演示地块"));
            SamplePlan.Accepted(await pool.Do(SamplePlan.Liaison, $"ask-{number}", ask));
            SamplePlan.Accepted(await pool.Do(Desk(0), $"check-{number}", new PreCheckRequest(), number));
        }
    }

    private async Task Call(IResourcePoolGrain pool, int caller)
    {
        var random = new Random(20210115 + caller);
        for (var i = 0; i < EachOf; i++)
        {
            var (number, amount) = (random.Next(1, Requests + 1), random.Next(1, 1000) / 100m);
            // Refusals and withdrawals end requests: rare, or nothing would be left to fight for.
            var kind = random.Next(100) switch
            {
                < 20 => "reserve",
                < 50 => "grant",
                < 60 => "partly",
                < 75 => "deliver",
                < 82 => "verify",
                < 96 => "claw back",
                < 98 => "refuse",
                _ => "withdraw"
            };
            var actor = kind == "verify" ? SamplePlan.Inspector with { Account = $"inspector-{caller}" }
                : kind == "withdraw" ? SamplePlan.Admin with { Account = $"office-{caller}" } : Desk(caller);
            Command command = kind switch
            {
                "reserve" => new ReserveForRequest(amount),
                "grant" => new GrantRequest(amount),
                "partly" => new GrantRequest(amount, new(Why, "改用存量")),
                "deliver" => new DeliverGrant(amount, new(2021, 1, 15), [new(Photo.Hash, Photo.Name)]),
                "verify" => new VerifyUse(amount),
                "claw back" => new ClawBack(amount, Why),
                "refuse" => new RefuseRequest(Why, "改用存量"),
                _ => new WithdrawRequest(Why),
            };
            var outcome = await pool.Do(actor, $"{i}", command, number, [Photo]);
            if (outcome.Refusal is { } refusal) refused.Add(refusal.Problem.Code);
            else accepted.Add(($"{actor.Account}:{i}", kind, outcome.Version));
        }
    }

    private static ResourcePoolState Check(IReadOnlyList<JournalRow> rows)
    {
        var state = ResourcePoolState.Initial;
        foreach (var entry in rows.Select(Entry.Of))
        {
            var next = ResourcePoolState.Apply(state, entry);
            Assert.InRange(next.Requests.Values.Sum(request => request.Reserved + request.Granted - request.ClawedBack), 0, next.Capacity);
            Assert.Equal(next.Requests.Values.Sum(request => request.Reserved + request.Granted - request.ClawedBack), next.Taken);
            if (entry.Event is ResourceClawedBack back) Assert.Equal((state.Free + back.Amount, state.Requests[back.Number].Used), (next.Free, next.Requests[back.Number].Used));
            state = next;
        }
        return state;
    }

    private static Actor Desk(int caller) => new($"desk-{caller}", "desk-1", $"专员 {caller}", SamplePlan.Department, [Role.ResourceDesk]);
}
