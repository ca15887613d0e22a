using Tain.Messages;

namespace Tain;

/// <summary>How a server behaves. The names and defaults are those of Mirror's NetworkManager.</summary>
public sealed class NetworkServerOptions
{
    /// <summary>How many connections there may be, the host's own included.</summary>
    public int maxConnections { get; init; } = 100;

    /// <summary>How many times per second the server sends what changed. Clients must be set alike; it does not travel.</summary>
    public int sendRate { get; init; } = 60;

    /// <summary>How many times per second Hybrid components send a baseline.</summary>
    public int unreliableBaselineRate { get; init; } = 1;

    /// <summary>Whether deltas of Hybrid components are sent twice, against loss.</summary>
    public bool unreliableRedundancy { get; init; }

    /// <summary>
    /// Whether a client that begins to see an object is told which baseline its Hybrid components sent last, so that it can use their deltas at once. Mirror's clients
    /// understand it; Mirror's server does not send it, and a late client sees no Hybrid change before the next baseline.
    /// </summary>
    public bool tellBaselineToNewObservers { get; init; } = true;

    /// <summary>
    /// Whether the time that clients are told in each send interval goes with what is reliable when nothing unreliable is to be sent: one packet instead of two.
    /// Mirror understands it; it always sends the time unreliably. When a packet is lost, the time then comes with the state that belongs to it.
    /// </summary>
    public bool clockRidesAlong { get; init; } = true;

    /// <summary>
    /// Whether the server's pings wait for the answers to the client's, which take them along, for at most one and a half more <see cref="NetworkTime.PingInterval"/>: up to ten packets
    /// less per client and second. Mirror's server pings when its own interval is over, whatever else there is to send.
    /// </summary>
    public bool pingsRideAlong { get; init; }

    /// <summary>Whether a bad message or a handler that throws ends the connection.</summary>
    public bool exceptionsDisconnect { get; init; } = true;

    /// <summary>After how many seconds without a message a connection is ended; 0 = never.</summary>
    public float disconnectInactiveTimeout { get; init; }

    /// <summary>
    /// After how many seconds a client is disconnected on which nobody was authenticated; 0 = never. It counts only without <see cref="authenticateOnConnect"/>, and not while
    /// the server loads a scene.
    /// </summary>
    public float authenticationTimeout { get; init; } = (float)MessageServerOptions.DefaultAuthenticationTimeoutSeconds;

    /// <summary>How many messages per second a client may send in the long run, with a second's worth at once; more disconnects it. 0 = no limit.</summary>
    public int maxMessagesPerSecond { get; init; } = MessageServerOptions.DefaultMaxMessagesPerSecond;

    /// <summary>How many messages of one client are handled in one frame; the rest waits for the next, in its order. 0 = no limit.</summary>
    public int maxMessagesPerTick { get; init; } = MessageServerOptions.DefaultMaxMessagesPerTick;

    /// <summary>
    /// After how many seconds of receiving within one frame only eight messages of each client are handled, and the rest waits for the next; 0 = never. A client that calls
    /// often what is slow to handle so takes this time of a frame and no more.
    /// </summary>
    public float receivePatience { get; init; } = (float)MessageServerOptions.DefaultReceivePatienceSeconds;

    /// <summary>
    /// How many bytes of content a client may fill each sync collection with that it decides over, where <see cref="SyncObject.maxBytes"/> says nothing else; 0 = no limit.
    /// More disconnects it. The default leaves room for the rest of an object in the smallest message that a transport of ours carries, about 16 KB: an object that
    /// outgrows one message cannot be shown to who joins later.
    /// </summary>
    public int maxOwnedCollectionBytes { get; init; } = 8 * 1024;

    /// <summary>How far behind a client's clock its timeline is shown on the server.</summary>
    public SnapshotInterpolationSettings snapshotSettings { get; init; } = new();

    /// <summary>What a client that asks for a player gets; null when <see cref="NetworkServer.OnAddPlayer"/> makes players.</summary>
    public Prefab? playerPrefab { get; set; }

    /// <summary>
    /// Whether what a client owns is destroyed when it leaves, after <see cref="NetworkServer.OnDisconnectedEvent"/>. A handler of that event keeps single objects by
    /// taking them from the client first.
    /// </summary>
    public bool destroyPlayersOnDisconnect { get; init; } = true;

    /// <summary>True: every client counts as authenticated when it connects. False: the game sets <see cref="NetworkConnection.isAuthenticated"/> after a log-in.</summary>
    public bool authenticateOnConnect { get; init; } = true;

    /// <summary>
    /// Where the parts of a large tick are done side by side. With more than one worker, OnSerialize of different objects is called on several threads at once: it may
    /// read what it likes, and change nothing but its own component. SyncVars and collections need nothing.
    /// </summary>
    public TickWorkers tickWorkers { get; init; } = TickWorkers.Single;

    /// <summary>
    /// How many bytes of spawn messages a client is sent per tick when much comes into its sight at once: the world when it joins, a group, what a rule shows it. The rest
    /// follows in the next ticks, the most important first (<see cref="InterestManagementBase.GetPriority"/>). 0 = no limit. What the client owns is never held back,
    /// nor is what is spawned while it is there.
    /// </summary>
    public int joinBytesPerTick { get; init; } = 16 * 1024;

    /// <summary>The same for all clients together, so that a tick in which many join is not a long one. They take turns. 0 = no limit.</summary>
    public int joinBytesPerTickTotal { get; init; } = 256 * 1024;

    /// <summary>
    /// How many bytes a client is sent per send interval; 0 = no limit. Calls, spawns, collections and hand-written state without
    /// <see cref="NetworkBehaviour.canRepeatWhole"/> go out in any case and count. Of the rest the most important is sent (<see cref="InterestManagementBase.GetPriority"/>),
    /// the others later, with the values of then; Hybrid deltas are left out. It can be set for single clients: <see cref="NetworkConnectionToClient.maxBytesPerTick"/>.
    /// </summary>
    public int maxBytesPerTick { get; init; }

    /// <summary>Limits of messages that travel in parts.</summary>
    public LargeMessageOptions largeMessages { get; init; } = new();
}
