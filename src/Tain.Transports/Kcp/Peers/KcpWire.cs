namespace Tain.Transports;

/// <summary>
/// The five bytes in front of every datagram, and the byte in front of every message. Wire values; never 0, and the two header ranges do not overlap.
/// Datagram: u8 channel, 4 bytes cookie, payload. Reliable payload: segments. Unreliable payload: u8 header, content.
/// </summary>
internal static class KcpWire
{
    public const int CookieBytes = 4;
    public const int EnvelopeBytes = 1 + CookieBytes;

    /// <summary>Largest UDP payload unless configured: Mirror's, which is fixed there.</summary>
    public const int DefaultMtu = 1_200;

    public const byte ReliableChannel = 1;
    public const byte UnreliableChannel = 2;

    public const byte Hello = 1;
    public const byte Ping = 2;
    public const byte Data = 3;

    /// <summary>An answer to a ping with content; newer kcp2k than Mirror's sends it. We never do, and ignore it.</summary>
    public const byte Pong = 4;

    public const byte UnreliableData = 4;
    public const byte UnreliableDisconnect = 5;

    /// <summary>How often a disconnect is sent at once, because nothing acknowledges it.</summary>
    public const int DisconnectRepeats = 5;

    /// <summary>True when a stranger's datagram begins a connection: one look at fixed places, before anything is allocated for it.</summary>
    public static bool IsFirstHello(ReadOnlySpan<byte> datagram)
    {
        if (datagram.Length <= EnvelopeBytes + KcpSegmentHeader.SizeBytes || datagram[0] != ReliableChannel) return false;
        ReadOnlySpan<byte> segments = datagram[EnvelopeBytes..];
        return KcpSegmentHeader.TryRead(segments, out KcpSegmentHeader header) == KcpInputResult.None && IsHello(header, segments);
    }

    /// <summary>True when one of a datagram's segments is the server's Hello that answers ours: number 0, and our number 0 has arrived there.</summary>
    public static bool ContainsHelloAnswer(ReadOnlySpan<byte> segments)
    {
        while (KcpSegmentHeader.TryRead(segments, out KcpSegmentHeader header) == KcpInputResult.None)
        {
            if (IsHello(header, segments) && header.Expected - default(SequenceNumber) >= 1) return true;
            segments = segments[(KcpSegmentHeader.SizeBytes + header.PayloadBytes)..];
        }
        return false;
    }

    private static bool IsHello(in KcpSegmentHeader header, ReadOnlySpan<byte> segment) =>
        header is { Command: KcpCommand.Push, FragmentsAfter: 0, Sequence.Value: 0, PayloadBytes: >= 1 } && segment[KcpSegmentHeader.SizeBytes] == Hello;
}
