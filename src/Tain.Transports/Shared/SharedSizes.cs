namespace Tain.Transports;

/// <summary>How large the packets of an endpoint may be.</summary>
internal sealed class SharedSizes(TransportServer endpoint)
{
    private readonly int[] _thresholds = [endpoint.GetBatchThresholdBytes(Channel.Reliable), endpoint.GetBatchThresholdBytes(Channel.Unreliable)];

    public int[] MaxPacketBytes { get; } = [endpoint.GetMaxPacketBytes(Channel.Reliable), endpoint.GetMaxPacketBytes(Channel.Unreliable)];

    public int LargestPacketBytes => Math.Max(MaxPacketBytes[0], MaxPacketBytes[1]);

    public int MaxOf(Channel channel) => MaxPacketBytes[channel == Channel.Reliable ? 0 : 1];

    public int ThresholdOf(Channel channel) => _thresholds[channel == Channel.Reliable ? 0 : 1];
}
