namespace Tain.Transports;

/// <summary>
/// The connecting end of a transport. It is pulled and never calls back; it is used by one thread at a time.
/// A tick is: <see cref="TryReceive"/> until it returns false, work, <see cref="Send"/>, <see cref="Flush"/>.
/// The duties of an implementation are those of <see cref="TransportServer"/>.
/// </summary>
public abstract class TransportClient : IDisposable
{
    /// <summary>True from the Connected event to the Disconnected event.</summary>
    public abstract bool IsConnected { get; }

    /// <summary>
    /// Begins to connect to a host at the transport's configured port. It returns at once; a Connected or a Disconnected event follows within bounded time.
    /// </summary>
    /// <param name="address">A host name or address.</param>
    /// <exception cref="InvalidOperationException">The client is connected or connecting.</exception>
    public abstract void Connect(string address);

    /// <summary>Begins to connect to a URI; without a port the configured one is used.</summary>
    /// <param name="uri">An address with this transport's scheme.</param>
    /// <exception cref="ArgumentException">The scheme is not this transport's.</exception>
    /// <exception cref="InvalidOperationException">The client is connected or connecting.</exception>
    public abstract void Connect(Uri uri);

    /// <summary>Ends the connection or the attempt. A Disconnected event follows if a connection or an attempt was there.</summary>
    public abstract void Disconnect();

    /// <summary>Pulls the next event; see <see cref="TransportServer.TryReceive"/>.</summary>
    /// <param name="received">The event; its data is valid until the next call on this endpoint.</param>
    /// <returns>False when there is nothing more in this tick.</returns>
    public abstract bool TryReceive(out TransportEvent received);

    /// <summary>Queues a packet. The data is copied before the call returns.</summary>
    /// <param name="data">1 to <see cref="GetMaxPacketBytes"/> bytes.</param>
    /// <param name="channel">What the packet may count on.</param>
    /// <returns>False when it was refused: not connected, or the size is out of range (then an Error event follows).</returns>
    public abstract bool Send(ReadOnlySpan<byte> data, Channel channel);

    /// <summary>
    /// How many bytes of packets <see cref="Send"/> has taken and not brought to an end: for the reliable channel of a protocol with acknowledgements those that have not yet arrived, for a stream
    /// those that the system has not yet taken. Whoever has much to send waits while it is higher than what he wants to have under way, and so stays clear of the limit at which
    /// the connection ends (<see cref="TransportError.Congestion"/>). 0 where the transport cannot know.
    /// </summary>
    /// <returns>A number of bytes.</returns>
    public virtual int GetSendQueueBytes() => 0;

    /// <summary>Brings everything queued to the network; call it once per tick.</summary>
    public abstract void Flush();

    /// <summary>The largest packet that <see cref="Send"/> takes, in bytes. Answers at any time.</summary>
    /// <param name="channel">The channel asked about.</param>
    /// <returns>A size in bytes.</returns>
    public abstract int GetMaxPacketBytes(Channel channel);

    /// <summary>The size at which a batch of messages should be closed, in bytes. Answers at any time.</summary>
    /// <param name="channel">The channel asked about.</param>
    /// <returns>A size in bytes, at most <see cref="GetMaxPacketBytes"/>.</returns>
    public virtual int GetBatchThresholdBytes(Channel channel) => GetMaxPacketBytes(channel);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Disconnects and frees what the endpoint holds.</summary>
    /// <param name="disposing">True from <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing) Disconnect();
    }
}
