namespace FuyangPlan;

/// <summary>Why a process ends before it has begun, in one line for the operator, and with which of sysexits' codes.</summary>
public abstract class CannotStartException(string message, int exitCode) : Exception(message)
{
    public int ExitCode => exitCode;
}
