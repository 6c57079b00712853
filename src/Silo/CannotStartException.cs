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
        ?? (error.GetBaseException() is AddressInUseException or SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } ? new AddressTakenException(error.Message) : null);
}

/// <summary>Another process listens where this one should: exit code 78.</summary>
public sealed class AddressTakenException(string what) : CannotStartException(
    $"端口已被另一个程序占用，请停止它，或换一个端口（网页用 --urls http://localhost:8081）。 / The port is taken: {what}", exitCode: 78);
