using System.Buffers.Binary;

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

    private const uint NobodysClockMs = 1u << 30;

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

    /// <summary>
    /// The answer to a first Hello by a server that keeps nothing of it: acknowledgement and Hello, as a connection's first flush would write them.
    /// Its clock is one that no connection has, so that the echo is not taken for a round trip.
    /// </summary>
    public static int WriteHelloAnswer(Span<byte> datagram, ReadOnlySpan<byte> hello, uint cookie, int receiveWindow)
    {
        const int Bytes = EnvelopeBytes + 2 * KcpSegmentHeader.SizeBytes + 1;
        KcpSegmentHeader.TryRead(hello[EnvelopeBytes..], out KcpSegmentHeader asked);
        var acknowledgement = new KcpSegmentHeader(KcpCommand.Acknowledge, 0, (ushort)receiveWindow, asked.Timestamp, default, default(SequenceNumber).Next, 0);
        datagram[0] = ReliableChannel;
        BinaryPrimitives.WriteUInt32LittleEndian(datagram[1..], cookie);
        acknowledgement.Write(datagram[EnvelopeBytes..]);
        KcpSegmentHeader push = acknowledgement with { Command = KcpCommand.Push, Timestamp = new KcpTime(NobodysClockMs), PayloadBytes = 1 };
        push.Write(datagram[(EnvelopeBytes + KcpSegmentHeader.SizeBytes)..]);
        datagram[Bytes - 1] = Hello;
        return Bytes;
    }

    /// <summary>True when a reliable datagram's first segment says that our Hello arrived and nothing after it, as all do that a client sends right after the handshake.</summary>
    public static bool FollowsHelloAnswer(ReadOnlySpan<byte> datagram) =>
        datagram[0] == ReliableChannel
        && KcpSegmentHeader.TryRead(datagram[EnvelopeBytes..], out KcpSegmentHeader header) == KcpInputResult.None
        && header.Expected.Value == 1;

    private static bool IsHello(in KcpSegmentHeader header, ReadOnlySpan<byte> segment) =>
        header is { Command: KcpCommand.Push, FragmentsAfter: 0, Sequence.Value: 0, PayloadBytes: >= 1 } && segment[KcpSegmentHeader.SizeBytes] == Hello;
}
