namespace Tain.Transports;

/// <summary>
/// A world's end of a shared port: the connections that belong to the world at present. One that is handed over ends here with a Disconnected event, and begins in the other world
/// with a Connected event, while the real one stays up.
/// </summary>
public sealed class SharedServer : TransportServer
{
    private readonly SharedWorldTransport _description;
    private readonly SharedSizes _sizes;
    private readonly ThreadedGameSide _side;
    private SharedPort? _port;

    internal SharedServer(SharedWorldTransport description)
    {
        _description = description;
        _sizes = description.Shared.GetSizes();
        _side = new ThreadedGameSide(description.Shared.ToLimits(), _sizes.MaxPacketBytes);
    }

    /// <summary>The name of the world.</summary>
    public string World => _description.World;

    /// <inheritdoc/>
    public override bool IsActive => _side.IsOpen;

    /// <inheritdoc/>
    public override Uri Uri => _port?.Run.Uri ?? throw new InvalidOperationException("The server has no address before it is started.");

    /// <inheritdoc/>
    public override void Start()
    {
        if (IsActive) throw new InvalidOperationException("The server is already active; call Stop first.");
        _port = _description.Shared.Open(World, _description.MaxConnections);
        _side.Open(_port.Box, _port.Wake);
    }

    /// <inheritdoc/>
    /// <remarks>The other worlds of the port are not touched.</remarks>
    public override void Stop()
    {
        if (_port is not { } port) return;
        _port = null;
        _side.Close();
        _description.Shared.Close(port);
        _side.Forget();
    }

    /// <summary>Whether a world listens on this port and takes connections now.</summary>
    /// <param name="world">The world's name.</param>
    /// <returns>True when a connection can be handed over to it.</returns>
    public bool CanHandOver(string world)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(world);
        return _description.Shared.Ports.Find(world) is { IsFull: false };
    }

    /// <summary>
    /// Hands a connection over to another world of the same port. What was sent to it before goes out first; nothing can be sent to it afterwards, and nothing comes any more but
    /// its Disconnected event. What the client sends from then on waits for the other world, in order and within the limits of a queue.
    /// </summary>
    /// <param name="connectionId">One of this world's connections.</param>
    /// <param name="world">The world's name. It may be this one: then the connection begins anew.</param>
    /// <returns>
    /// False, and nothing happened: the connection is unknown or ending, no world of that name listens, or too much waits to be sent. A world that stops listening or is full a moment
    /// later loses the connection to <see cref="SharedTransport.FallbackWorld"/>, or it is disconnected.
    /// </returns>
    public bool HandOver(int connectionId, string world) => CanHandOver(world) && _side.EndWith(ThreadedRecordKind.HandOver, connectionId, world);

    /// <inheritdoc/>
    public override bool TryReceive(out TransportEvent received) => _side.TryReceive(out received);

    /// <inheritdoc/>
    public override bool Send(int connectionId, ReadOnlySpan<byte> data, Channel channel) => _side.Send(connectionId, data, channel);

    /// <inheritdoc/>
    public override int GetSendQueueBytes(int connectionId) => _side.GetSendQueueBytes(connectionId);

    /// <inheritdoc/>
    public override void Disconnect(int connectionId) => _side.Disconnect(connectionId);

    /// <inheritdoc/>
    public override void Flush() => _side.Flush();

    /// <inheritdoc/>
    public override string GetAddress(int connectionId) => _side.GetAddress(connectionId);

    /// <inheritdoc/>
    public override int GetMaxPacketBytes(Channel channel) => _sizes.MaxOf(channel);

    /// <inheritdoc/>
    public override int GetBatchThresholdBytes(Channel channel) => _sizes.ThresholdOf(channel);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) Stop();
    }
}
