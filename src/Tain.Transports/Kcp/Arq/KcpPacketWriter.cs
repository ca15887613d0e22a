namespace Tain.Transports;

/// <summary>Packs segments into datagrams: each goes behind the one before it, and one that does not fit starts the next datagram.</summary>
internal ref struct KcpPacketWriter(Span<byte> buffer, int headroomBytes, IKcpOutput output)
{
    private readonly Span<byte> _buffer = buffer;
    private readonly int _headroomBytes = headroomBytes;
    private int _used = headroomBytes;

    public void Write(in KcpSegmentHeader header, ReadOnlySpan<byte> payload)
    {
        if (_used + KcpSegmentHeader.SizeBytes + payload.Length > _buffer.Length) Complete();
        header.Write(_buffer[_used..]);
        payload.CopyTo(_buffer[(_used + KcpSegmentHeader.SizeBytes)..]);
        _used += KcpSegmentHeader.SizeBytes + payload.Length;
    }

    /// <summary>Sends what has been gathered, if anything.</summary>
    public void Complete()
    {
        if (_used == _headroomBytes) return;
        output.Output(_buffer[.._used]);
        _used = _headroomBytes;
    }
}
