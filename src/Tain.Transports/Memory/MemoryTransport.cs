namespace Tain.Transports;

/// <summary>
/// Carries packets inside one process without threads or sockets: one instance is one wire, whose server and clients are made from it.
/// For tests, single-player games and tools. It loses nothing, keeps both channels apart and allocates nothing per packet once its queues have grown.
/// </summary>
/// <remarks>All endpoints of one wire are used by one thread at a time. A packet is seen by the other side after <c>Flush</c>.</remarks>
public sealed class MemoryTransport : Transport
{
    /// <inheritdoc/>
    public override string Scheme => "memory";

    /// <summary>True: nothing leaves the process.</summary>
    public override bool IsEncrypted => true;

    /// <summary>The largest packet, in bytes, on both channels.</summary>
    public int MaxPacketBytes { get; init; } = 65_535;

    /// <summary>The size at which batches are closed, in bytes: near an Ethernet frame, so that what works here is batched as on a network.</summary>
    public int BatchThresholdBytes { get; init; } = 1400;

    /// <summary>
    /// How many bytes may wait for one receiver per connection, 8 per packet included. Beyond it an unreliable packet is lost and a reliable one ends the connection.
    /// </summary>
    public int MaxQueuedBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>The server that listens on this wire at the moment. The only thing that changes, because this description stands for the wire itself.</summary>
    internal MemoryServer? Listener { get; set; }

    /// <inheritdoc/>
    public override TransportServer CreateServer() => new MemoryServer(this);

    /// <inheritdoc/>
    public override TransportClient CreateClient() => new MemoryClient(this);

    /// <summary>The batch threshold, which never exceeds the packet limit.</summary>
    internal int EffectiveBatchThresholdBytes => Math.Min(BatchThresholdBytes, MaxPacketBytes);
}
