namespace Tain.Messages;

/// <summary>The sending half of one channel of a connection.</summary>
internal sealed class OutgoingChannel(int id, int maxPacketBytes, int thresholdBytes)
{
    public int Id { get; } = id;

    public Batcher Batcher { get; } = new(thresholdBytes);

    // Mirror's rule: the length is counted as long as that of a message that fills the packet.
    public int MaxMessageBytes { get; } = maxPacketBytes - Batcher.MaxMessageOverhead(maxPacketBytes);
}
