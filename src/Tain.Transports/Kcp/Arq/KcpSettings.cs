namespace Tain.Transports;

/// <summary>What the reliability core is told once; see <see cref="KcpTransport"/> for the meaning and the defaults of each.</summary>
internal sealed record KcpSettings
{
    /// <summary>The reference never goes below this, whatever is configured.</summary>
    public const int MinReceiveWindow = 128;

    private const int MinIntervalMs = 10;
    private const int MaxIntervalMs = 5_000;

    /// <summary>The fragment count travels in a byte, and Mirror's largest message is one fragment below its limit of 255.</summary>
    public const int MaxFragments = 254;

    private readonly int _intervalMs = MinIntervalMs;
    private readonly int _receiveWindow = 4_096;

    public bool NoDelay { get; init; } = true;

    public int IntervalMs
    {
        get => _intervalMs;
        init => _intervalMs = Math.Clamp(value, MinIntervalMs, MaxIntervalMs);
    }

    /// <summary>Resend after this many later segments were acknowledged; 0 = never.</summary>
    public int FastResend { get; init; } = 2;

    public bool CongestionControl { get; init; }

    public int SendWindow { get; init; } = 4_096;

    public int ReceiveWindow
    {
        get => _receiveWindow;
        init => _receiveWindow = Math.Max(MinReceiveWindow, value);
    }

    /// <summary>Room for segments in a datagram: the MTU without the five bytes of channel and cookie.</summary>
    public int SegmentRoomBytes { get; init; } = KcpWire.DefaultMtu - KcpWire.EnvelopeBytes;

    /// <summary>A segment that was sent so often marks the link dead.</summary>
    public int MaxTransmissions { get; init; } = 40;

    /// <summary>Silence after which the peer is given up; round trips above it cannot have been measured.</summary>
    public int TimeoutMs { get; init; } = 10_000;

    public int MaxDatagramBytes => KcpWire.EnvelopeBytes + SegmentRoomBytes;

    public int MaxPayloadBytes => SegmentRoomBytes - KcpSegmentHeader.SizeBytes;

    /// <summary>The largest packet of the unreliable channel: a datagram without envelope and header byte.</summary>
    public int MaxUnreliableBytes => SegmentRoomBytes - 1;

    /// <summary>
    /// A reliable packet of at most this size travels in one datagram, together with two acknowledgements: what is longer becomes two segments, and leaves the
    /// acknowledgements to a datagram of their own.
    /// </summary>
    public int ReliableBatchBytes => MaxPayloadBytes - 1 - (2 * KcpSegmentHeader.SizeBytes);

    /// <summary>The largest packet of the reliable channel: one header byte less than 254 fragments at most.</summary>
    public int MaxReliableBytes => MaxPayloadBytes * (Math.Min(ReceiveWindow, byte.MaxValue) - 1) - 1;
}
