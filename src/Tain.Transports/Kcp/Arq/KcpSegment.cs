namespace Tain.Transports;

/// <summary>
/// One numbered piece of a reliable message, on its way out or in. Pooled: whoever takes it off its last queue gives it back to the pool.
/// </summary>
internal sealed class KcpSegment(int capacityBytes)
{
    private readonly byte[] _payload = new byte[capacityBytes];

    /// <summary>Neighbours in the one list that holds the segment; the pool uses <see cref="Next"/> for its free list.</summary>
    public KcpSegment? Next { get; set; }

    public KcpSegment? Previous { get; set; }

    public int CapacityBytes => _payload.Length;

    public int PayloadBytes { get; set; }

    public Span<byte> Payload => _payload.AsSpan(0, PayloadBytes);

    public SequenceNumber Sequence { get; set; }

    /// <summary>How many pieces of the same message follow this one.</summary>
    public byte FragmentsAfter { get; set; }

    // What follows is for segments in flight only.

    /// <summary>How often it was put on the wire; 0 = never.</summary>
    public int Transmissions { get; set; }

    /// <summary>How many datagrams acknowledged a later segment while this one was missing.</summary>
    public int SkippedBy { get; set; }

    /// <summary>The wait before the next resend, in ms; grows with each.</summary>
    public int ResendTimeoutMs { get; set; }

    public KcpTime ResendAt { get; set; }
}
