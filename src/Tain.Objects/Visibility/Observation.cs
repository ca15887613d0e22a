namespace Tain;

/// <summary>
/// Who sees what on a server, and telling a client when an object comes into its sight or leaves it. All of it comes down to groups: an object is in one, a client
/// sees some. What decides about them stands in the other parts of this class.
/// </summary>
/// <remarks>
/// A script that is asked for an object's state may do anything, also to that object. So it is asked before anything is changed; then it is looked anew what there is to
/// do, and done in one piece.
/// </remarks>
internal sealed partial class Observation
{
    private readonly NetworkServer _server;
    private readonly SpawnSender _spawns;
    private readonly BaselineNotes _baselines;
    private readonly JoinStream _joins;
    private readonly PublicGroups _public;
    private readonly List<NetworkConnectionToClient> _connections = [];
    private readonly List<(NetworkIdentity Identity, uint NetId)> _shown = [];
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
        if (!CanShow(identity, connection)) return;
        var announcement = new Announcement(identity);
        if (IsSentNow(identity, connection) && (!Prepare(ref announcement) || !CanShow(identity, connection))) return;
        identity.observers.EnterIndividual(_server).Connect(connection);
        Announce(ref announcement, connection);
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
        var announcement = new Announcement(identity);
        foreach (NetworkConnectionToClient connection in wanted)
        {
            if (connection is not { isReady: true } || !(identity.observers.Contains(connection) ? sayAgain : IsSentNow(identity, connection))) continue;
            if (!Prepare(ref announcement)) return;
            break;
        }
        VisibilityGroup group = identity.observers.EnterIndividual(_server);
        HideFromOthers(identity, group, wanted);
        foreach (NetworkConnectionToClient connection in wanted)
        {
            if (connection is not { isReady: true }) continue;
            if (group.IsSeenBy(connection))
            {
                if (sayAgain) AnnounceAgain(ref announcement, connection);
                continue;
            }
            group.Connect(connection);
            Announce(ref announcement, connection);
            // A rule that was asked how important it is has decided about it anew.
            if (!ReferenceEquals(identity.observers.Group, group)) return;
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

    private static bool CanShow(NetworkIdentity identity, NetworkConnectionToClient connection) =>
        connection.isReady && !identity.serverOnly && identity.IsSpawned && !identity.observers.Contains(connection);

    private void HideFromOthers(NetworkIdentity identity, VisibilityGroup group, HashSet<NetworkConnectionToClient> wanted)
    {
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
    }

    // Moves an object into a group of several. Only those for whom it makes a difference are told.
    private void MoveTo(NetworkIdentity identity, VisibilityGroup group)
    {
        ObserverSet observers = identity.observers;
        var announcement = new Announcement(identity);
        if (!ReferenceEquals(observers.Group, group) && HasNewObserver(identity, group))
        {
            if (!Prepare(ref announcement)) return;
            if (GroupFor(identity) is not { } present)
            {
                ShowToOwnerOnly(identity);
                return;
            }
            group = present;
        }
        if (!ReferenceEquals(observers.Group, group))
        {
            NetworkConnectionToClient? owner = group.Kind == GroupKind.Custom ? identity.connectionToClient : null;
            bool ownerStays = owner is not null && observers.Contains(owner) && !group.IsSeenBy(owner);
            foreach (KeyValuePair<int, NetworkConnectionToClient> observer in observers)
            {
                if (!group.IsSeenBy(observer.Value) && !(ownerStays && ReferenceEquals(observer.Value, owner))) SendHide(identity, observer.Value);
            }
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

    private bool HasNewObserver(NetworkIdentity identity, VisibilityGroup group)
    {
        foreach (NetworkConnectionToClient connection in group.Subscribers.Values)
        {
            if (!identity.observers.Contains(connection) && IsSentNow(identity, connection)) return true;
        }
        return false;
    }

    // The owner sees its object whether or not it sees the group that the game put it into.
    private void UpdateOutsider(NetworkIdentity identity)
    {
        ObserverSet observers = identity.observers;
        var announcement = new Announcement(identity);
        if (OutsiderOf(identity) is { } next && !ReferenceEquals(observers.Outsider, next) && IsSentNow(identity, next) && !Prepare(ref announcement)) return;
        NetworkConnectionToClient? before = observers.Outsider, now = OutsiderOf(identity);
        if (ReferenceEquals(before, now)) return;
        if (before is not null) SendHide(identity, before);
        observers.SetOutsider(now);
        if (now is not null) Announce(ref announcement, now);
    }

    private static NetworkConnectionToClient? OutsiderOf(NetworkIdentity identity) =>
        identity.observers.Group is { Kind: GroupKind.Custom } group && identity.connectionToClient is { isReady: true } owner && !group.IsSeenBy(owner) ? owner : null;

    // Asks the scripts for the state that will be sent. False when they have taken the object away.
    private bool Prepare(ref Announcement announcement)
    {
        NetworkIdentity identity = announcement.Identity;
        uint netId = identity.netId;
        // The first one gets the whole state, so there is nothing left that anybody would have to be told as a change.
        if (!announcement.HasCopies) _spawns.BeginCopies(identity, _server.LocalTime);
        _spawns.Begin(identity, announcement.HasCopies);
        announcement.Named = _spawns.Named;
        return identity.IsSpawned && identity.netId == netId && !identity.serverOnly;
    }

    // Much at a time has to wait; what was spawned just now or is the connection's own has not.
    private bool IsSentNow(NetworkIdentity identity, NetworkConnectionToClient connection) => ReferenceEquals(identity, _opening)
        || (!connection.Sight.IsGettingWorld && (ReferenceEquals(identity.connectionToClient, connection) || !_joins.MustWait(connection)));

    // To one that did not see the object until now.
    private void Announce(ref Announcement announcement, NetworkConnectionToClient connection)
    {
        NetworkIdentity identity = announcement.Identity;
        if (IsSentNow(identity, connection))
        {
            int bytes = SendSpawn(ref announcement, connection);
            if (!ReferenceEquals(identity, _opening)) _joins.Count(connection, bytes);
        }
        else
        {
            _joins.Add(identity, connection);
        }
    }

    // To one that sees the object already. What it was not sent yet it will be sent as it is then.
    private void AnnounceAgain(ref Announcement announcement, NetworkConnectionToClient connection)
    {
        if (!connection.Sight.IsPending(announcement.Identity)) SendSpawn(ref announcement, connection);
    }

    private int SendSpawn(ref Announcement announcement, NetworkConnectionToClient connection)
    {
        NetworkIdentity identity = announcement.Identity;
        if (announcement.Named != _spawns.Named)
        {
            // Something else was sent between: a rule that was asked how important this one is did that.
            announcement = new Announcement(identity);
            if (!Prepare(ref announcement) || !identity.observers.Contains(connection)) return 0;
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
