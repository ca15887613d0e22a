namespace Tain;

/// <summary>
/// Who sees what on a server, and telling a client when an object comes into its sight or leaves it. All of it comes down to groups: an object is in one, a client
/// sees some. What decides about them stands in the other parts of this class.
/// </summary>
internal sealed partial class Observation
{
    private readonly NetworkServer _server;
    private readonly SpawnSender _spawns;
    private readonly BaselineNotes _baselines;
    private readonly JoinStream _joins;
    private readonly PublicGroups _public;
    private readonly List<NetworkConnectionToClient> _connections = [];
    private readonly List<Shown> _shown = [];
    private int _phases;

    public Observation(NetworkServer server, SpawnSender spawns)
    {
        _server = server;
        _spawns = spawns;
        _baselines = new BaselineNotes(spawns);
        _joins = new JoinStream(server, spawns, _baselines);
        _public = new PublicGroups(server);
    }

    /// <summary>How many groups it takes to show everybody what is for everybody.</summary>
    internal int PublicGroupCount => _public.Count;

    /// <summary>How many objects were looked at so far, one by one, for connections that were given the world or a group.</summary>
    internal long Looks { get; private set; }

    /// <summary>A number for each lane, so that they do not all have their turn in the same tick.</summary>
    public int NextPhase() => _phases++;

    /// <summary>Nobody sees the object any more. Nobody is told: that is the caller's decision.</summary>
    public void Close(NetworkIdentity identity)
    {
        _joins.Drop(identity);
        identity.observers.Clear();
    }

    /// <summary>Once per tick, before its state: sends what did not fit into the ticks before.</summary>
    public void SendPending() => _joins.Send();

    /// <summary>Sends an object that a connection sees and was not sent yet; it has precedence now.</summary>
    /// <returns>False when the connection does not wait for it.</returns>
    public bool SendNow(NetworkIdentity identity, NetworkConnectionToClient connection) => _joins.SendNow(identity, connection);

    /// <summary>Brings an object into the sight of one connection, if it is not there yet. From then on it has an audience of its own.</summary>
    public void Show(NetworkIdentity identity, NetworkConnectionToClient connection)
    {
        if (!connection.isReady || identity.serverOnly || !identity.IsSpawned || identity.observers.Contains(connection)) return;
        Announce(identity, connection);
        identity.observers.EnterIndividual(_server).Connect(connection);
    }

    /// <summary>Takes an object out of the sight of one connection. From then on it has an audience of its own.</summary>
    public void Hide(NetworkIdentity identity, NetworkConnectionToClient connection)
    {
        if (!identity.observers.Contains(connection)) return;
        identity.observers.EnterIndividual(_server).Disconnect(connection);
        SendHide(identity, connection);
    }

    /// <summary>Gives an object an audience of its own: those of the wanted connections that are ready.</summary>
    /// <param name="identity">The object.</param>
    /// <param name="wanted">Who shall see it.</param>
    /// <param name="sayAgain">Whether those who see it already are sent its state once more.</param>
    public void SetAudience(NetworkIdentity identity, HashSet<NetworkConnectionToClient> wanted, bool sayAgain)
    {
        if (identity.serverOnly || !identity.IsSpawned) return;
        VisibilityGroup group = identity.observers.EnterIndividual(_server);
        int first = _connections.Count;
        foreach (NetworkConnectionToClient observer in group.Subscribers.Values)
        {
            if (!wanted.Contains(observer)) _connections.Add(observer);
        }
        for (int i = first; i < _connections.Count; i++)
        {
            group.Disconnect(_connections[i]);
            SendHide(identity, _connections[i]);
        }
        _connections.RemoveRange(first, _connections.Count - first);

        var announcement = new Announcement(identity);
        foreach (NetworkConnectionToClient connection in wanted)
        {
            if (connection is not { isReady: true }) continue;
            bool sees = group.IsSeenBy(connection);
            if (!sees) Announce(ref announcement, connection);
            else if (sayAgain) AnnounceAgain(ref announcement, connection);
            if (!sees) group.Connect(connection);
        }
    }

    /// <summary>Sends a packed message to all observers of an object that have it, ready or not.</summary>
    public static void SendToObservers(NetworkIdentity identity, ReadOnlySpan<byte> message)
    {
        foreach (KeyValuePair<int, NetworkConnectionToClient> observer in identity.observers)
        {
            if (!observer.Value.Sight.IsPending(identity)) observer.Value.SendRaw(message, Channels.Reliable);
        }
    }

    // Moves an object into a group of several. Only those for whom it makes a difference are told.
    private void MoveTo(NetworkIdentity identity, VisibilityGroup group)
    {
        ObserverSet observers = identity.observers;
        if (!ReferenceEquals(observers.Group, group))
        {
            NetworkConnectionToClient? owner = group.Kind == GroupKind.Custom ? identity.connectionToClient : null;
            var announcement = new Announcement(identity);
            bool ownerStays = owner is not null && observers.Contains(owner) && !group.IsSeenBy(owner);
            foreach (KeyValuePair<int, NetworkConnectionToClient> observer in observers)
            {
                if (!group.IsSeenBy(observer.Value) && !(ownerStays && ReferenceEquals(observer.Value, owner))) SendHide(identity, observer.Value);
            }
            // Before anybody is told: a script that is asked for state then may show the group to somebody else.
            int first = _connections.Count;
            foreach (NetworkConnectionToClient connection in group.Subscribers.Values)
            {
                if (!observers.Contains(connection)) _connections.Add(connection);
            }
            int end = _connections.Count;
            observers.SetOutsider(null);
            observers.Enter(group);
            if (ownerStays) observers.SetOutsider(owner);
            for (int i = first; i < end; i++)
            {
                if (observers.Contains(_connections[i])) Announce(ref announcement, _connections[i]);
            }
            _connections.RemoveRange(first, end - first);
        }
        UpdateOutsider(identity);
    }

    // The owner sees its object whether or not it sees the group that the game put it into.
    private void UpdateOutsider(NetworkIdentity identity)
    {
        ObserverSet observers = identity.observers;
        NetworkConnectionToClient? before = observers.Outsider;
        NetworkConnectionToClient? now = observers.Group is { Kind: GroupKind.Custom } group && identity.connectionToClient is { isReady: true } owner && !group.IsSeenBy(owner) ? owner : null;
        if (ReferenceEquals(before, now)) return;
        var announcement = new Announcement(identity);
        if (before is not null) SendHide(identity, before);
        if (now is not null) Announce(ref announcement, now);
        observers.SetOutsider(now);
    }

    private bool Announce(NetworkIdentity identity, NetworkConnectionToClient connection)
    {
        var announcement = new Announcement(identity);
        return Announce(ref announcement, connection);
    }

    // To one that did not see the object. Much at a time has to wait; what was spawned just now or is the connection's own has not. True when it was sent at once.
    private bool Announce(ref Announcement announcement, NetworkConnectionToClient connection)
    {
        NetworkIdentity identity = announcement.Identity;
        bool isNew = ReferenceEquals(identity, _opening);
        if (!isNew && connection.Sight.IsGettingWorld)
        {
            _joins.List(identity, connection, isUrgent: false);
            return false;
        }
        if (!isNew && !ReferenceEquals(identity.connectionToClient, connection) && _joins.MustWait(connection))
        {
            _joins.Add(identity, connection);
            return false;
        }
        int bytes = SendSpawn(ref announcement, connection);
        if (!isNew) _joins.Count(connection, bytes);
        return true;
    }

    // To one that sees the object already. What it was not sent yet it will be sent as it is then.
    private void AnnounceAgain(ref Announcement announcement, NetworkConnectionToClient connection)
    {
        if (!connection.Sight.IsPending(announcement.Identity)) SendSpawn(ref announcement, connection);
    }

    private int SendSpawn(ref Announcement announcement, NetworkConnectionToClient connection)
    {
        NetworkIdentity identity = announcement.Identity;
        if (!announcement.IsWritten)
        {
            // The first one gets the whole state, so there is nothing left that anybody would have to be told as a change.
            if (!announcement.HasCopies) _spawns.BeginCopies(identity, _server.LocalTime);
            _spawns.Begin(identity, announcement.HasCopies);
            announcement.IsWritten = true;
        }
        int bytes = _spawns.Send(identity, connection);
        _baselines.OnSent(identity, connection);
        return bytes;
    }

    private static void SendHide(NetworkIdentity identity, NetworkConnectionToClient connection)
    {
        // What never came need not go.
        if (!connection.Sight.EndPending(identity)) connection.Send(new ObjectHideMessage { netId = identity.netId });
    }
}
