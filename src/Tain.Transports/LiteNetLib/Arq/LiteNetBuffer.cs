namespace Tain.Transports;

/// <summary>One packet that waits: to be sent, to be acknowledged, or for its predecessors. On one list at a time, linked through itself.</summary>
internal sealed class LiteNetBuffer(int capacityBytes)
{
    private readonly byte[] _bytes = new byte[capacityBytes];

    public int CapacityBytes => _bytes.Length;

    public int Length { get; set; }

    public LiteNetBuffer? Next { get; set; }

    public int Transmissions { get; set; }

    public long SentAtMs { get; set; }

    public long DueAtMs { get; set; }

    /// <summary>The packet, with its headers.</summary>
    public Span<byte> Packet => _bytes.AsSpan(0, Length);

    /// <summary>All of its room.</summary>
    public Span<byte> Room => _bytes;
}
