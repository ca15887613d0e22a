using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Tain.Transports;

/// <summary>
/// The game server's socket behind a relay. To the protocol above it looks like any listening socket: each of the relay's connections is an address of its own,
/// made up of nothing but the connection's number, so that all rules about strangers hold for each of them.
/// </summary>
internal sealed class RelayServerSocket : IDatagramSocket
{
    // Family "unspecified" (2 bytes), 2 bytes 0, then the number.
    private const int NumberOffset = 4;
    private const int AddressBytes = NumberOffset + sizeof(int);

    private readonly RelayLink _link;
    private readonly SocketAddress _template = new(AddressFamily.Unspecified, AddressBytes);

    public RelayServerSocket(RelayLink link)
    {
        _link = link;
        link.StartPinging();
    }

    public EndPoint? LocalEndPoint => _link.LocalEndPoint;

    public long UnsentDatagrams => _link.UnsentDatagrams;

    public DatagramResult Receive(Span<byte> buffer, SocketAddress from, out int bytes)
    {
        bytes = 0;
        DatagramResult result = _link.Receive(out ReadOnlySpan<byte> payload);
        if (result != DatagramResult.Datagram) return result;
        if (payload.Length <= sizeof(int))
        {
            if (payload.Length > 0) _link.Drop(RelayDropReason.TooShort);
            return DatagramResult.Datagram;
        }
        int connection = BinaryPrimitives.ReadInt32LittleEndian(payload);
        if (connection == 0)
        {
            _link.Drop(RelayDropReason.NoConnection);
            return DatagramResult.Datagram;
        }
        payload = payload[sizeof(int)..];
        bytes = Math.Min(payload.Length, buffer.Length);
        payload[..bytes].CopyTo(buffer);
        WriteAddress(connection, from);
        return DatagramResult.Datagram;
    }

    public void Send(ReadOnlySpan<byte> datagram, SocketAddress to) => _link.Send(to.Buffer.Span.Slice(NumberOffset, sizeof(int)), datagram);

    public void Flush() => _link.Flush();

    public void Dispose() => _link.Dispose();

    private void WriteAddress(int connection, SocketAddress to)
    {
        Span<byte> bytes = to.Buffer.Span;
        _template.Buffer.Span[..AddressBytes].CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[NumberOffset..], connection);
        to.Size = AddressBytes;
    }
}
