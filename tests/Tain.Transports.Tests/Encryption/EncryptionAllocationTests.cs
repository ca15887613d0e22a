using Tain.Transports.Kit;

namespace Tain.Transports.Encryption;

/// <summary>A warm endpoint allocates nothing: not per packet, not per tick, not for packets that are replayed.</summary>
public sealed class EncryptionAllocationTests : IDisposable
{
    private const int Clients = 8;
    private readonly Wire _wire = new(new ManualClock()) { DelayMs = 20 };
    private readonly byte[] _small = new byte[40];
    private readonly byte[] _large = new byte[3_000];
    private readonly TransportServer _server;
    private readonly TransportClient[] _clients = new TransportClient[Clients];
    private int _tick;
    private int _echoed;

    public EncryptionAllocationTests()
    {
        var transport = new EncryptionTransport(new KcpTransport { Sockets = _wire, TimeProvider = _wire.Clock }) { AcceptAnyServer = true };
        _server = transport.CreateServer();
        _server.Start();
        for (int i = 0; i < Clients; i++)
        {
            _clients[i] = transport.CreateClient();
            _clients[i].Connect("10.0.0.1");
        }
    }

    [Fact]
    public void OverKcpOnAWireThatLosesAndRepeats()
    {
        var random = new Random(1);
        int lossPercent = 25;
        _wire.Script = _ => random.Next(100) < lossPercent ? Fate.Lost : random.Next(100) < 5 ? Fate.Twice : Fate.Ok;

        // Warmed up on a worse line, so that pools and rings have seen more than they are going to need.
        Run(2_000);
        lossPercent = 10;
        Run(500);
        int before = _echoed;
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        Run(2_000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - allocated);
        Assert.InRange(_echoed - before, 10_000, int.MaxValue);
        Assert.InRange(((EncryptionServer)_server).Counters[EncryptionRefusal.Replay], 1, int.MaxValue);
    }

    public void Dispose()
    {
        foreach (TransportClient client in _clients) client.Dispose();
        _server.Dispose();
    }

    private void Run(int ticks)
    {
        for (int i = 0; i < ticks; i++) Tick();
    }

    private void Tick()
    {
        _tick++;
        foreach (TransportClient client in _clients)
        {
            while (client.TryReceive(out TransportEvent received))
            {
                if (received.Kind == TransportEventKind.Data) _echoed++;
            }
            if (client.IsConnected)
            {
                client.Send(_small, Channel.Reliable);
                client.Send(_small, Channel.Unreliable);
                if (_tick % 10 == 0) client.Send(_large, Channel.Reliable);
            }
            client.Flush();
        }
        while (_server.TryReceive(out TransportEvent received))
        {
            if (received.Kind == TransportEventKind.Connected) _server.Send(received.ConnectionId, _small, Channel.Reliable);
            if (received.Kind == TransportEventKind.Data) _server.Send(received.ConnectionId, received.Data, received.Channel);
        }
        _server.Flush();
        _wire.AdvanceMs(10);
    }
}
