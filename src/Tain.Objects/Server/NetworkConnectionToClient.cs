using Tain.Messages;

namespace Tain;

/// <summary>A client as the server sees it: its player, what it owns and what it sees.</summary>
/// <param name="connectionId">The transport's id of it.</param>
/// <param name="address">Where it comes from, as text.</param>
[WireName("Mirror.NetworkConnectionToClient")]
public class NetworkConnectionToClient(int connectionId, string address = "localhost") : ClientConnection(connectionId, address)
{
    /// <summary>The player object; null before there is one and after it was destroyed.</summary>
    public NetworkIdentity? identity
    {
        get => field is { isDestroyed: true } ? null : field;
        internal set;
    }

    /// <summary>The objects that the client owns, its player included.</summary>
    public HashSet<NetworkIdentity> owned { get; } = [];

    /// <summary>The objects that the client sees.</summary>
    public ObservingSet observing => new(this);

    /// <summary>
    /// How many objects that the client sees are still to be sent to it. A large world comes over several ticks, see <see cref="NetworkServerOptions.joinBytesPerTick"/>;
    /// a game that shows a loading screen waits until this is 0.
    /// </summary>
    public int pendingSpawns => Sight.PendingCount;

    /// <summary>Asks whether an object that the client sees has not been sent to it yet. Nothing about the object reaches the client before.</summary>
    /// <param name="identity">The object.</param>
    /// <returns>True while it is to be sent; false when it was, and when the client does not see it.</returns>
    public bool IsPending(NetworkIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        return Sight.IsPending(identity);
    }

    /// <summary>
    /// How many bytes this client is sent per send interval; 0 = no limit. At first <see cref="NetworkServerOptions.maxBytesPerTick"/>; a game may follow the quality of the
    /// connection.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int maxBytesPerTick
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    }

    internal ConnectionSight Sight { get; } = new();

    internal WarningLimiter Warnings { get; } = new();

    /// <summary>True for the client that lives in the server's own world.</summary>
    internal virtual bool IsHost => false;

    /// <summary>Gives the transport what was written so far, without waiting for the end of the tick.</summary>
    internal void FlushNow() => FlushBatches();
}
