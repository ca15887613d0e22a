namespace Tain.Transports;

/// <summary>
/// A connecting end around another one: every call goes to the inner endpoint, and its events are pulled through unchanged. Override what is to be different.
/// What <see cref="MiddlewareServer"/> says about events holds here too.
/// </summary>
public abstract class MiddlewareClient : TransportClient
{
    /// <summary>Wraps an endpoint.</summary>
    /// <param name="inner">The endpoint that carries the packets; it is disposed with this one.</param>
    protected MiddlewareClient(TransportClient inner)
    {
        ArgumentNullException.ThrowIfNull(inner);
        Inner = inner;
    }

    /// <inheritdoc/>
    public override bool IsConnected => Inner.IsConnected;

    /// <summary>The endpoint that carries the packets.</summary>
    protected TransportClient Inner { get; }

    /// <inheritdoc/>
    public override void Connect(string address) => Inner.Connect(address);

    /// <inheritdoc/>
    public override void Connect(Uri uri) => Inner.Connect(uri);

    /// <inheritdoc/>
    public override void Disconnect() => Inner.Disconnect();

    /// <inheritdoc/>
    public override bool TryReceive(out TransportEvent received) => Inner.TryReceive(out received);

    /// <inheritdoc/>
    public override bool Send(ReadOnlySpan<byte> data, Channel channel) => Inner.Send(data, channel);

    /// <inheritdoc/>
    public override int GetSendQueueBytes() => Inner.GetSendQueueBytes();

    /// <inheritdoc/>
    public override void Flush() => Inner.Flush();

    /// <inheritdoc/>
    public override int GetMaxPacketBytes(Channel channel) => Inner.GetMaxPacketBytes(channel);

    /// <summary>The inner endpoint's batch size, or <see cref="GetMaxPacketBytes"/> where that was made smaller. In bytes; answers at any time.</summary>
    /// <param name="channel">The channel asked about.</param>
    /// <returns>A size in bytes.</returns>
    public override int GetBatchThresholdBytes(Channel channel) => Math.Min(Inner.GetBatchThresholdBytes(channel), GetMaxPacketBytes(channel));

    /// <summary>Disconnects this endpoint and disposes the inner one.</summary>
    /// <param name="disposing">True from <see cref="TransportClient.Dispose()"/>.</param>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing) Inner.Dispose();
    }
}
