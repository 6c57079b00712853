using System.Net;
using System.Net.Sockets;

namespace FuyangPlan.Cluster;

public sealed class DeathWatchTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Place_WhereNobodyListensAnyMore_IsGone()
    {
        using var listener = Listener(backlog: 1);
        var place = (IPEndPoint)listener.LocalEndPoint!;
        Assert.False(await DeathWatch.IsGone(place, Stop));
        listener.Dispose();
        Assert.True(await DeathWatch.IsGone(place, Stop));
    }

    /// <summary>As a frozen process does: its machine goes on taking connections for it, until there is no place for more.</summary>
    [Fact]
    public async Task Place_WhereNobodyAnswers_IsNotGone()
    {
        using var listener = Listener(backlog: 0);
        List<Socket> waiting = [];
        for (var number = 0; number < 4; number++)
        {
            Socket caller = new(SocketType.Stream, ProtocolType.Tcp);
            waiting.Add(caller);
            _ = caller.ConnectAsync(listener.LocalEndPoint!, Stop).AsTask().ContinueWith(task => task.Exception, TaskScheduler.Default);
        }
        Assert.False(await DeathWatch.IsGone((IPEndPoint)listener.LocalEndPoint!, Stop));
        waiting.ForEach(caller => caller.Dispose());
    }

    /// <summary>Somebody else has begun there while it was looked: who is gone tells his successor.</summary>
    [Fact]
    public async Task Place_WhereSomebodyListensAgain_IsNotGone()
    {
        var listener = Listener(backlog: 1);
        var place = (IPEndPoint)listener.LocalEndPoint!;
        listener.Dispose();
        var looking = DeathWatch.IsGone(place, Stop);
        using var successor = new Socket(SocketType.Stream, ProtocolType.Tcp);
        successor.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        successor.Bind(place);
        successor.Listen();
        // Whether the last look came before is the machine's to say; a look after it finds him.
        await looking;
        Assert.False(await DeathWatch.IsGone(place, Stop));
    }

    private static Socket Listener(int backlog)
    {
        Socket listener = new(SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(backlog);
        return listener;
    }
}
