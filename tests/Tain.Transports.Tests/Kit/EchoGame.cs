using Tain.Kit;

namespace Tain.Transports.Kit;

/// <summary>
/// Clients that say the same in every tick, and a server that sends all of it back: what a warm endpoint does all day. A test of allocations runs it warm, and then asks
/// what it still takes.
/// </summary>
internal sealed class EchoGame : IDisposable
{
    private static readonly byte[] s_small = new byte[40];
    private static readonly byte[] s_large = new byte[3_000];

    private readonly TransportServer _server;
    private readonly TransportClient[] _clients;
    private readonly Action _endTick;
    private int _tick;

    /// <param name="server">A server that is started.</param>
    /// <param name="clients">Clients that are connected, or about to be.</param>
    /// <param name="endTick">Called after the server's turn: what has to be done for packets to arrive.</param>
    public EchoGame(TransportServer server, IEnumerable<TransportClient> clients, Action endTick)
    {
        _server = server;
        _clients = [.. clients];
        _endTick = endTick;
    }

    /// <summary>Called between the clients' turn and the server's, where packets need that to arrive.</summary>
    public Action BeforeServer { get; init; } = static () => { };

    /// <summary>What a client says in a tick: two small packets, and at every tenth a large one, unless a test is about something else.</summary>
    public Action<TransportClient, int> Say { get; init; } = static (client, tick) =>
    {
        client.Send(s_small, Channel.Reliable);
        client.Send(s_small, Channel.Unreliable);
        if (tick % 10 == 0) client.Send(s_large, Channel.Reliable);
    };

    public TransportServer Server => _server;

    /// <summary>How many packets came back.</summary>
    public int Echoed { get; private set; }

    /// <summary>A server and clients of a transport, all at one address.</summary>
    public static EchoGame Over(Transport transport, int clients, Action endTick)
    {
        TransportServer server = transport.CreateServer();
        server.Start();
        var game = new EchoGame(server, Enumerable.Range(0, clients).Select(_ => transport.CreateClient()), endTick);
        foreach (TransportClient client in game._clients) client.Connect("10.0.0.1");
        return game;
    }

    /// <summary>Ten packets, by turns reliable and not.</summary>
    public static void SayMuch(TransportClient client, int tick)
    {
        for (int i = 0; i < 10; i++) client.Send(s_small, i % 2 == 0 ? Channel.Reliable : Channel.Unreliable);
    }

    /// <summary>A small reliable and a large unreliable packet.</summary>
    public static void SaySmallAndLarge(TransportClient client, int tick)
    {
        client.Send(s_small, Channel.Reliable);
        client.Send(s_large, Channel.Unreliable);
    }

    public void Run(int ticks)
    {
        for (int i = 0; i < ticks; i++) Tick();
    }

    /// <summary>Runs, and fails when something was allocated or fewer packets came back.</summary>
    public void CheckAllocatesNothing(int ticks, int leastEchoed)
    {
        int echoed = Echoed;
        Assert.Equal(0, Allocations.Of(() => Run(ticks)));
        Assert.InRange(Echoed - echoed, leastEchoed, int.MaxValue);
    }

    /// <summary>Frees both ends, unless they are somebody else's, who does that.</summary>
    public void Dispose()
    {
        foreach (TransportClient client in _clients) client.Dispose();
        _server.Dispose();
    }

    private void Tick()
    {
        _tick++;
        foreach (TransportClient client in _clients)
        {
            while (client.TryReceive(out TransportEvent received))
            {
                if (received.Kind == TransportEventKind.Data) Echoed++;
            }
            if (client.IsConnected) Say(client, _tick);
            client.Flush();
        }
        BeforeServer();
        while (_server.TryReceive(out TransportEvent received))
        {
            // A greeting, because a client of some transports is connected by the first packet that it gets.
            if (received.Kind == TransportEventKind.Connected) _server.Send(received.ConnectionId, s_small, Channel.Reliable);
            if (received.Kind == TransportEventKind.Data) _server.Send(received.ConnectionId, received.Data, received.Channel);
        }
        _server.Flush();
        _endTick();
    }
}
