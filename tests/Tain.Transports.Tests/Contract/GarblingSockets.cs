using System.Net;

namespace Tain.Transports.Contract;

/// <summary>Sockets that replace what a client sends by noise, once told to. The first bytes of each datagram stay, so that it still belongs to the connection.</summary>
public sealed class GarblingSockets(DatagramSocketFactory inner, int keptBytes, int seed) : DatagramSocketFactory
{
    private readonly Random _random = new(seed);
    private readonly int _keptBytes = keptBytes;

    public bool IsGarbling { get; set; }

    public override int OverheadBytes => inner.OverheadBytes;

    public override IDatagramSocket Bind(ushort port, DatagramSocketOptions options) => inner.Bind(port, options);

    public override IDatagramSocket Open(EndPoint remote, DatagramSocketOptions options) => new Garbling(this, inner.Open(remote, options));

    public override ValueTask<EndPoint> ResolveAsync(string host, int port, CancellationToken cancellation) => inner.ResolveAsync(host, port, cancellation);

    private sealed class Garbling(GarblingSockets owner, IDatagramSocket socket) : IDatagramSocket
    {
        private readonly byte[] _noise = new byte[2048];

        public EndPoint? LocalEndPoint => socket.LocalEndPoint;

        public DatagramResult Receive(Span<byte> buffer, SocketAddress from, out int bytes) => socket.Receive(buffer, from, out bytes);

        public void Send(ReadOnlySpan<byte> datagram, SocketAddress to) => socket.Send(owner.IsGarbling ? Garble(datagram) : datagram, to);

        public void Flush() => socket.Flush();

        public void Dispose() => socket.Dispose();

        private ReadOnlySpan<byte> Garble(ReadOnlySpan<byte> datagram)
        {
            int kept = Math.Min(owner._keptBytes, datagram.Length);
            Span<byte> garbled = _noise.AsSpan(0, datagram.Length);
            datagram[..kept].CopyTo(garbled);
            owner._random.NextBytes(garbled[kept..]);
            // No protocol here has a header of 255, so the noise never says anything by chance.
            if (kept < garbled.Length) garbled[kept] = 0xFF;
            return garbled;
        }
    }
}
