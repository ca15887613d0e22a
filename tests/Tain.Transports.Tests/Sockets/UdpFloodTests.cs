using System.Net;
using Tain.Transports.Contract;
using Tain.Transports.Kit;

namespace Tain.Transports.Sockets;

/// <summary>A flood that is as fast as the server: for each datagram that is taken from the real socket another one is sent to it, so that it never runs empty.</summary>
public class UdpFloodTests
{
    private const int Budget = 50;
    private const int WaitingDatagrams = 200;

    // What waits before a player's datagram is read in 4 ticks, what is lost meanwhile is sent again; without a bound not even the first tick would end.
    private const int MostTicksPerEcho = 50;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Attack", "K-07")]
    public void EveryTickEndsAndTheOthersPlay(bool batching)
    {
        var clock = new ManualClock();
        var sockets = new FloodedSockets(new UdpSocketFactory { Batching = batching });
        using var server = new ServerProbe(
            new KcpTransport { Port = 0, DualMode = false, TimeProvider = clock, Sockets = sockets, MaxDatagramsPerTick = Budget }.CreateServer());
        using var client = new ClientProbe(new KcpTransport { TimeProvider = clock }.CreateClient());
        server.OnData = pulled => server.Server.Send(pulled.ConnectionId, pulled.Data, pulled.Channel);
        server.Server.Start();
        sockets.Flooded!.Begin(WaitingDatagrams);
        client.Client.Connect(new Uri($"kcp://127.0.0.1:{server.Server.Uri.Port}"));

        int TicksUntil(Func<bool> condition)
        {
            for (int ticks = 1; ticks <= MostTicksPerEcho; ticks++)
            {
                client.Tick();
                sockets.Flooded!.Taken = 0;
                server.Tick();
                Assert.Equal(Budget, sockets.Flooded.Taken);
                clock.AdvanceMs(10);
                if (condition()) return ticks;
            }
            return int.MaxValue;
        }

        Assert.InRange(TicksUntil(() => client.Client.IsConnected), 1, MostTicksPerEcho);
        for (int echoes = 1; echoes <= 20; echoes++)
        {
            Assert.True(client.Client.Send([(byte)echoes], Channel.Reliable));
            Assert.InRange(TicksUntil(() => client.Data.Count() == echoes), 1, MostTicksPerEcho);
        }
    }

    private sealed class FloodedSockets(DatagramSocketFactory inner) : DatagramSocketFactory
    {
        public FloodedSocket? Flooded { get; private set; }

        public override IDatagramSocket Bind(ushort port, DatagramSocketOptions options) => Flooded = new FloodedSocket(inner, port, options);

        public override IDatagramSocket Open(EndPoint remote, DatagramSocketOptions options) => inner.Open(remote, options);

        public override ValueTask<EndPoint> ResolveAsync(string host, int port, CancellationToken cancellation) => inner.ResolveAsync(host, port, cancellation);
    }

    private sealed class FloodedSocket : IDatagramSocket
    {
        private readonly IDatagramSocket _inner;
        private readonly IDatagramSocket _flooder;
        private readonly SocketAddress _address;
        private readonly byte[] _junk = new byte[40];
        private readonly Random _random = new(1);

        public FloodedSocket(DatagramSocketFactory sockets, ushort port, DatagramSocketOptions options)
        {
            _inner = sockets.Bind(port, options);
            var here = new IPEndPoint(IPAddress.Loopback, ((IPEndPoint)_inner.LocalEndPoint!).Port);
            _flooder = sockets.Open(here, options);
            _address = here.Serialize();
        }

        public EndPoint? LocalEndPoint => _inner.LocalEndPoint;

        /// <summary>Datagrams that the server took, junk or not.</summary>
        public int Taken { get; set; }

        public void Begin(int datagrams)
        {
            for (int i = 0; i < datagrams; i++) SendJunk();
        }

        public DatagramResult Receive(Span<byte> buffer, SocketAddress from, out int bytes)
        {
            DatagramResult result = _inner.Receive(buffer, from, out bytes);
            // A socket that read ahead to the end says so once; the flood is there all the same.
            if (result == DatagramResult.Empty) result = _inner.Receive(buffer, from, out bytes);
            if (result != DatagramResult.Datagram) return result;
            Taken++;
            SendJunk();
            return result;
        }

        public void Send(ReadOnlySpan<byte> datagram, SocketAddress to) => _inner.Send(datagram, to);

        public void Flush() => _inner.Flush();

        public void Dispose()
        {
            _inner.Dispose();
            _flooder.Dispose();
        }

        private void SendJunk()
        {
            _random.NextBytes(_junk);
            _flooder.Send(_junk, _address);
            _flooder.Flush();
        }
    }
}
