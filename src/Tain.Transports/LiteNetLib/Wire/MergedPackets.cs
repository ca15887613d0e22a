using System.Buffers.Binary;

namespace Tain.Transports;

/// <summary>
/// Goes through the packets of one datagram. Wire of a merged one: header, then packets, each a u16 length and the packet with its own header.
/// A datagram that is not merged is its own only packet.
/// </summary>
internal sealed class MergedPackets(byte[] buffer)
{
    public const int LengthBytes = sizeof(ushort);

    private int _position;
    private int _end;

    public bool IsMerged { get; private set; }

    /// <summary>True when a length did not fit into the datagram; what stood before it counts.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Begins with the datagram that lies at the start of the buffer.</summary>
    public void Begin(int bytes)
    {
        IsMerged = LiteNetHeader.From(buffer[0]).Property == LiteNetProperty.Merged;
        IsBroken = false;
        _position = IsMerged ? LiteNetWire.HeaderBytes : 0;
        _end = bytes;
    }

    /// <summary>Forgets what is left.</summary>
    public void Clear()
    {
        _position = 0;
        _end = 0;
        IsBroken = false;
    }

    public bool TryNext(out ReadOnlySpan<byte> packet)
    {
        packet = default;
        if (_position >= _end) return false;
        int start = _position;
        int length = _end - start;
        if (IsMerged)
        {
            if (length <= LengthBytes || !Fits(BinaryPrimitives.ReadUInt16LittleEndian(buffer.AsSpan(start)), length - LengthBytes))
            {
                Clear();
                IsBroken = true;
                return false;
            }
            length = BinaryPrimitives.ReadUInt16LittleEndian(buffer.AsSpan(start));
            start += LengthBytes;
        }
        packet = buffer.AsSpan(start, length);
        _position = start + length;
        return true;
    }

    private static bool Fits(int length, int room) => length > 0 && length <= room;
}
