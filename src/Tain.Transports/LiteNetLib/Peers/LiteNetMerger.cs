using System.Buffers.Binary;

namespace Tain.Transports;

/// <summary>
/// Fills datagrams with packets: several small ones travel as one merged datagram, a single one as itself. Its buffer is rented only while it holds something,
/// because most peers of a server are silent in most ticks.
/// </summary>
internal sealed class LiteNetMerger(LiteNetBufferPool pool)
{
    // The original sends a packet alone when merging would leave less than this beside it.
    private const int RoomWorthKeepingBytes = 20;

    private LiteNetBuffer? _datagram;
    private int _count;

    /// <summary>Adds a packet.</summary>
    /// <param name="packet">At most <paramref name="mtu"/> bytes.</param>
    /// <param name="mtu">The longest datagram.</param>
    /// <param name="connectionNumber">The connection's, for the datagram's header.</param>
    /// <param name="ready">A datagram to send before the next call; empty when there is none yet. It may be <paramref name="packet"/> itself.</param>
    public void Add(ReadOnlySpan<byte> packet, int mtu, byte connectionNumber, out ReadOnlySpan<byte> ready)
    {
        ready = default;
        int added = MergedPackets.LengthBytes + packet.Length;
        if (LiteNetWire.HeaderBytes + added + RoomWorthKeepingBytes >= mtu)
        {
            ready = packet;
            return;
        }
        _datagram ??= Rent(connectionNumber);
        Span<byte> room = _datagram.Room[_datagram.Length..];
        BinaryPrimitives.WriteUInt16LittleEndian(room, (ushort)packet.Length);
        packet.CopyTo(room[MergedPackets.LengthBytes..]);
        _datagram.Length += added;
        _count++;
    }

    /// <summary>True when a packet must wait until <see cref="Take"/> has made room.</summary>
    public bool IsFullFor(int packetBytes, int mtu) => _datagram is not null && _datagram.Length + MergedPackets.LengthBytes + packetBytes > mtu;

    /// <summary>What has been filled, empty when there is nothing; valid until <see cref="Release"/>.</summary>
    public ReadOnlySpan<byte> Take()
    {
        if (_datagram is null) return default;
        return _count > 1 ? _datagram.Packet : _datagram.Packet[(LiteNetWire.HeaderBytes + MergedPackets.LengthBytes)..];
    }

    /// <summary>Begins anew.</summary>
    public void Release()
    {
        if (_datagram is not null) pool.Return(_datagram);
        _datagram = null;
        _count = 0;
    }

    private LiteNetBuffer Rent(byte connectionNumber)
    {
        LiteNetBuffer datagram = pool.Rent(LiteNetWire.MaxDatagramBytes);
        datagram.Room[0] = new LiteNetHeader(LiteNetProperty.Merged, connectionNumber).ToByte();
        datagram.Length = LiteNetWire.HeaderBytes;
        return datagram;
    }
}
