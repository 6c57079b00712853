namespace FuyangPlan.EndToEnd;

/// <summary>A product with room for little, and a crowd at its door.</summary>
[InOneProcess]
public sealed class OverloadTests
{
    private const int Readers = 150, Reports = 60;

    private static readonly string[] Codes = ["overloaded", "unavailable", "outcome-unknown", "too-many-requests"];

    [Fact]
    public async Task Crowd_IsServedOrToldToComeAgain_AndNothingAcknowledgedIsLost()
    {
        await using var product = new Product();
        await product.Start("--Fuyang:ConcurrentReads=2", "--Fuyang:ConcurrentCommands=2", "--Fuyang:CommandsPerSecond=10");
        var staff = await PatientlyCome(product);
        var plan = await Patiently(() => Rehearsal.Begin(staff));
        var persons = $"{plan.Address}/persons";
        object Person(int number) => new { id = $"p-crowd-{number}", name = $"人员 {number}", department = "d-office" };

        var reads = Enumerable.Range(0, Readers).Select(_ => staff["auditor"].Get($"{plan.Address}/initiatives")).ToArray();
        var reports = Enumerable.Range(0, Reports).Select(number => staff[number % 2 == 0 ? "office" : "office-2"].Post(persons, Person(number), $"crowd-{number}")).ToArray();
        var pages = Enumerable.Range(0, 20).Select(_ => staff["auditor"].Get($"/plans/{plan.Id}", ("Accept", "text/html"))).ToArray();
        var (read, reported) = (await Task.WhenAll(reads), await Task.WhenAll(reports));

        Assert.All(read.Concat(reported), IsServedOrToldToComeAgain);
        Assert.All(await Task.WhenAll(pages), page =>
        {
            Assert.Contains(page.Status, (int[])[200, 503]);
            Assert.Equal("text/html", page.MediaType);
            Assert.Equal(page.Status == 503, page.Message.Headers.RetryAfter is not null);
        });
        Assert.Contains(read, answer => answer.Code == "overloaded");
        Assert.Contains(reported, answer => answer.IsAccepted);

        // All is as ever afterwards: what was acknowledged is there, what was not may be sent again, and is there once.
        for (var number = 0; number < Reports; number++)
        {
            var (account, key) = (staff[number % 2 == 0 ? "office" : "office-2"], $"crowd-{number}");
            var again = await Patiently(() => account.Do(persons, Person(number), key));
            if (reported[number].IsAccepted) Assert.Equal(reported[number].Version, again.Version);
        }
        var ids = (await staff["auditor"].Read(plan.Address))["persons"]!.AsArray().Select(person => (string)person!["id"]!);
        Assert.Equal(Reports, ids.Count(id => id.StartsWith("p-crowd-", StringComparison.Ordinal)));
        Assert.Equal(Reports, (await plan.Journal()).Count(line => line.ToJsonString().Contains("p-crowd-", StringComparison.Ordinal) || line.ToJsonString().Contains("人员 ", StringComparison.Ordinal)));
    }

    private static void IsServedOrToldToComeAgain(Answer answer)
    {
        if (answer.IsAccepted) return;
        Assert.Contains(answer.Status, (int[])[429, 503]);
        answer.IsRefused(answer.Status, Codes);
        Assert.InRange(answer.Message.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
    }

    private static Task<Staff> PatientlyCome(Product product) => Patiently(() => Staff.Come(product));

    // As a sender that was told to come again does.
    private static async Task<T> Patiently<T>(Func<Task<T>> act)
    {
        for (var attempt = 0; ; attempt++)
            try
            {
                return await act();
            }
            catch (Xunit.Sdk.XunitException told) when (attempt < 100 && Codes.Any(code => told.Message.Contains(code, StringComparison.Ordinal)))
            {
                await Task.Delay(200);
            }
    }
}
