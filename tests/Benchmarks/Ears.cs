using System.Diagnostics;
using System.Globalization;

namespace FuyangPlan.Benchmarks;

/// <summary>What listeners in a process of their own have heard of one round of events.</summary>
/// <param name="P50">Milliseconds from the answer to a sending until its event was at a listener.</param>
internal sealed record Heard(double P50, double P99, double Last, int Lost);

/// <summary>Listeners that live in a process of their own, where one thread reads for all of them.</summary>
internal sealed class Ears : IDisposable
{
    private readonly Process process;

    private Ears(Process process) => this.process = process;

    /// <summary>Completes when all have been greeted.</summary>
    /// <param name="tokens">One for each listener; empty: it has none.</param>
    public static async Task<Ears> Open(Uri address, string path, IEnumerable<string> tokens)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllLinesAsync(file, tokens);
        // Stopwatches of one machine have one clock.
        var ears = new Ears(Bare.Start(
            new Dictionary<string, string> { ["DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT"] = "1", ["DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS"] = "1" },
            "ears", address.ToString(), path, file));
        await ears.Said();
        File.Delete(file);
        return ears;
    }

    /// <param name="first">Position of the first event.</param>
    public async Task Expect(long first, int events)
    {
        await process.StandardInput.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{first} {events}"));
        await Said();
    }

    /// <param name="answered">When the sending of each event was answered.</param>
    public async Task<Heard> Heard(long[] answered)
    {
        await process.StandardInput.WriteLineAsync(string.Join(' ', answered.Select(at => at.ToString(CultureInfo.InvariantCulture))));
        double[] said = [.. (await Said()).Split(' ').Select(figure => double.Parse(figure, CultureInfo.InvariantCulture))];
        return new(said[0], said[1], said[2], (int)said[3]);
    }

    /// <summary>The other process: <c>ears ADDRESS PATH FILE</c>; a line for each answer, until nobody asks any more.</summary>
    public static async Task<int> Run(string[] args)
    {
        var (address, path, tokens) = (new Uri(args[0]), args[1], await File.ReadAllLinesAsync(args[2]));
        using var all = await Listeners.Open(tokens.Length, _ => address, number => Wire.Get(address, path, tokens[number].Length > 0 ? tokens[number] : null));
        Console.WriteLine("greeted");
        while (Console.ReadLine() is { } expected)
        {
            var round = Numbers(expected);
            all.Expect(round[0], (int)round[1]);
            Console.WriteLine("listening");
            if (Console.ReadLine() is not { } answered) break;
            var (times, lost) = await all.Heard(Numbers(answered));
            if (times.Count == 0) times.Add(double.PositiveInfinity);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Pages.Percentile(times, 0.5)} {Pages.Percentile(times, 0.99)} {times.Max()} {lost}"));
        }
        return 0;
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private static long[] Numbers(string line) => [.. line.Split(' ').Select(number => long.Parse(number, CultureInfo.InvariantCulture))];

    private async Task<string> Said() => await process.StandardOutput.ReadLineAsync() ?? throw new IOException("The listeners have ended.");
}
