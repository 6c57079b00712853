using System.Net;
using System.Net.Sockets;

namespace FuyangPlan.Servers;

/// <summary>
/// Ports of the loopback interface, below those that outgoing connections are given. Test processes run side by side, and what they started is down at
/// times: each process has blocks of its own, which it holds by listening at their first port, and gives no port twice.
/// </summary>
internal static class Ports
{
    private const int First = 15_000, Last = 32_000, Block = 500;

    private static readonly Lock Guard = new();
    private static readonly List<TcpListener> Held = [];
    private static int next, end;

    public static int Free() => Free(1);

    /// <summary>The first of so many in a row.</summary>
    public static int Free(int count)
    {
        lock (Guard)
            while (true)
            {
                if (next + count > end) Hold();
                var first = next;
                next += count;
                // Somebody may be there who knows nothing of blocks.
                if (Enumerable.Range(first, count).All(IsFree)) return first;
            }
    }

    public static bool IsFree(int port)
    {
        if (Listen(port) is not { } probe) return false;
        probe.Dispose();
        return true;
    }

    private static void Hold()
    {
        while (true)
            if (Random.Shared.Next(First / Block, Last / Block) * Block is var block && Listen(block) is { } listener)
            {
                Held.Add(listener);
                (next, end) = (block + 1, block + Block);
                return;
            }
    }

    private static TcpListener? Listen(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return listener;
        }
        catch (SocketException)
        {
            listener.Dispose();
            return null;
        }
    }
}
