using Tain.Transports;

namespace Tain.Simulation;

/// <summary>Holds the packets of one endpoint back for as long as its lines' models say, and loses or doubles the unreliable ones.</summary>
internal sealed class SimulatedLinkSender(TimeProvider clock, LinkProfile profile, SimulatedRandom random, int maxHeldBackBytes)
    : DelayedSender<SimulatedLine>(clock, maxHeldBackBytes)
{
    private readonly DelayQueue<DelayedPacket> _heldBack = new();
    private ulong _lines;

    protected override bool IsFull => _heldBack.IsFull;

    public override SimulatedLine CreateLine(int connectionId) => new(connectionId, random.Fork(++_lines));

    protected override void Hold(SimulatedLine line, ReadOnlySpan<byte> data, Channel channel, long nowTicks)
    {
        if (channel == Channel.Reliable)
        {
            _heldBack.Add(Keep(line, data, channel), line.Model.SendReliable(nowTicks, data.Length, profile));
            return;
        }

        LinkVerdict verdict = line.Model.SendDatagram(nowTicks, data.Length, profile);
        if (verdict.Fate != LinkFate.Delivered) return;
        _heldBack.Add(Keep(line, data, channel), verdict.Arrival);
        if (verdict.CopyArrival > 0 && !_heldBack.IsFull) _heldBack.Add(Keep(line, data, channel), verdict.CopyArrival);
    }

    protected override void MoveDue(long nowTicks, Queue<DelayedPacket> due)
    {
        while (_heldBack.TryTake(nowTicks, out DelayedPacket? packet)) due.Enqueue(packet);
    }
}
