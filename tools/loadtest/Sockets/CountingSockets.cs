using System.Net;
using Tain.Transports;

namespace Tain.LoadTest;

/// <summary>UDP sockets that count what goes through them: what really is on the wire, acknowledgements and resends among it. One thread uses all of one factory.</summary>
internal sealed class CountingSockets(DatagramSocketFactory inner) : DatagramSocketFactory
{
    public long DatagramsIn { get; private set; }

    public long DatagramsOut { get; private set; }

    public long BytesIn { get; private set; }

    public long BytesOut { get; private set; }

    public override int OverheadBytes => inner.OverheadBytes;

    public override IDatagramSocket Bind(ushort port, DatagramSocketOptions options) => new Socket(inner.Bind(port, options), this);

    public override IDatagramSocket Open(EndPoint remote, DatagramSocketOptions options) => new Socket(inner.Open(remote, options), this);

    public override ValueTask<EndPoint> ResolveAsync(string host, int port, CancellationToken cancellation) => inner.ResolveAsync(host, port, cancellation);

    private sealed class Socket(IDatagramSocket inner, CountingSockets sums) : IDatagramSocket
    {
        public EndPoint? LocalEndPoint => inner.LocalEndPoint;

        public long UnsentDatagrams => inner.UnsentDatagrams;

        public int ReceiveBufferBytes => inner.ReceiveBufferBytes;

        public int SendBufferBytes => inner.SendBufferBytes;

        public DatagramResult Receive(Span<byte> buffer, SocketAddress from, out int bytes)
        {
            DatagramResult result = inner.Receive(buffer, from, out bytes);
            if (result != DatagramResult.Datagram) return result;
            sums.DatagramsIn++;
            sums.BytesIn += bytes;
            return result;
        }

        public void Send(ReadOnlySpan<byte> datagram, SocketAddress to)
        {
            sums.DatagramsOut++;
            sums.BytesOut += datagram.Length;
            inner.Send(datagram, to);
        }

        public void Flush() => inner.Flush();

        public void Dispose() => inner.Dispose();
    }
}
