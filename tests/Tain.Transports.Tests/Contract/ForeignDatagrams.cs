using System.Net;

namespace Tain.Transports.Contract;

/// <summary>Foreign peers of a protocol over datagrams, on any network of datagrams: UDP or one in memory.</summary>
public sealed class ForeignDatagrams : ForeignPeers
{
    /// <summary>The network that the server listens on.</summary>
    public required DatagramSocketFactory Sockets { get; init; }

    /// <summary>The clock of the network.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>Where the server is.</summary>
    public required Func<TransportServer, IPEndPoint> AddressOf { get; init; }

    /// <summary>The first datagram of a proper handshake.</summary>
    public required byte[] Hello { get; init; }

    /// <summary>A proper client on other sockets.</summary>
    public required Func<DatagramSocketFactory, TransportClient> CreateClient { get; init; }

    /// <summary>How a client reaches the server.</summary>
    public required Action<TransportClient, TransportServer> Connect { get; init; }

    /// <summary>Bytes at the start of each datagram that show to which connection it belongs. Garbage from inside a connection begins behind them.</summary>
    public required int EnvelopeBytes { get; init; }

    /// <summary>How long the server must have been silent to have given up a client that stopped half way: longer than it waits for one.</summary>
    public TimeSpan Quiet { get; init; } = TimeSpan.FromSeconds(4);

    public override IForeignPeer BeginHandshake(TransportServer server) => new Stranger(this, server, [Hello], Quiet);

    public override IForeignPeer SendGarbage(TransportServer server, int seed)
    {
        var random = new Random(seed);
        var datagrams = new byte[20][];
        for (int i = 0; i < datagrams.Length; i++)
        {
            // Half of it is noise, half is a proper greeting with a few bytes changed.
            datagrams[i] = i % 2 == 0 ? new byte[random.Next(0, 1400)] : [.. Hello];
            if (i % 2 == 0) random.NextBytes(datagrams[i]);
            else for (int flips = random.Next(1, 4); flips > 0; flips--) datagrams[i][random.Next(Hello.Length)] ^= (byte)random.Next(1, 256);
        }
        return new Stranger(this, server, datagrams, TimeSpan.FromSeconds(0.5));
    }

    public override IForeignPeer ConnectThenSendGarbage(TransportServer server, int seed) => new Garbler(this, server, seed);

    private sealed class Stranger : IForeignPeer
    {
        private readonly ForeignDatagrams _peers;
        private readonly IDatagramSocket _socket;
        private readonly TimeSpan _quiet;
        private readonly SocketAddress _server;
        private readonly Queue<byte[]> _unsent;
        private readonly byte[] _buffer = new byte[2048];
        private readonly SocketAddress _from = DatagramAddress.CreateEmpty();
        private long _heardAt;

        public Stranger(ForeignDatagrams peers, TransportServer server, byte[][] datagrams, TimeSpan quiet)
        {
            _peers = peers;
            _quiet = quiet;
            IPEndPoint address = peers.AddressOf(server);
            _server = address.Serialize();
            _socket = peers.Sockets.Open(address, new DatagramSocketOptions(false, 65_536, 65_536));
            _unsent = new Queue<byte[]>(datagrams);
            _heardAt = peers.Clock.GetTimestamp();
        }

        public bool IsGivenUp => _unsent.Count == 0 && _peers.Clock.GetElapsedTime(_heardAt) >= _quiet;

        public void Pump()
        {
            if (_unsent.TryDequeue(out byte[]? datagram))
            {
                _socket.Send(datagram, _server);
                _socket.Flush();
            }
            while (_socket.Receive(_buffer, _from, out _) == DatagramResult.Datagram) _heardAt = _peers.Clock.GetTimestamp();
        }

        public void Dispose() => _socket.Dispose();
    }

    private sealed class Garbler : IForeignPeer
    {
        private readonly GarblingSockets _sockets;
        private readonly TransportClient _client;
        private bool _wasConnected;

        public Garbler(ForeignDatagrams peers, TransportServer server, int seed)
        {
            _sockets = new GarblingSockets(peers.Sockets, peers.EnvelopeBytes, seed);
            _client = peers.CreateClient(_sockets);
            peers.Connect(_client, server);
        }

        public bool IsGivenUp => _wasConnected && !_client.IsConnected;

        public void Pump()
        {
            while (_client.TryReceive(out TransportEvent received)) _wasConnected |= received.Kind == TransportEventKind.Connected;
            // One proper packet first, because a server may wait for it before it believes in a client.
            if (_client.IsConnected)
            {
                _client.Send([1, 2, 3], Channel.Unreliable);
                _client.Send([4, 5, 6], Channel.Reliable);
            }
            _client.Flush();
            _sockets.IsGarbling |= _wasConnected;
        }

        public void Dispose() => _client.Dispose();
    }
}
