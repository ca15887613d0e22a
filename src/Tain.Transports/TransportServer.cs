namespace Tain.Transports;

/// <summary>
/// The listening end of a transport. It is pulled and never calls back; it is used by one thread at a time.
/// A tick is: <see cref="TryReceive"/> until it returns false, work, <see cref="Send"/>, <see cref="Flush"/>.
/// </summary>
/// <remarks>
/// Duties of an implementation: packets keep their borders; the reliable channel keeps order or ends the connection; bytes from the wire never make a method throw;
/// every queue is bounded; after a Disconnected event nothing more comes from that id; ids are never 0 and unique among living connections.
/// </remarks>
public abstract class TransportServer : IDisposable
{
    /// <summary>True between <see cref="Start"/> and <see cref="Stop"/>.</summary>
    public abstract bool IsActive { get; }

    /// <summary>Where clients reach this server, with the port really bound. Meaningful while active.</summary>
    public abstract Uri Uri { get; }

    /// <summary>Begins to listen.</summary>
    /// <exception cref="InvalidOperationException">The endpoint is already active, or the port cannot be bound; the message says which.</exception>
    public abstract void Start();

    /// <summary>Disconnects everybody and frees what <see cref="Start"/> took. The endpoint may be started again. Events not yet pulled are dropped.</summary>
    public abstract void Stop();

    /// <summary>
    /// Pulls the next event. The first call after one that returned false (or after <see cref="Flush"/>) reads the clock and the network once;
    /// the calls after it hand out what came in, so that a flood cannot keep the loop busy forever.
    /// </summary>
    /// <param name="received">The event; its data is valid until the next call on this endpoint.</param>
    /// <returns>False when there is nothing more in this tick.</returns>
    public abstract bool TryReceive(out TransportEvent received);

    /// <summary>Queues a packet for one connection. The data is copied before the call returns.</summary>
    /// <param name="connectionId">The receiver.</param>
    /// <param name="data">1 to <see cref="GetMaxPacketBytes"/> bytes.</param>
    /// <param name="channel">What the packet may count on.</param>
    /// <returns>False when it was refused: the connection is unknown, or the size is out of range (then an Error event follows).</returns>
    public abstract bool Send(int connectionId, ReadOnlySpan<byte> data, Channel channel);

    /// <summary>
    /// How many bytes of packets <see cref="Send"/> has taken for a connection and not brought to an end: for the reliable channel of a protocol with acknowledgements those that have not yet arrived, for a stream
    /// those that the system has not yet taken. Whoever has much to send waits while it is higher than what he wants to have under way, and so stays clear of the limit at which
    /// the connection ends (<see cref="TransportError.Congestion"/>). 0 where the transport cannot know, and for unknown ids.
    /// </summary>
    /// <param name="connectionId">The receiver.</param>
    /// <returns>A number of bytes.</returns>
    public virtual int GetSendQueueBytes(int connectionId) => 0;

    /// <summary>Ends a connection. What was sent and not flushed may be lost. A Disconnected event follows. Unknown ids are ignored.</summary>
    /// <param name="connectionId">The connection to end.</param>
    public abstract void Disconnect(int connectionId);

    /// <summary>Brings everything queued to the network, in as few system calls as possible. Call it once per tick, also when nothing was sent: it drives acknowledgements and resends.</summary>
    public abstract void Flush();

    /// <summary>The address of a peer as text, without port where the protocol has none.</summary>
    /// <param name="connectionId">A living connection.</param>
    /// <returns>The address; an empty string when the id is unknown.</returns>
    public abstract string GetAddress(int connectionId);

    /// <summary>The largest packet that <see cref="Send"/> takes, in bytes. Answers at any time.</summary>
    /// <param name="channel">The channel asked about.</param>
    /// <returns>A size in bytes.</returns>
    public abstract int GetMaxPacketBytes(Channel channel);

    /// <summary>The size at which a batch of messages should be closed, in bytes: one that needs no fragmenting. Answers at any time.</summary>
    /// <param name="channel">The channel asked about.</param>
    /// <returns>A size in bytes, at most <see cref="GetMaxPacketBytes"/>.</returns>
    public virtual int GetBatchThresholdBytes(Channel channel) => GetMaxPacketBytes(channel);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Stops the endpoint and frees what it holds.</summary>
    /// <param name="disposing">True from <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing && IsActive) Stop();
    }
}
