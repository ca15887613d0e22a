using System.Buffers.Binary;
using System.Diagnostics;

namespace Tain.Transports;

/// <summary>
/// The receiving half of the reliable ordered channel: brings packets into order, 64 at most, and says which arrived. The window it acknowledges moves only when a number
/// beyond its end arrives, because a sender of 0.9.x throws an acknowledgement away whose window begins after its own.
/// </summary>
internal sealed class LiteNetReceiver(LiteNetBufferPool pool)
{
    private readonly LiteNetBuffer?[] _early = new LiteNetBuffer?[LiteNetWire.WindowSize];
    private LiteNetSequence _next;
    private LiteNetSequence _windowStart;
    private ulong _received;

    /// <summary>True when an acknowledgement is to be sent.</summary>
    public bool MustAcknowledge { get; private set; }

    /// <summary>Packets that wait to be taken or for a predecessor.</summary>
    public int Count { get; private set; }

    /// <summary>Takes a packet with its header.</summary>
    /// <returns>False when it is none that could arrive now, so that nobody hears of it; a repeated one is acknowledged again.</returns>
    public bool Input(ReadOnlySpan<byte> packet)
    {
        ushort value = BinaryPrimitives.ReadUInt16LittleEndian(packet[LiteNetWire.HeaderBytes..]);
        if (value >= LiteNetSequence.Count) return false;
        var number = new LiteNetSequence(value);
        // A number further ahead would push the window over one that has not arrived, and that one could never arrive again.
        if (number - _next >= LiteNetWire.WindowSize || number - _windowStart < 0) return false;
        MoveWindowTo(number);
        MustAcknowledge = true;
        int slot = number.Value % LiteNetWire.WindowSize;
        if ((_received >> slot & 1) != 0) return true;
        Debug.Assert(_early[slot] is null, "A slot is free once its number has left the window.");
        _received |= 1UL << slot;
        LiteNetBuffer buffer = pool.Rent(packet.Length);
        packet.CopyTo(buffer.Packet);
        _early[slot] = buffer;
        Count++;
        return true;
    }

    /// <summary>Takes the next packet in order; it belongs to the caller.</summary>
    public bool TryTake(out LiteNetBuffer buffer)
    {
        int slot = _next.Value % LiteNetWire.WindowSize;
        buffer = _early[slot]!;
        if (buffer is null) return false;
        _early[slot] = null;
        Count--;
        _next = _next.Next;
        return true;
    }

    /// <summary>What to tell the sender; it counts as told.</summary>
    public AckPacket TakeAcknowledgement()
    {
        MustAcknowledge = false;
        return new AckPacket(_windowStart, _received);
    }

    /// <summary>Gives everything back and begins anew with a number; 0 on the wire, others in tests of the wrap.</summary>
    public void Reset(LiteNetSequence first = default)
    {
        for (int i = 0; i < _early.Length; i++)
        {
            if (_early[i] is { } buffer) pool.Return(buffer);
            _early[i] = null;
        }
        _next = first;
        _windowStart = first;
        _received = 0;
        Count = 0;
        MustAcknowledge = false;
    }

    private void MoveWindowTo(LiteNetSequence number)
    {
        while (number - _windowStart >= LiteNetWire.WindowSize)
        {
            _received &= ~(1UL << (_windowStart.Value % LiteNetWire.WindowSize));
            _windowStart = _windowStart.Next;
        }
        Debug.Assert(_next - _windowStart >= 0, "The window never leaves a number behind that has not arrived.");
    }
}
