namespace Tain;

/// <summary>
/// Objects that are seen by the same clients: those of a room, a match, a team, a cell of a grid. An object is in one group, a client sees any number of them.
/// Who sees an object is a property of its group, so that an object that enters a group, or a client that subscribes to it, is told to exactly those for whom that
/// changes something, and what changed in a group goes to each of its clients as one piece.
/// <code>
/// VisibilityGroup cellar = NetworkServer.CreateGroup("cellar");
/// cellar.Add(barrel.netIdentity);             // before or after the object is spawned
/// cellar.Subscribe(player.connectionToClient);
/// </code>
/// </summary>
/// <remarks>
/// Beside the clients of its group, the owner of an object always sees it. <see cref="NetworkIdentity.visibility"/> comes first: an object that is forced hidden is
/// seen by its owner only, and one that is forced shown by everybody, whatever group it is in.
/// </remarks>
public sealed class VisibilityGroup
{
    private readonly NetworkServer _server;
    private readonly Dictionary<int, NetworkConnectionToClient> _subscribers = [];
    private readonly HashSet<NetworkIdentity> _members = [];

    internal VisibilityGroup(NetworkServer server, string name, GroupKind kind)
    {
        _server = server;
        this.name = name;
        Kind = kind;
    }

    /// <summary>What the group is called in messages to the programmer.</summary>
    public string name { get; }

    /// <summary>The spawned objects that are in the group. A view that changes with it.</summary>
    public IReadOnlyCollection<NetworkIdentity> members => _members;

    /// <summary>The clients that see the group's objects now. A view that changes with it; a client that has no world (yet) is not in it.</summary>
    public IReadOnlyCollection<NetworkConnectionToClient> subscribers => _subscribers.Values;

    internal GroupKind Kind { get; }

    internal Dictionary<int, NetworkConnectionToClient> Subscribers => _subscribers;

    internal HashSet<NetworkIdentity> Members => _members;

    /// <summary>This tick's changed members, linked by <see cref="NetworkIdentity.NextChanged"/>.</summary>
    internal ChangedMembers Changed;

    /// <summary>
    /// Moves an object into this group, out of the one it was in. Clients that see both notice nothing; the others are told that it appears, or disappears.
    /// An object that is not spawned yet is shown to this group when it is.
    /// </summary>
    /// <param name="identity">The object.</param>
    /// <exception cref="InvalidOperationException">The object is destroyed or belongs to another world.</exception>
    public void Add(NetworkIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        if (identity.isDestroyed) throw new InvalidOperationException($"{identity.name} is destroyed and cannot be put into {this}.");
        if (!ReferenceEquals(identity.world, _server.World))
            throw new InvalidOperationException($"{identity.Describe()} belongs to another world than {this}. A group holds objects of its own server; make one with that world's NetworkServer.CreateGroup.");
        _server.Observation.PutInto(identity, this);
    }

    /// <summary>
    /// Shows the group to a client: what is in it now, and what comes. A client that has no world, because it is not ready or has no player, gets the group together
    /// with its world. The subscription lasts until <see cref="Unsubscribe"/> or the client's disconnect; <c>SetClientNotReady</c> only suspends it.
    /// </summary>
    /// <param name="conn">The client.</param>
    /// <exception cref="InvalidOperationException">The client is not connected to this server.</exception>
    public void Subscribe(NetworkConnectionToClient conn) => Subscribe(conn, 1);

    /// <summary>
    /// Shows the group to a client as <see cref="Subscribe(NetworkConnectionToClient)"/> does, but sends it what changes only every so many send intervals: for what is far
    /// away. SyncVars come with the values of then, Hybrid deltas between are left out; calls, spawns, collections and hand-written state without
    /// <see cref="NetworkBehaviour.canRepeatWhole"/> come at once. Called again it
    /// changes how often.
    /// </summary>
    /// <param name="conn">The client.</param>
    /// <param name="sendEvery">Every how many send intervals; 1 is each.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="sendEvery"/> is below 1.</exception>
    /// <exception cref="InvalidOperationException">The client is not connected to this server.</exception>
    public void Subscribe(NetworkConnectionToClient conn, int sendEvery)
    {
        ArgumentNullException.ThrowIfNull(conn);
        ArgumentOutOfRangeException.ThrowIfLessThan(sendEvery, 1);
        if (!_server.connections.TryGetValue(conn.connectionId, out NetworkConnectionToClient? known) || !ReferenceEquals(known, conn))
            throw new InvalidOperationException($"{conn} is not connected to the server of {this} and cannot subscribe to it. Subscribe clients between OnServerConnect and OnServerDisconnect.");
        _server.Observation.Subscribe(conn, this, sendEvery);
    }

    /// <summary>Hides the group from a client, except for what the client owns. Nothing happens when it has not subscribed.</summary>
    /// <param name="conn">The client.</param>
    public void Unsubscribe(NetworkConnectionToClient conn)
    {
        ArgumentNullException.ThrowIfNull(conn);
        _server.Observation.Unsubscribe(conn, this);
    }

    /// <summary>Names the group for messages to the programmer.</summary>
    /// <returns>A text.</returns>
    public override string ToString() => $"the visibility group '{name}'";

    /// <summary>The clients that are sent less; null when there have never been any.</summary>
    internal List<RateLane>? Lanes { get; private set; }

    /// <summary>The lane that a client is in; null: it is sent every tick's changes.</summary>
    internal RateLane? LaneOf(NetworkConnectionToClient connection) => connection.Sight.Lanes is { } lanes && lanes.TryGetValue(this, out RateLane? lane) ? lane : null;

    /// <summary>Changes how often a client is sent what changes.</summary>
    internal void SetRate(NetworkConnectionToClient connection, int sendEvery)
    {
        RateLane? before = LaneOf(connection);
        if ((before?.Every ?? 1) == sendEvery) return;
        before?.Remove(connection);
        if (sendEvery == 1)
        {
            connection.Sight.Lanes?.Remove(this);
            return;
        }
        RateLane lane = FindLane(sendEvery);
        lane.Members.Add(connection);
        (connection.Sight.Lanes ??= [])[this] = lane;
    }

    internal bool IsSeenBy(NetworkConnectionToClient connection) => connection.Sight.Groups.Contains(this);

    internal void Enter(NetworkIdentity identity)
    {
        _members.Add(identity);
        _server.SpawnTable.Slots.Judge(identity);
    }

    internal void Leave(NetworkIdentity identity)
    {
        _members.Remove(identity);
        if (Lanes is null) return;
        foreach (RateLane lane in Lanes) lane.Remove(identity);
    }

    internal void Connect(NetworkConnectionToClient connection)
    {
        _subscribers.Add(connection.connectionId, connection);
        connection.Sight.Groups.Add(this);
    }

    internal void Disconnect(NetworkConnectionToClient connection)
    {
        _subscribers.Remove(connection.connectionId);
        connection.Sight.Groups.Remove(this);
    }

    private RateLane FindLane(int sendEvery)
    {
        Lanes ??= [];
        foreach (RateLane lane in Lanes)
        {
            if (lane.Every == sendEvery) return lane;
        }
        _server.Debts.IsInUse = true;
        var made = new RateLane(this, sendEvery, _server.Observation.NextPhase());
        Lanes.Add(made);
        return made;
    }

    internal void DisconnectAll()
    {
        foreach (NetworkConnectionToClient connection in _subscribers.Values) connection.Sight.Groups.Remove(this);
        _subscribers.Clear();
    }
}
