namespace Tain.Transports;

/// <summary>The kinds of <see cref="TransportEvent"/>.</summary>
public enum TransportEventKind : byte
{
    /// <summary>A connection is usable from now on.</summary>
    Connected = 1,

    /// <summary>A packet arrived.</summary>
    Data = 2,

    /// <summary>A connection is gone; its id may be used again. Comes exactly once for each <see cref="Connected"/>, and once for a connect that failed.</summary>
    Disconnected = 3,

    /// <summary>Something went wrong. When a disconnect follows from it, the error comes first.</summary>
    Error = 4,
}

/// <summary>
/// One thing that happened on an endpoint, as it is pulled from <see cref="TransportServer.TryReceive"/> or <see cref="TransportClient.TryReceive"/>.
/// It is a ref struct because <see cref="Data"/> is borrowed from the endpoint's buffer: it is valid until the next call on that endpoint.
/// </summary>
public readonly ref struct TransportEvent
{
    private TransportEvent(
        TransportEventKind kind, int connectionId, Channel channel = Channel.Reliable, ReadOnlySpan<byte> data = default, TransportError error = default, string? text = null)
    {
        Kind = kind;
        ConnectionId = connectionId;
        Channel = channel;
        Data = data;
        ErrorCode = error;
        Text = text;
    }

    /// <summary>What happened.</summary>
    public TransportEventKind Kind { get; }

    /// <summary>The connection it happened on; 0 on a client, and for a server's errors that concern no connection.</summary>
    public int ConnectionId { get; }

    /// <summary>The channel of a <see cref="TransportEventKind.Data"/> event.</summary>
    public Channel Channel { get; }

    /// <summary>The packet of a <see cref="TransportEventKind.Data"/> event. Borrowed: valid until the next call on the endpoint.</summary>
    public ReadOnlySpan<byte> Data { get; }

    /// <summary>The cause of an <see cref="TransportEventKind.Error"/> event.</summary>
    public TransportError ErrorCode { get; }

    /// <summary>The peer's address of a <see cref="TransportEventKind.Connected"/> event, the reason of an <see cref="TransportEventKind.Error"/> event.</summary>
    public string? Text { get; }

    /// <summary>A connection became usable.</summary>
    /// <param name="connectionId">Its id; 0 on a client.</param>
    /// <param name="address">The peer's address as text.</param>
    /// <returns>The event.</returns>
    public static TransportEvent Connected(int connectionId, string? address = null) => new(TransportEventKind.Connected, connectionId, text: address);

    /// <summary>A packet arrived.</summary>
    /// <param name="connectionId">From whom; 0 on a client.</param>
    /// <param name="data">The packet, borrowed.</param>
    /// <param name="channel">The channel that it came on.</param>
    /// <returns>The event.</returns>
    public static TransportEvent Received(int connectionId, ReadOnlySpan<byte> data, Channel channel) => new(TransportEventKind.Data, connectionId, channel, data);

    /// <summary>A connection is gone.</summary>
    /// <param name="connectionId">Its id; 0 on a client.</param>
    /// <returns>The event.</returns>
    public static TransportEvent Disconnected(int connectionId) => new(TransportEventKind.Disconnected, connectionId);

    /// <summary>Something went wrong.</summary>
    /// <param name="connectionId">On which connection; 0 on a client or when it concerns the whole endpoint.</param>
    /// <param name="error">The cause.</param>
    /// <param name="reason">A sentence for the log.</param>
    /// <returns>The event.</returns>
    public static TransportEvent Error(int connectionId, TransportError error, string reason) =>
        new(TransportEventKind.Error, connectionId, error: error, text: reason);
}
