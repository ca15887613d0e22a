using System.Numerics;

namespace Tain.Transports;

/// <summary>A packet that is held back. Pooled: it belongs to the <see cref="DelayedSender{TLine}"/> that made it.</summary>
internal sealed class DelayedPacket
{
    private const uint SmallestBufferBytes = 256;

    private byte[] _buffer = [];
    private int _length;

    public DelayedLine Line { get; private set; } = null!;

    public Channel Channel { get; private set; }

    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, _length);

    public void Fill(DelayedLine line, ReadOnlySpan<byte> data, Channel channel)
    {
        if (_buffer.Length < data.Length) _buffer = new byte[BitOperations.RoundUpToPowerOf2(uint.Max((uint)data.Length, SmallestBufferBytes))];
        data.CopyTo(_buffer);
        _length = data.Length;
        Line = line;
        Channel = channel;
    }
}
