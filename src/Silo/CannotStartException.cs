using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace FuyangPlan;

/// <summary>Why a process ends before it has begun, in one line for the operator, and with which of sysexits' codes.</summary>
public abstract class CannotStartException(string message, int exitCode) : Exception(message)
{
    public int ExitCode => exitCode;

    /// <summary>What an operator can put right; null: it is a fault of ours, and its trace is wanted.</summary>
    public static CannotStartException? Of(Exception error) =>
        error as CannotStartException
        ?? (error.GetBaseException() is AddressInUseException or SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse }
            ? new AddressTakenException(error.Message) : null);
}

/// <summary>Another process listens where this one should: exit code 78.</summary>
public sealed class AddressTakenException(string what) : CannotStartException(
    $"端口已被另一个程序占用，请停止它，或换一个端口（网页用 --urls http://localhost:8081）。 / The port is taken: {what}", exitCode: 78)
{
    /// <summary>
    /// Asks before anything is started, so that one line is all that is said; whoever comes in between is met at the start. Answers null, or the
    /// exit code after it has said which address of HTTP, or port of the metrics, somebody listens at.
    /// </summary>
    public static int? Check(IConfiguration configuration, TextWriter errors)
    {
        try
        {
            foreach (var url in (configuration["urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                if (BindingAddress.Parse(url) is { IsUnixPipe: false, IsNamedPipe: false } address)
                    Check(url, address.Host == "localhost" ? IPAddress.Loopback : IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) ? ip : IPAddress.Any, address.Port);
            var metrics = configuration.GetValue<int>("Fuyang:MetricsPort");
            Check($"Fuyang:MetricsPort :{metrics}", IPAddress.Loopback, metrics);
            return null;
        }
        catch (AddressTakenException taken)
        {
            errors.WriteLine(taken.Message);
            return taken.ExitCode;
        }
    }

    private static void Check(string what, IPAddress address, int port)
    {
        if (port == 0) return;
        // Bound, never listening: whoever tries to connect meanwhile must not reach a door that shuts at once.
        using var probe = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            probe.Bind(new IPEndPoint(address, port));
        }
        catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw new AddressTakenException(what);
        }
        catch (SocketException)
        {
            // Whatever it is, Kestrel says it better.
        }
    }
}
