using System.Net;
using System.Net.Sockets;

namespace Tain.Transports.Kit;

/// <summary>A datagram under way on a <see cref="Wire"/>; reused after it was received.</summary>
public sealed class WireDatagram
{
    private byte[] _bytes = new byte[2_048];
    private int _length;

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    public SocketAddress From { get; } = new(AddressFamily.InterNetworkV6);

    public SocketAddress To { get; } = new(AddressFamily.InterNetworkV6);

    public static void Copy(SocketAddress source, SocketAddress target)
    {
        target.Size = source.Size;
        source.Buffer.Span[..source.Size].CopyTo(target.Buffer.Span);
    }

    public void Fill(ReadOnlySpan<byte> bytes, SocketAddress from, SocketAddress to)
    {
        if (bytes.Length > _bytes.Length) _bytes = new byte[bytes.Length];
        bytes.CopyTo(_bytes);
        _length = bytes.Length;
        Copy(from, From);
        Copy(to, To);
    }
}
