namespace Tain.Transports.Kcp;

/// <summary>A segment of a <see cref="LiteralCore"/> on its way out.</summary>
internal sealed class LiteralSegment
{
    public required int Bytes { get; init; }

    public required int After { get; init; }

    public uint Sequence { get; set; }

    public int Transmissions { get; set; }

    public int SkippedBy { get; set; }

    public int Timeout { get; set; }

    public uint ResendAt { get; set; }
}
