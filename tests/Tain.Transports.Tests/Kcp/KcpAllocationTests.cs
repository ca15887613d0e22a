using Tain.Transports.Kit;

namespace Tain.Transports.Kcp;

/// <summary>A warm endpoint allocates nothing: not per packet, not per tick, not for resends.</summary>
public class KcpAllocationTests
{
    private const int Clients = 8;

    [Fact]
    public void OverAWireThatLosesATenth()
    {
        var wire = new Wire(new ManualClock()) { DelayMs = 20 };
        var random = new Random(1);
        int lossPercent = 25;
        wire.Script = _ => random.Next(100) < lossPercent ? Fate.Lost : Fate.Ok;
        var transport = new KcpTransport { Sockets = wire, TimeProvider = wire.Clock };
        using var game = new EchoGame(transport, wire);

        // Warmed up on a worse line, so that pools and rings have seen more than they are going to need.
        game.Run(2_000);
        lossPercent = 10;
        game.Run(500);
        long before = GC.GetAllocatedBytesForCurrentThread();
        game.Run(2_000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.InRange(game.Echoed, 10_000, int.MaxValue);
    }

    /// <summary>Clients that send small and large packets on both channels, and a server that sends all of it back.</summary>
    private sealed class EchoGame : IDisposable
    {
        private readonly TransportServer _server;
        private readonly TransportClient[] _clients = new TransportClient[Clients];
        private readonly byte[] _small = new byte[40];
        private readonly byte[] _large = new byte[3_000];
        private readonly Wire _wire;
        private int _tick;

        public EchoGame(KcpTransport transport, Wire wire)
        {
            _wire = wire;
            _server = transport.CreateServer();
            _server.Start();
            for (int i = 0; i < Clients; i++)
            {
                _clients[i] = transport.CreateClient();
                _clients[i].Connect("10.0.0.1");
            }
        }

        public int Echoed { get; private set; }

        public void Run(int ticks)
        {
            for (int i = 0; i < ticks; i++) Tick();
        }

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
                if (received.Kind == TransportEventKind.Data) _server.Send(received.ConnectionId, received.Data, received.Channel);
            }
            _server.Flush();
            _wire.AdvanceMs(10);
        }
    }
}
