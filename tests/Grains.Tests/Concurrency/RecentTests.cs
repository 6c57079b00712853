using FuyangPlan.Tables;

namespace FuyangPlan.Concurrency;

public sealed class RecentTests
{
    [Fact]
    public void WhatNobodyAskedForLongest_GoesFirst()
    {
        var recent = new Recent<string, string>(most: 3, weight: 100);
        foreach (var each in (string[])["a", "b", "c"]) recent.Keep(each, each, 1);
        Assert.Equal("a", recent.Find("a"));
        recent.Keep("d", "d", 1);
        Assert.Equal(["a", null, "c", "d"], ((string[])["a", "b", "c", "d"]).Select(recent.Find));
    }

    [Fact]
    public void Weight_IsKept_ButForTheLastOne()
    {
        var recent = new Recent<string, string>(most: 10, weight: 10);
        recent.Keep("a", "a", 6);
        recent.Keep("b", "b", 4);
        recent.Keep("c", "c", 1);
        Assert.Equal([null, "b", "c"], ((string[])["a", "b", "c"]).Select(recent.Find));
        recent.Keep("d", "d", 1000);
        Assert.Equal([null, null, "d"], ((string[])["b", "c", "d"]).Select(recent.Find));
        // Kept again it weighs what it weighs now.
        recent.Keep("d", "other", 1);
        recent.Keep("e", "e", 9);
        Assert.Equal(["other", "e"], ((string[])["d", "e"]).Select(recent.Find));
    }

    /// <summary>Against the obvious slow model, in one thread; and by many, where it must stay within its bound and answer what was kept.</summary>
    [Fact]
    public async Task HammeredByMany_AnswersWhatWasKept()
    {
        var (recent, model, random) = (new Recent<int, string>(most: 8, weight: 40), new List<(int Key, string Value, int Weight)>(), new Random(7));
        for (var step = 0; step < 20_000; step++)
        {
            var key = random.Next(20);
            var at = model.FindIndex(each => each.Key == key);
            if (random.Next(2) == 0)
            {
                Assert.Equal(at < 0 ? null : model[at].Value, recent.Find(key));
                if (at >= 0) (model, _) = ([model[at], .. model.Where(each => each.Key != key)], 0);
                continue;
            }
            var (value, weight) = ($"{key} {step}", random.Next(1, 30));
            recent.Keep(key, value, weight);
            model = [(key, value, weight), .. model.Where(each => each.Key != key)];
            while (model.Count > 8 || (model.Count > 1 && model.Sum(each => each.Weight) > 40)) model.RemoveAt(model.Count - 1);
        }
        await Parallel.ForEachAsync(Enumerable.Range(0, 50_000), async (step, _) =>
        {
            if (step % 100 == 0) await Task.Yield();
            var key = step % 30;
            if (step % 3 == 0) recent.Keep(key, $"{key} {step}", step % 7 + 1);
            else Assert.StartsWith($"{key} ", recent.Find(key) ?? $"{key} ", StringComparison.Ordinal);
        });
        Assert.InRange(Enumerable.Range(0, 30).Count(key => recent.Find(key) is not null), 1, 8);
    }
}
