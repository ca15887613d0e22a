using System.Buffers.Binary;

namespace Tain.Transports;

/// <summary>Puts messages with their lengths behind each other, so that all that waits goes out in one write. The opposite of <see cref="TcpFrameReader"/>.</summary>
internal sealed class TcpFrameWriter
{
    // A write of more than this gains nothing; one large message may still be more.
    private const int FullBytes = 16 * 1024;
    private const int InitialBytes = 2048;

    private byte[] _buffer = [];
    private int _length;

    /// <summary>What is to be written.</summary>
    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, _length);

    /// <summary>Adds a message.</summary>
    /// <returns>False when there is enough for one write already; nothing was changed then. An empty writer takes any message.</returns>
    public bool TryAppend(ReadOnlySpan<byte> message)
    {
        int needed = _length + TcpFrameReader.HeaderBytes + message.Length;
        if (_length > 0 && needed > FullBytes) return false;
        if (needed > _buffer.Length) Array.Resize(ref _buffer, Math.Max(needed, Math.Max(InitialBytes, 2 * _buffer.Length)));
        BinaryPrimitives.WriteInt32BigEndian(_buffer.AsSpan(_length), message.Length);
        message.CopyTo(_buffer.AsSpan(_length + TcpFrameReader.HeaderBytes));
        _length = needed;
        return true;
    }

    /// <summary>Forgets what was written and keeps the memory.</summary>
    public void Clear() => _length = 0;
}
