using Tain.Messages;
using Tain.Transports;

namespace Tain;

/// <summary>The longest message that a transport carries per channel, id included: its packet without what a batch adds.</summary>
internal readonly record struct MessageLimits(int Reliable, int Unreliable)
{
    public static MessageLimits Of(TransportServer transport) => new(Of(transport, Channel.Reliable), Of(transport, Channel.Unreliable));

    public int MaxBytes(int channelId) => channelId == Channels.Reliable ? Reliable : Unreliable;

    private static int Of(TransportServer transport, Channel channel)
    {
        int packet = transport.GetMaxPacketBytes(channel);
        return packet - Batcher.MaxMessageOverhead(packet);
    }
}
