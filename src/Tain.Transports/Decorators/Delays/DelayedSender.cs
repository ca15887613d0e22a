using System.Diagnostics.CodeAnalysis;

namespace Tain.Transports;

/// <summary>
/// Holds the packets of one endpoint back until they are due, within a limit of bytes per connection. When that is, and what is lost on the way, a derived model says.
/// It sends nothing itself: the endpoint takes what is due and gives it to its inner one.
/// </summary>
internal abstract class DelayedSender<TLine>(TimeProvider clock, int maxHeldBackBytes) where TLine : DelayedLine
{
    private readonly Stack<DelayedPacket> _idle = new();
    private readonly Queue<DelayedPacket> _due = new();
    private readonly long _start = clock.GetTimestamp();

    public int MaxHeldBackBytes => maxHeldBackBytes;

    /// <summary>True when the model takes no more packets, of whatever connection.</summary>
    protected abstract bool IsFull { get; }

    private long NowTicks => clock.GetElapsedTime(_start).Ticks;

    public abstract TLine CreateLine(int connectionId);

    // False: a reliable packet found the line full. An unreliable one is lost instead, which is no failure.
    public bool TryHold(TLine line, ReadOnlySpan<byte> data, Channel channel)
    {
        if (line.HeldBackBytes + data.Length > maxHeldBackBytes || IsFull) return channel != Channel.Reliable;
        Hold(line, data, channel, NowTicks);
        return true;
    }

    /// <summary>Reads the clock and makes what is due now ready to be taken.</summary>
    public void CollectDue() => MoveDue(NowTicks, _due);

    /// <summary>Takes the next packet that <see cref="CollectDue"/> found; give it back by <see cref="Return"/>. Packets of closed lines are dropped on the way.</summary>
    public bool TryTakeDue([NotNullWhen(true)] out DelayedPacket? packet)
    {
        while (_due.TryDequeue(out packet))
        {
            packet.Line.HeldBackBytes -= packet.Bytes.Length;
            if (!packet.Line.IsClosed) return true;
            Return(packet);
        }

        return false;
    }

    public void Return(DelayedPacket packet) => _idle.Push(packet);

    /// <summary>Keeps a packet by <see cref="Keep"/>, or several copies of it, or none.</summary>
    protected abstract void Hold(TLine line, ReadOnlySpan<byte> data, Channel channel, long nowTicks);

    /// <summary>Moves what is due, in the order in which it is to be sent.</summary>
    protected abstract void MoveDue(long nowTicks, Queue<DelayedPacket> due);

    protected DelayedPacket Keep(TLine line, ReadOnlySpan<byte> data, Channel channel)
    {
        if (!_idle.TryPop(out DelayedPacket? packet)) packet = new DelayedPacket();
        packet.Fill(line, data, channel);
        line.HeldBackBytes += data.Length;
        return packet;
    }
}
