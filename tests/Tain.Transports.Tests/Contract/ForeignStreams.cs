using System.Text;

namespace Tain.Transports.Contract;

/// <summary>Foreign peers of a protocol over TCP.</summary>
internal sealed class ForeignStreams : ForeignPeers
{
    /// <summary>What a peer sends that stops in the middle of the handshake; where there is none, the beginning of a packet or nothing.</summary>
    public required byte[] HalfHandshake { get; init; }

    /// <summary>What makes a connection; nothing where TCP alone does.</summary>
    public byte[] Handshake { get; init; } = [];

    /// <summary>What the server's answer ends with.</summary>
    public string EndOfAnswer { get; init; } = "";

    public override IForeignPeer BeginHandshake(TransportServer server) => new Peer(server.Uri.Port, HalfHandshake, "", []);

    public override IForeignPeer SendGarbage(TransportServer server, int seed) => new Peer(server.Uri.Port, Noise(seed), "", []);

    public override IForeignPeer ConnectThenSendGarbage(TransportServer server, int seed) => new Peer(server.Uri.Port, Handshake, EndOfAnswer, Noise(seed));

    // No length and no frame begins with 255 in the protocols over streams, so that the noise never says anything by chance.
    private static byte[] Noise(int seed)
    {
        var random = new Random(seed);
        byte[] noise = new byte[random.Next(40, 4000)];
        random.NextBytes(noise);
        noise[0] = 0xFF;
        return noise;
    }

    private sealed class Peer : IForeignPeer
    {
        private readonly RawPeer _peer;
        private readonly string _mark;
        private byte[] _then;

        public Peer(int port, byte[] first, string mark, byte[] then)
        {
            _peer = RawPeer.Connect(port);
            _mark = mark;
            _then = then;
            if (first.Length > 0) _peer.Send(first);
        }

        public bool IsGivenUp => _peer.IsClosed;

        public void Pump()
        {
            _peer.Pump();
            if (_then.Length == 0 || (_mark.Length > 0 && !Encoding.Latin1.GetString(_peer.Received).Contains(_mark, StringComparison.Ordinal))) return;
            _peer.Send(_then);
            _then = [];
        }

        public void Dispose() => _peer.Dispose();
    }
}
