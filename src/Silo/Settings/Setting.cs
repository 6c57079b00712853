using System.Buffers;
using System.Globalization;
using System.Net;
using FuyangPlan.Leads;

namespace FuyangPlan.Settings;

/// <summary>What a setting's text must be like. An empty text is the same as none.</summary>
internal enum SettingKind
{
    Text,
    Path,
    /// <summary><c>/</c> and words of letters, digits and hyphens.</summary>
    PathBase,
    /// <summary><c>true</c> or <c>false</c>.</summary>
    Flag,
    /// <summary>1 to 1,000,000.</summary>
    Count,
    /// <summary>0 to 65,535.</summary>
    Port,
    /// <summary>An IP address.</summary>
    Address,
    /// <summary><c>amqp://…</c> or <c>amqps://…</c>.</summary>
    Bus,
    /// <summary>10 to 128 characters.</summary>
    Password,
    /// <summary>At least 32 characters.</summary>
    Secret,
    /// <summary>32 bytes, base64.</summary>
    Key,
}

/// <summary>One key of the configuration.</summary>
/// <param name="Default">In words of the documentation.</param>
/// <param name="Words">What it is for, in words of the documentation.</param>
internal sealed record Setting(string Key, SettingKind Kind, string Default, string Words)
{
    /// <summary>Every key that the product reads. The table in <c>docs/operations.md</c> and <c>deploy/settings.json</c> say the same.</summary>
    public static ImmutableArray<Setting> All { get; } =
    [
        new("urls", SettingKind.Text, "gateway `http://localhost:8080`", "addresses of HTTP, separated by `;`"),
        new("Fuyang:DataFolder", SettingKind.Path, "`./data`", "evidence and session keys, shared by all gateways of a cluster; embedded: the database, too"),
        new("Fuyang:Database", SettingKind.Text, "none: embedded", "connection string of PostgreSQL; makes silo and gateway members of a cluster"),
        new("Fuyang:Bus", SettingKind.Bus, "none: nothing is announced", "`amqp://user:password@host:port/vhost` of RabbitMQ"),
        new("Fuyang:CallerKey", SettingKind.Secret, "embedded: random",
            "secret that signs who calls, the same in all processes of a cluster, at least 32 characters; required with `Fuyang:Database`"),
        new("Fuyang:SecondCallerKey", SettingKind.Secret, "none", "another secret that is believed, while one is being replaced"),
        new("Fuyang:MasterKey", SettingKind.Key, "embedded: `master.key` in the data folder",
            "key that seals what is confidential, base64 of 32 bytes, the same in all processes of a cluster; required with `Fuyang:Database`; lost, it is unreadable for ever"),
        new("Fuyang:SealKey", SettingKind.Text, "embedded: `seal.key` in the data folder",
            "key that signs the seal of each day, ECDSA P-256 as PEM or the path of such a file, the same in all silos; required by silos with `Fuyang:Database`"),
        new("Fuyang:ClusterId", SettingKind.Text, "`fuyang`", "name of the cluster; two clusters on one database need two"),
        new("Fuyang:Listen", SettingKind.Address, "`127.0.0.1`", "address of this machine at which silos meet each other and gateways"),
        new("Fuyang:SiloPort", SettingKind.Port, "embedded a free one, else 11111", "silo to silo, at `Fuyang:Listen`"),
        new("Fuyang:GatewayPort", SettingKind.Port, "embedded a free one, else 30000", "gateway to silo, at `Fuyang:Listen`"),
        new("Fuyang:MetricsPort", SettingKind.Port, "0: off", "`/metrics` for Prometheus, on the loopback interface only, without sign-in"),
        new("Fuyang:JsonLogs", SettingKind.Flag, "`false`", "logs as JSON, one line each"),
        new("Fuyang:AdminPassword", SettingKind.Password, "random, printed once", "password of `admin`, used at the first start only; 10 to 128 characters"),
        new("Fuyang:PlansFolder", SettingKind.Path, "none", "further plan files, taken in at every start"),
        new("Fuyang:PathBase", SettingKind.PathBase, "none: `/`", "path under which the proxy shows the product, such as `/plan`"),
        new("AllowedHosts", SettingKind.Text, "`*`: any", "names in the `Host` header that are answered, separated by `;`, `*.` before a name for all beneath it"),
        new("Fuyang:SignInsPerMinute", SettingKind.Count, "30", "sign-ins that one address may try; more where many sit behind one proxy"),
        new("Fuyang:CommandsPerSecond", SettingKind.Count, "50", "commands that one account may send; twice as many at once"),
        new("Fuyang:ConcurrentCommands", SettingKind.Count, "192", "commands that a gateway handles at a time"),
        new("Fuyang:ConcurrentReads", SettingKind.Count, "192", "reads that a gateway handles at a time; they are refused first"),
        new("Fuyang:Demo", SettingKind.Flag, "`false`", "add the demo plan and its accounts; also `--demo`"),
        new("Fuyang:Settings", SettingKind.Path, "none", "the settings file; also `FUYANG_SETTINGS`"),
        new("OTEL_EXPORTER_OTLP_ENDPOINT", SettingKind.Text, "none", "where metrics and traces are sent by OTLP; the other `OTEL_…` variables hold, too"),
    ];

    /// <summary>What is wrong with a text, for people; null when nothing is. It never repeats the text: it may be a secret.</summary>
    public string? Fault(string text) => Kind switch
    {
        _ when text.Length == 0 => null,
        SettingKind.Path when text.AsSpan().ContainsAny(Path.GetInvalidPathChars()) => "应为路径",
        SettingKind.PathBase when text.AsSpan().IndexOfAnyExcept(PathLetters) >= 0 || text[0] != '/' || text.Contains("//", StringComparison.Ordinal) =>
            "应为 / 开头、由字母、数字和连字符组成的路径，如 /plan",
        SettingKind.Flag when !bool.TryParse(text, out _) => "应为 true 或 false",
        SettingKind.Count when Number(text) is not (>= 1 and <= 1_000_000) => "应为 1 至 1000000 的整数",
        SettingKind.Port when Number(text) is not (>= 0 and <= 65_535) => "应为 0 至 65535 的整数",
        SettingKind.Address when !IPAddress.TryParse(text, out _) => "应为 IP 地址",
        SettingKind.Bus when !(Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "amqp" or "amqps") => "应为 amqp:// 或 amqps:// 开头的地址",
        SettingKind.Password when text.Length is < 10 or > 128 => "应为 10 至 128 个字符",
        SettingKind.Secret when text.Length < 32 => "至少要有 32 个字符",
        SettingKind.Key when !MasterKey.IsKey(text) => "应为 32 字节的 base64（openssl rand -base64 32）",
        _ => null,
    };

    private static readonly SearchValues<char> PathLetters = SearchValues.Create("/-_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
