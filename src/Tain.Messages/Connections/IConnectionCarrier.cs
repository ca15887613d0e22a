using Microsoft.Extensions.Logging;

namespace Tain.Messages;

/// <summary>What a connection needs of the endpoint that it belongs to: a way out, a clock and scratch memory.</summary>
internal interface IConnectionCarrier
{
    NetworkTime Time { get; }

    NetworkWriterPool Writers { get; }

    ILogger Logger { get; }

    EndpointOptions Options { get; }

    int SendRate { get; }

    SnapshotInterpolationSettings SnapshotSettings { get; }

    int GetMaxPacketBytes(int channelId);

    int GetBatchThresholdBytes(int channelId);

    /// <summary>Hands a batch to the transport, which copies it. When it refuses, it tells why by an Error event.</summary>
    void Send(int connectionId, ReadOnlySpan<byte> batch, int channelId);

    void Disconnect(int connectionId);

    /// <summary>Decides what follows from a reason that concerns a connection.</summary>
    void Reject(NetworkConnection connection, RejectReason reason);
}
