using System.Net;
using System.Net.Sockets;
using Tain.Transports.Contract;

namespace Tain.Transports.ENet;

/// <summary>Foreign peers of a server on libenet. libenet owns its sockets, so a real client's datagrams are spoiled on their way, by a relay between it and the server.</summary>
internal sealed class EnetForeignPeers : ForeignPeers
{
    private readonly ForeignDatagrams _strangers = new()
    {
        Sockets = UdpSocketFactory.Instance,
        Clock = TimeProvider.System,
        AddressOf = static server => new IPEndPoint(IPAddress.Loopback, server.Uri.Port),
        Hello = RecordConnect(),
        CreateClient = static _ => throw new NotSupportedException("libenet opens its own sockets."),
        Connect = static (_, _) => { },
        EnvelopeBytes = 4,

        // libenet answers a Connect again after 0.5, 1, 2, 4, ... seconds.
        Quiet = TimeSpan.FromSeconds(3),
    };

    /// <summary>The first datagram of a client of libenet, taken from the wire.</summary>
    public static byte[] RecordConnect()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 5_000 };
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using var foreign = ForeignEnet.ConnectTo(((IPEndPoint)socket.LocalEndPoint!).Port);
        byte[] buffer = new byte[2_000];
        return buffer[..socket.Receive(buffer)];
    }

    public override IForeignPeer BeginHandshake(TransportServer server) => _strangers.BeginHandshake(server);

    public override IForeignPeer SendGarbage(TransportServer server, int seed) => _strangers.SendGarbage(server, seed);

    public override IForeignPeer ConnectThenSendGarbage(TransportServer server, int seed) => new Garbler(server.Uri.Port, seed);

    private sealed class Garbler : IForeignPeer
    {
        private const byte SentTimeFlag = 0x80;

        // Commands that carry a length of their own, which noise makes too long, and numbers that are none. Not the goodbye: it would be a proper end.
        private static readonly byte[] s_commands = [0, 6, 7, 8, 9, 11, 12, 13, 14, 15];

        private readonly Random _random;
        private readonly Socket _toClient = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        private readonly Socket _toServer = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        private readonly ForeignEnet _client;
        private readonly byte[] _buffer = new byte[4_096];
        private EndPoint _clientAddress = new IPEndPoint(IPAddress.Any, 0);
        private bool _isGarbling;
        private long _heardAt;

        public Garbler(int port, int seed)
        {
            _random = new Random(seed);
            _toClient.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            _toServer.Connect(IPAddress.Loopback, port);
            _client = ForeignEnet.ConnectTo(((IPEndPoint)_toClient.LocalEndPoint!).Port);
        }

        public bool IsGivenUp => _isGarbling && TimeProvider.System.GetElapsedTime(_heardAt) > TimeSpan.FromSeconds(2);

        public void Pump()
        {
            _client.Tick();
            if (_client.IsConnected && !_isGarbling)
            {
                _client.Send(0, ForeignEnet.Reliable, [1, 2, 3]);
                Relay();
                _isGarbling = true;
            }
            Relay();
        }

        public void Dispose()
        {
            _client.Dispose();
            _toClient.Dispose();
            _toServer.Dispose();
        }

        private void Relay()
        {
            while (_toClient.Available > 0)
            {
                int bytes = _toClient.ReceiveFrom(_buffer, ref _clientAddress);
                if (_isGarbling)
                {
                    // The peer's number, and a time where the flag says so; then the first command.
                    int envelope = (_buffer[0] & SentTimeFlag) != 0 ? 4 : 2;
                    bytes = envelope + _random.Next(1, 1_000);
                    _random.NextBytes(_buffer.AsSpan(envelope, bytes - envelope));
                    _buffer[envelope] = (byte)((_buffer[envelope] & 0xf0) | s_commands[_random.Next(s_commands.Length)]);
                }
                _toServer.Send(_buffer.AsSpan(0, bytes), SocketFlags.None, out _);
            }
            while (_toServer.Available > 0)
            {
                int bytes = _toServer.Receive(_buffer, SocketFlags.None, out SocketError error);
                if (error != SocketError.Success) break;
                _heardAt = TimeProvider.System.GetTimestamp();
                _toClient.SendTo(_buffer.AsSpan(0, bytes), _clientAddress);
            }
        }
    }
}
