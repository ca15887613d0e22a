using Tain.Messages;

namespace Tain;

/// <summary>How a client behaves. The names and defaults are those of Mirror's NetworkManager.</summary>
public sealed class NetworkClientOptions
{
    /// <summary>How many times per second the client sends the state of its own objects, and the server its snapshots. Both sides are set alike; it does not travel.</summary>
    public int sendRate { get; init; } = 60;

    /// <summary>How many times per second own Hybrid components send a baseline.</summary>
    public int unreliableBaselineRate { get; init; } = 1;

    /// <summary>
    /// Whether the time that the server is told in each send interval goes with what is reliable when nothing unreliable is to be sent: one packet instead of two.
    /// Mirror understands it; it always sends the time unreliably. When a packet is lost, the time then comes with the state that belongs to it.
    /// </summary>
    public bool clockRidesAlong { get; init; } = true;

    /// <summary>
    /// Whether the client's pings wait for the answers to the server's, which take them along, for at most one more <see cref="NetworkTime.PingInterval"/>. Together with the
    /// server's <see cref="NetworkServerOptions.pingsRideAlong"/>, both ping every second interval, and the client sends half the packets of this kind, the server a quarter.
    /// Mirror's client pings when its own interval is over, whatever else there is to send.
    /// </summary>
    public bool pingsRideAlong { get; init; }

    /// <summary>Whether a bad message or a handler that throws ends the connection.</summary>
    public bool exceptionsDisconnect { get; init; } = true;

    /// <summary>How far behind the server's clock its timeline is shown.</summary>
    public SnapshotInterpolationSettings snapshotSettings { get; init; } = new();

    /// <summary>Whether the client says <see cref="NetworkClient.Ready"/> as soon as it is connected.</summary>
    public bool autoReady { get; init; } = true;

    /// <summary>Whether the client asks for a player as soon as it has said Ready on its own.</summary>
    public bool autoCreatePlayer { get; init; } = true;

    /// <summary>True: the server counts as authenticated when the client is connected. False: the game sets <see cref="NetworkConnection.isAuthenticated"/> after a log-in.</summary>
    public bool authenticateOnConnect { get; init; } = true;

    /// <summary>From what the quality of the connection is judged.</summary>
    public ConnectionQualityMethod connectionQualityMethod { get; init; } = ConnectionQualityMethod.Simple;

    /// <summary>How often the quality of the connection is judged, in seconds.</summary>
    public float connectionQualityInterval { get; init; } = 3;

    /// <summary>Limits of messages that travel in parts.</summary>
    public LargeMessageOptions largeMessages { get; init; } = new();
}
