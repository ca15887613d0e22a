using System.Buffers.Binary;
using System.Diagnostics;

namespace Tain.Transports;

/// <summary>
/// Takes a stream apart into messages: each stands behind its length, four bytes, big endian, not counting themselves. No input or output: bytes go in as they come,
/// in whatever pieces. A length is judged before anything is made from it, and the buffer grows only with bytes that have really come.
/// </summary>
/// <param name="maxMessageBytes">The largest message taken, in bytes.</param>
internal sealed class TcpFrameReader(int maxMessageBytes)
{
    /// <summary>The size of a length on the wire.</summary>
    public const int HeaderBytes = sizeof(int);

    private const int InitialBytes = 2048;

    private byte[] _buffer = new byte[Math.Min(InitialBytes, HeaderBytes + maxMessageBytes)];
    private int _start;
    private int _end;

    /// <summary>The length that broke the protocol, 0, negative or over the limit; null while all is well. After it nothing more is read.</summary>
    public int? InvalidLength { get; private set; }

    /// <summary>Bytes of memory held.</summary>
    public int BufferBytes => _buffer.Length;

    /// <summary>Where the next bytes of the stream go; at least one byte. Ends the loan of the message before. Call it when <see cref="TryRead"/> has returned false.</summary>
    public Memory<byte> GetSpace()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start.._end).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }
        // A message of the largest size fits, and whole ones have been taken out: full means that it is one whose rest is still to come.
        if (_end == _buffer.Length) Array.Resize(ref _buffer, (int)Math.Min(2L * _buffer.Length, (long)HeaderBytes + maxMessageBytes));
        return _buffer.AsMemory(_end);
    }

    /// <summary>So many bytes were put into the space.</summary>
    public void Advance(int bytes)
    {
        Debug.Assert(bytes >= 0 && bytes <= _buffer.Length - _end, "No more bytes than there was space.");
        _end += bytes;
    }

    /// <summary>Takes the next whole message out of what has come.</summary>
    /// <param name="message">The message, borrowed until <see cref="GetSpace"/>.</param>
    /// <returns>False when more bytes are needed, or <see cref="InvalidLength"/> says that there is no going on.</returns>
    public bool TryRead(out ReadOnlyMemory<byte> message)
    {
        message = default;
        if (InvalidLength != null || _end - _start < HeaderBytes) return false;
        int length = BinaryPrimitives.ReadInt32BigEndian(_buffer.AsSpan(_start));
        if (length <= 0 || length > maxMessageBytes)
        {
            InvalidLength = length;
            return false;
        }
        if (_end - _start - HeaderBytes < length) return false;
        message = _buffer.AsMemory(_start + HeaderBytes, length);
        _start += HeaderBytes + length;
        return true;
    }
}
