using System.Buffers.Binary;
using System.Diagnostics;

namespace Tain.Transports;

/// <summary>
/// The sending half of the reliable ordered channel: a queue, a window of 64 packets under way, resends. A flush in which nothing is due does not walk the window.
/// </summary>
internal sealed class LiteNetSender(LiteNetBufferPool pool, LiteNetRoundTrip roundTrip)
{
    // The original resends at the same pace for ever. A peer that is gone need not be sent a window every 27 ms, so the wait grows by half each time, up to this.
    private const int MaxResendDelayMs = 1_000;

    private readonly LiteNetBufferQueue _queue = new();
    private readonly LiteNetBuffer?[] _underWay = new LiteNetBuffer?[LiteNetWire.WindowSize];
    private LiteNetSequence _first;
    private LiteNetSequence _next;
    private long _nextDueMs = long.MaxValue;
    private long _progressAtMs;

    /// <summary>Bytes queued and under way, headers included.</summary>
    public int BufferedBytes { get; private set; }

    /// <summary>Packets sent again since the endpoint began; for metrics.</summary>
    public long Resends { get; private set; }

    public bool IsEmpty => _queue.Count == 0 && _first == _next;

    /// <summary>Queues a packet whose number is filled in when it is first sent. It belongs to the sender from now on.</summary>
    public void Enqueue(LiteNetBuffer buffer)
    {
        BufferedBytes += buffer.Length;
        _queue.Enqueue(buffer);
    }

    /// <summary>True when packets are under way and none was acknowledged for that long.</summary>
    public bool IsStalled(long nowMs, int timeoutMs) => _first != _next && nowMs - _progressAtMs >= timeoutMs;

    /// <summary>Sends what fits into the window, and again what is due.</summary>
    public void Flush(long nowMs, ILiteNetOutput output)
    {
        // First the old: the receiver waits for it. A packet sent in this flush is not due in it.
        if (nowMs >= _nextDueMs) ResendDue(nowMs, output);
        while (_next - _first < LiteNetWire.WindowSize && _queue.TryDequeue(out LiteNetBuffer buffer))
        {
            if (_first == _next) _progressAtMs = nowMs;
            BinaryPrimitives.WriteUInt16LittleEndian(buffer.Packet[LiteNetWire.HeaderBytes..], _next.Value);
            Debug.Assert(_underWay[Slot(_next)] is null, "Two numbers of one window never share a slot.");
            _underWay[Slot(_next)] = buffer;
            _next = _next.Next;
            Transmit(buffer, nowMs, output);
        }
    }

    /// <summary>Takes an acknowledgement. One that speaks of what was never sent, or of a window that is not ours, changes nothing.</summary>
    /// <returns>False when it was of no use.</returns>
    public bool Acknowledge(AckPacket ack, long nowMs)
    {
        int age = _first - ack.WindowStart;
        if (age is < 0 or >= LiteNetWire.WindowSize) return false;
        for (LiteNetSequence number = _first; number != _next && number - ack.WindowStart < LiteNetWire.WindowSize; number = number.Next)
        {
            int slot = Slot(number);
            if ((ack.Received >> slot & 1) == 0 || _underWay[slot] is not { } buffer) continue;
            // A packet that was sent twice does not say which of the two was acknowledged.
            if (buffer.Transmissions == 1) roundTrip.Sample(nowMs - buffer.SentAtMs);
            _underWay[slot] = null;
            BufferedBytes -= buffer.Length;
            _progressAtMs = nowMs;
            pool.Return(buffer);
        }
        while (_first != _next && _underWay[Slot(_first)] is null) _first = _first.Next;
        if (_first == _next) _nextDueMs = long.MaxValue;
        return true;
    }

    /// <summary>Gives everything back and begins anew with a number; 0 on the wire, others in tests of the wrap.</summary>
    public void Reset(LiteNetSequence first = default)
    {
        _queue.Clear(pool);
        for (int i = 0; i < _underWay.Length; i++)
        {
            if (_underWay[i] is { } buffer) pool.Return(buffer);
            _underWay[i] = null;
        }
        _first = first;
        _next = first;
        _nextDueMs = long.MaxValue;
        BufferedBytes = 0;
    }

    private static int Slot(LiteNetSequence number) => number.Value % LiteNetWire.WindowSize;

    private void ResendDue(long nowMs, ILiteNetOutput output)
    {
        _nextDueMs = long.MaxValue;
        for (LiteNetSequence number = _first; number != _next; number = number.Next)
        {
            if (_underWay[Slot(number)] is not { } buffer) continue;
            if (buffer.DueAtMs > nowMs)
            {
                _nextDueMs = Math.Min(_nextDueMs, buffer.DueAtMs);
                continue;
            }
            Resends++;
            Transmit(buffer, nowMs, output);
        }
    }

    private void Transmit(LiteNetBuffer buffer, long nowMs, ILiteNetOutput output)
    {
        long delay = buffer.Transmissions == 0 ? roundTrip.ResendDelayMs : (buffer.DueAtMs - buffer.SentAtMs) * 3 / 2;
        buffer.Transmissions++;
        buffer.SentAtMs = nowMs;
        buffer.DueAtMs = nowMs + Math.Min(delay, MaxResendDelayMs);
        _nextDueMs = Math.Min(_nextDueMs, buffer.DueAtMs);
        output.Output(buffer.Packet);
    }
}
