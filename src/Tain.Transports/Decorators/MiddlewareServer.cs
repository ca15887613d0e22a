namespace Tain.Transports;

/// <summary>
/// A listening end around another one: every call goes to the inner endpoint, and its events are pulled through unchanged. Override what is to be different.
/// The duties of <see cref="TransportServer"/> are the inner endpoint's as long as nothing is overridden.
/// </summary>
/// <remarks>
/// <see cref="TryReceive"/> is the one way by which events come, so that is where to look at them, change, drop or add some. Data that you hand on instead of the inner
/// endpoint's must stay untouched until the next call on this endpoint.
/// </remarks>
public abstract class MiddlewareServer : TransportServer
{
    /// <summary>Wraps an endpoint.</summary>
    /// <param name="inner">The endpoint that carries the packets; it is disposed with this one.</param>
    protected MiddlewareServer(TransportServer inner)
    {
        ArgumentNullException.ThrowIfNull(inner);
        Inner = inner;
    }

    /// <inheritdoc/>
    public override bool IsActive => Inner.IsActive;

    /// <inheritdoc/>
    public override Uri Uri => Inner.Uri;

    /// <summary>The endpoint that carries the packets.</summary>
    protected TransportServer Inner { get; }

    /// <inheritdoc/>
    public override void Start() => Inner.Start();

    /// <inheritdoc/>
    public override void Stop() => Inner.Stop();

    /// <inheritdoc/>
    public override bool TryReceive(out TransportEvent received) => Inner.TryReceive(out received);

    /// <inheritdoc/>
    public override bool Send(int connectionId, ReadOnlySpan<byte> data, Channel channel) => Inner.Send(connectionId, data, channel);

    /// <inheritdoc/>
    public override int GetSendQueueBytes(int connectionId) => Inner.GetSendQueueBytes(connectionId);

    /// <inheritdoc/>
    public override void Disconnect(int connectionId) => Inner.Disconnect(connectionId);

    /// <inheritdoc/>
    public override void Flush() => Inner.Flush();

    /// <inheritdoc/>
    public override string GetAddress(int connectionId) => Inner.GetAddress(connectionId);

    /// <inheritdoc/>
    public override int GetMaxPacketBytes(Channel channel) => Inner.GetMaxPacketBytes(channel);

    /// <summary>The inner endpoint's batch size, or <see cref="GetMaxPacketBytes"/> where that was made smaller. In bytes; answers at any time.</summary>
    /// <param name="channel">The channel asked about.</param>
    /// <returns>A size in bytes.</returns>
    public override int GetBatchThresholdBytes(Channel channel) => Math.Min(Inner.GetBatchThresholdBytes(channel), GetMaxPacketBytes(channel));

    /// <summary>Stops this endpoint and disposes the inner one.</summary>
    /// <param name="disposing">True from <see cref="TransportServer.Dispose()"/>.</param>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing) Inner.Dispose();
    }
}
