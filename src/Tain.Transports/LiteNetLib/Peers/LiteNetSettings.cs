namespace Tain.Transports;

/// <summary>The settings that each connection needs, checked; see <see cref="LiteNetLibTransport"/> for units and defaults.</summary>
internal sealed record LiteNetSettings
{
    /// <summary>The longest datagram that is sent before a longer one is known to pass.</summary>
    public int StartMtu { get; init; } = 1_024;

    /// <summary>The longest datagram ever sent; equal to <see cref="StartMtu"/> when nothing longer is tried.</summary>
    public int MaxMtu { get; init; } = LiteNetWire.MaxDatagramBytes;

    public int TimeoutMs { get; init; } = 5_000;

    public int PingIntervalMs { get; init; } = 1_000;

    public int ConnectRetryMs { get; init; } = 500;

    public int ConnectRetries { get; init; } = 10;

    public int MaxReliableBytes { get; init; } = 262_144;

    public int MaxSendQueueBytes { get; init; } = 8_388_608;

    /// <summary>The request's data: the key as the original writes a string, i32 bytes and UTF-8.</summary>
    public byte[] Key { get; init; } = [];

    public int MaxUnreliableBytes => StartMtu - LiteNetWire.HeaderBytes;

    /// <summary>A reliable packet that needs no fragments from the start.</summary>
    public int MaxWholeReliableBytes => StartMtu - LiteNetWire.ChanneledHeaderBytes;
}
