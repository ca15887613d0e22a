using System.Buffers.Binary;

namespace Tain.Bench;

/// <summary>What is written at the start of a packet: the phase of the run, and how many packets the writer has sent (the sender) or received (the receiver).</summary>
internal struct Note
{
    public const int SizeBytes = 1 + sizeof(long);

    /// <summary>0 while warming up, 1 while measuring, 2 when it is over.</summary>
    public byte Phase;

    public long Count;

    public void Write(Span<byte> packet)
    {
        packet[0] = Phase;
        BinaryPrimitives.WriteInt64LittleEndian(packet[1..], Count);
    }

    /// <summary>Keeps the newest of what came: unreliable packets may overtake each other.</summary>
    public void Read(ReadOnlySpan<byte> packet)
    {
        Phase = Math.Max(Phase, packet[0]);
        Count = Math.Max(Count, BinaryPrimitives.ReadInt64LittleEndian(packet[1..]));
    }
}
