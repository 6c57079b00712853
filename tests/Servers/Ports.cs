using System.Net;
using System.Net.Sockets;

namespace FuyangPlan.Servers;

/// <summary>Ports of the loopback interface.</summary>
internal static class Ports
{
    /// <summary>One below those that outgoing connections are given: nobody else takes it while its process is down.</summary>
    public static int Free()
    {
        while (true)
            if (Random.Shared.Next(15_000, 32_000) is var port && IsFree(port))
                return port;
    }

    /// <summary>The first of so many in a row, a multiple of their number.</summary>
    public static int Free(int count)
    {
        while (true)
            if (Random.Shared.Next(15_000 / count, 30_000 / count) * count is var first && Enumerable.Range(first, count).All(IsFree))
                return first;
    }

    public static bool IsFree(int port)
    {
        using var probe = new TcpListener(IPAddress.Loopback, port);
        try
        {
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
