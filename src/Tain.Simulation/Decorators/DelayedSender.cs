using System.Diagnostics.CodeAnalysis;
using Tain.Transports;

namespace Tain.Simulation;

/// <summary>Holds the packets of one endpoint back until they are due. It sends nothing itself: the endpoint takes what is due and gives it to its inner transport.</summary>
internal sealed class DelayedSender(TimeProvider clock, LinkProfile profile, SimulatedRandom random, int maxHeldBackBytes)
{
    private readonly DelayQueue<DelayedPacket> _heldBack = new();
    private readonly long _start = clock.GetTimestamp();
    private ulong _lines;

    public int MaxHeldBackBytes => maxHeldBackBytes;

    public DelayedLine CreateLine(int connectionId) => new(connectionId, random.Fork(++_lines));

    // False: a reliable packet found the line full. An unreliable one is lost instead, which is no failure.
    public bool TryHold(DelayedLine line, ReadOnlySpan<byte> data, Channel channel)
    {
        bool isReliable = channel == Channel.Reliable;
        if (line.HeldBackBytes + data.Length > maxHeldBackBytes || _heldBack.IsFull) return !isReliable;

        long now = clock.GetElapsedTime(_start).Ticks;
        if (isReliable)
        {
            Hold(line, data, channel, line.Model.SendReliable(now, data.Length, profile));
            return true;
        }

        LinkVerdict verdict = line.Model.SendDatagram(now, data.Length, profile);
        if (verdict.Fate != LinkFate.Delivered) return true;
        Hold(line, data, channel, verdict.Arrival);
        if (verdict.CopyArrival > 0 && !_heldBack.IsFull) Hold(line, data, channel, verdict.CopyArrival);
        return true;
    }

    /// <summary>Takes the next packet that is due; give it back by <see cref="Return"/>. Packets of closed lines are dropped on the way.</summary>
    public bool TryTakeDue([NotNullWhen(true)] out DelayedPacket? packet)
    {
        long now = clock.GetElapsedTime(_start).Ticks;
        while (_heldBack.TryTake(now, out packet))
        {
            packet.Line.HeldBackBytes -= packet.Bytes.Length;
            if (!packet.Line.IsClosed) return true;
            Return(packet);
        }

        return false;
    }

    public void Return(DelayedPacket packet) => _heldBack.Return(packet);

    private void Hold(DelayedLine line, ReadOnlySpan<byte> data, Channel channel, long due)
    {
        DelayedPacket packet = _heldBack.Rent();
        packet.Fill(line, data, channel);
        line.HeldBackBytes += data.Length;
        _heldBack.Add(packet, due);
    }
}
