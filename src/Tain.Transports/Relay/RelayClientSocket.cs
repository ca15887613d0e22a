using System.Net;

namespace Tain.Transports;

/// <summary>
/// The player's socket behind a relay. It pings only once something has come through, as the reference's client does when it is connected:
/// the relay hears the first Hello before any ping.
/// </summary>
internal sealed class RelayClientSocket(RelayLink link, SocketAddress server) : IDatagramSocket
{
    public EndPoint? LocalEndPoint => link.LocalEndPoint;

    public long UnsentDatagrams => link.UnsentDatagrams;

    public DatagramResult Receive(Span<byte> buffer, SocketAddress from, out int bytes)
    {
        bytes = 0;
        DatagramResult result = link.Receive(out ReadOnlySpan<byte> payload);
        if (result != DatagramResult.Datagram || payload.IsEmpty) return result;
        link.StartPinging();
        bytes = Math.Min(payload.Length, buffer.Length);
        payload[..bytes].CopyTo(buffer);
        server.Buffer.Span[..server.Size].CopyTo(from.Buffer.Span);
        from.Size = server.Size;
        return DatagramResult.Datagram;
    }

    public void Send(ReadOnlySpan<byte> datagram, SocketAddress to) => link.Send([], datagram);

    public void Flush() => link.Flush();

    public void Dispose() => link.Dispose();
}
