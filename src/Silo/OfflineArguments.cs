using System.Runtime.InteropServices;

namespace FuyangPlan;

/// <summary>A verb and its options; settings among them belong to the configuration.</summary>
internal sealed class OfflineArguments
{
    private static readonly string[] Optional = ["plan", "key", "against"], Repeated = ["key", "against"];

    private static readonly Dictionary<string, string[]> Options = new()
    {
        ["verify"] = ["key", "against"],
        ["rebuild"] = [],
        ["backup"] = ["to"],
        ["restore"] = ["from"],
        ["export"] = ["file", "plan"],
        ["import"] = ["file"],
        ["seal-key"] = ["to"],
    };

    private readonly Dictionary<string, List<string>> values = [];

    private OfflineArguments(string verb) => Verb = verb;

    public string Verb { get; }

    /// <summary>A value that every such command has.</summary>
    public string this[string option] => values[option][0];

    public string? Find(string option) => All(option).FirstOrDefault();

    /// <summary>The values of one that may be given several times.</summary>
    public IEnumerable<string> All(string option) => values.GetValueOrDefault(option, []);

    /// <exception cref="NotUnderstoodException">A verb or an option that there is not, one without a value, one given twice, or one that is missing.</exception>
    public static OfflineArguments Read(string[] args)
    {
        if (!Options.TryGetValue(args[0], out var options)) throw new NotUnderstoodException($"没有“{args[0]}”这个命令。");
        var read = new OfflineArguments(args[0]);
        for (var i = 1; i < args.Length; i++)
        {
            var (name, value) = args[i].Split('=', 2) is [var left, var right] ? (left, right) : (args[i], null);
            if (name.StartsWith("--Fuyang:", StringComparison.OrdinalIgnoreCase))
            {
                if (value is null) i++;
                continue;
            }
            if (!name.StartsWith("--", StringComparison.Ordinal) || !options.Contains(name[2..])) throw new NotUnderstoodException($"{args[0]} 不认识 {name}。");
            value ??= ++i < args.Length ? args[i] : "";
            if (value.Length == 0 || value.StartsWith("--", StringComparison.Ordinal)) throw new NotUnderstoodException($"{name} 后面没有内容。");
            if (!read.values.TryAdd(name[2..], [value]))
                if (Repeated.Contains(name[2..])) read.values[name[2..]].Add(value);
                else throw new NotUnderstoodException($"{name} 给了两次。");
        }
        return options.FirstOrDefault(option => !Optional.Contains(option) && !read.values.ContainsKey(option)) is { } missing
            ? throw new NotUnderstoodException($"{args[0]} 缺少 --{missing}。")
            : read;
    }

    public sealed class NotUnderstoodException(string message) : Exception(message);
}

/// <summary>SIGINT and SIGTERM as a wish to stop, and the exit code that says so.</summary>
internal sealed class Signals : IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly PosixSignalRegistration interrupt, terminate;

    public Signals()
    {
        interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => End(signal, 130));
        terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => End(signal, 143));
    }

    public CancellationToken Stop => stop.Token;

    public int ExitCode { get; private set; }

    public void Dispose()
    {
        interrupt.Dispose();
        terminate.Dispose();
        stop.Dispose();
    }

    private void End(PosixSignalContext signal, int code)
    {
        signal.Cancel = true;
        ExitCode = code;
        stop.Cancel();
    }
}
