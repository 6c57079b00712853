using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace FuyangPlan.Servers;

/// <summary>A wire between a process and a server that can be cut: both ways, or only the answers, so that what was asked is done and not heard of.</summary>
internal sealed class TcpProxy : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<int, (TcpClient Near, TcpClient Far)> wires = new();
    private readonly CancellationTokenSource end = new();
    private readonly int target;
    private volatile bool mute, closed;
    private int count;

    /// <param name="target">The server's port on this machine.</param>
    public TcpProxy(int target)
    {
        this.target = target;
        listener.Start();
        _ = Task.Run(Accept);
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Every wire is cut now. New ones are let through.</summary>
    public void Cut()
    {
        foreach (var (_, (near, far)) in wires)
        {
            // Reset, not a polite end; one that has just ended by itself has no socket any more.
            foreach (var end in (TcpClient[])[near, far])
            {
                if (end.Client is { } socket) socket.LingerState = new(true, 0);
                end.Close();
            }
        }
    }

    /// <summary>From now on answers are swallowed, until the next <see cref="Open"/>; questions go through.</summary>
    public void Mute() => mute = true;

    /// <summary>Cuts, and lets nobody in until the next <see cref="Open"/>.</summary>
    public void Close()
    {
        closed = true;
        Cut();
    }

    public void Open() => mute = closed = false;

    public void Dispose()
    {
        end.Cancel();
        listener.Stop();
        Cut();
        end.Dispose();
    }

    private async Task Accept()
    {
        while (!end.IsCancellationRequested)
            try
            {
                var near = await listener.AcceptTcpClientAsync(end.Token);
                _ = Task.Run(() => Carry(near));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
    }

    private async Task Carry(TcpClient near)
    {
        var number = Interlocked.Increment(ref count);
        using var far = new TcpClient();
        using (near)
            try
            {
                if (closed) return;
                near.NoDelay = far.NoDelay = true;
                await far.ConnectAsync(IPAddress.Loopback, target, end.Token);
                wires[number] = (near, far);
                await Task.WhenAny(Pump(near.GetStream(), far.GetStream(), isAnswer: false), Pump(far.GetStream(), near.GetStream(), isAnswer: true));
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
            {
            }
            finally
            {
                wires.TryRemove(number, out _);
            }
    }

    private async Task Pump(NetworkStream from, NetworkStream to, bool isAnswer)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            int read;
            while ((read = await from.ReadAsync(buffer, end.Token)) > 0)
                if (!(isAnswer && mute)) await to.WriteAsync(buffer.AsMemory(0, read), end.Token);
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
        }
    }
}
