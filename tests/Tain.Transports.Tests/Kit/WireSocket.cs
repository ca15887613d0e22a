using System.Net;

namespace Tain.Transports.Kit;

/// <summary>A socket on a <see cref="Wire"/>.</summary>
public sealed class WireSocket(Wire wire, IPEndPoint address) : IDatagramSocket
{
    public SocketAddress Address { get; } = address.Serialize();

    public Queue<WireDatagram> Inbox { get; } = new();

    public EndPoint? LocalEndPoint => address;

    public DatagramResult Receive(Span<byte> buffer, SocketAddress from, out int bytes)
    {
        bytes = 0;
        if (!Inbox.TryDequeue(out WireDatagram? datagram)) return DatagramResult.Empty;
        bool fits = datagram.Bytes.Length <= buffer.Length;
        if (fits)
        {
            bytes = datagram.Bytes.Length;
            datagram.Bytes.CopyTo(buffer);
            WireDatagram.Copy(datagram.From, from);
        }
        wire.Release(datagram);
        return fits ? DatagramResult.Datagram : DatagramResult.Oversized;
    }

    public void Send(ReadOnlySpan<byte> datagram, SocketAddress to) => wire.Send(datagram, Address, to);

    public void Flush()
    {
    }

    public void Dispose() => wire.Remove(this);
}
