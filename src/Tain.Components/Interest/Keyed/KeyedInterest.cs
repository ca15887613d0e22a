namespace Tain;

/// <summary>
/// The groups behind the rules by scene, match and team: one for each key that an object or a player has. Nothing is done for what keeps its key, and whoever gets
/// another one pays for the difference only.
/// </summary>
internal sealed class KeyedInterest : IViewerRule<KeyedViewer>, IGroupSight
{
    private readonly Func<NetworkIdentity, KeyChoice> _keyOfObject;
    private readonly Func<NetworkIdentity, KeyChoice> _keyOfPlayer;
    private readonly ObjectTable<KeyedObject> _objects = new();
    private readonly ViewerTable<KeyedViewer> _viewers;
    private readonly CellTable<InterestKey, InterestCell<InterestKey>> _cells;
    private readonly VisibilityGroup _shown;
    private readonly VisibilityGroup _hidden;
    private readonly List<NetworkIdentity> _changed = [];
    private readonly HashSet<NetworkIdentity> _noted = [];
    private readonly List<InterestCell<InterestKey>> _left = [];

    /// <param name="server">The server.</param>
    /// <param name="keyOfObject">With which key an object is shown.</param>
    /// <param name="keyOfPlayer">With which key a client looks that has a player.</param>
    public KeyedInterest(NetworkServer server, Func<NetworkIdentity, KeyChoice> keyOfObject, Func<NetworkIdentity, KeyChoice> keyOfPlayer)
    {
        Server = server;
        _keyOfObject = keyOfObject;
        _keyOfPlayer = keyOfPlayer;
        _viewers = new ViewerTable<KeyedViewer>(this);
        _cells = new CellTable<InterestKey, InterestCell<InterestKey>>(() => new InterestCell<InterestKey> { Group = server.CreateGroup("objects that are seen together") });
        _shown = server.CreateGroup("objects for everybody who has a player");
        _hidden = server.CreateGroup("objects for nobody");
    }

    public NetworkServer Server { get; }

    internal int CellCount => _cells.Count;

    /// <summary>Puts an object into the group of its key.</summary>
    public void Place(NetworkIdentity identity)
    {
        if (!_objects.TryGet(identity, out KeyedObject? known)) known = _objects.Add(identity);
        KeyChoice choice = _keyOfObject(identity);
        InterestCell<InterestKey>? before = known.Cell;
        InterestCell<InterestKey>? now = choice.Scope == KeyScope.One ? CellOf(choice.Key) : null;
        if (now is not null) now.Objects++;
        known.Cell = now;
        (now?.Group ?? (choice.Scope == KeyScope.All ? _shown : _hidden)).Add(identity);
        Leave(before);
    }

    /// <summary>The object leaves the network.</summary>
    public void Remove(NetworkIdentity identity)
    {
        if (!_objects.TryGet(identity, out KeyedObject? known)) return;
        // Not released yet: those who see all keys have to be told that the object is destroyed.
        if (known.Cell is { } cell)
        {
            cell.Objects--;
            _left.Add(cell);
        }
        known.Cell = null;
        _objects.Remove(known, identity.netId);
    }

    /// <summary>A client is getting the world: it sees what has the key of its player.</summary>
    public void Seat(NetworkConnectionToClient connection) => _viewers.Of(connection);

    /// <summary>Whether a client that is getting the world sees an object.</summary>
    public bool IsInSight(NetworkIdentity identity, NetworkConnectionToClient connection)
    {
        if (_viewers.Of(connection) is not { } viewer) return false;
        KeyChoice choice = _keyOfObject(identity);
        return choice.Scope == KeyScope.All || choice.Scope == KeyScope.One && (viewer.Choice.Scope == KeyScope.All || viewer.Choice == choice);
    }

    /// <summary>The client has a player, or its player another key.</summary>
    public void LookFrom(NetworkConnectionToClient connection)
    {
        if (_viewers.Of(connection) is { } viewer) Choose(viewer, _keyOfPlayer(viewer.Player!));
    }

    /// <summary>The object may have another key. It is looked at at the end of the tick, however often it changes until then.</summary>
    public void NoteChange(NetworkIdentity identity)
    {
        if (_noted.Add(identity)) _changed.Add(identity);
    }

    /// <summary>One tick.</summary>
    public void Tick()
    {
        _viewers.Compare(Server);
        foreach (InterestCell<InterestKey> cell in _left)
        {
            if (_cells.IsInUse(cell)) Release(cell);
        }
        _left.Clear();
        for (int i = 0; i < _changed.Count; i++)
        {
            NetworkIdentity identity = _changed[i];
            _noted.Remove(identity);
            if (identity.isDestroyed) continue;
            Server.RebuildObservers(identity, false);
            // A player that is forced shown still looks with its key.
            if (InterestPlayers.ClientOf(identity) is { } connection) LookFrom(connection);
        }
        _changed.Clear();
    }

    /// <summary>After a pause: forgets what is gone, and looks at everything else.</summary>
    public void Resume()
    {
        foreach (KeyedObject known in _objects.TakeGone(Server)) Leave(known.Cell);
        // Who is new comes first, so that what he sees already is not taken from him.
        _viewers.Compare(Server);
        foreach (NetworkIdentity identity in new List<NetworkIdentity>(Server.spawned.Values)) Server.RebuildObservers(identity, false);
        // A player that is forced shown is not decided about, and may have another key.
        foreach (KeyedViewer viewer in _viewers.Snapshot())
        {
            if (viewer.Player is { } player) Choose(viewer, _keyOfPlayer(player));
        }
    }

    /// <summary>The server has stopped.</summary>
    public void Clear()
    {
        _objects.Clear();
        _viewers.Clear();
        _changed.Clear();
        _noted.Clear();
        _left.Clear();
    }

    void IViewerRule<KeyedViewer>.Seat(KeyedViewer viewer) => Choose(viewer, _keyOfPlayer(viewer.Player!));

    void IViewerRule<KeyedViewer>.Leave(KeyedViewer viewer)
    {
        Choose(viewer, default);
        _shown.Unsubscribe(viewer.Connection!);
    }

    // First what comes into sight, then what leaves it.
    private void Choose(KeyedViewer viewer, KeyChoice choice)
    {
        KeyChoice before = viewer.Choice;
        NetworkConnectionToClient connection = viewer.Connection!;
        if (ViewerTable<KeyedViewer>.IsConnected(viewer, Server)) _shown.Subscribe(connection);
        else choice = default;
        if (before == choice) return;
        viewer.Choice = choice;
        InterestCell<InterestKey>? now = choice.Scope == KeyScope.One ? CellOf(choice.Key) : null;
        if (now is not null) now.Viewers++;
        now?.Group.Subscribe(connection);
        if (choice.Scope == KeyScope.All)
        {
            foreach (InterestCell<InterestKey> cell in _cells.Snapshot())
            {
                if (_cells.IsInUse(cell)) cell.Group.Subscribe(connection);
            }
        }
        if (before.Scope == KeyScope.All)
        {
            foreach (InterestCell<InterestKey> cell in _cells.Snapshot())
            {
                if (!ReferenceEquals(cell, now)) cell.Group.Unsubscribe(connection);
            }
        }
        if (before.Scope != KeyScope.One || _cells.Find(before.Key) is not { } left) return;
        if (choice.Scope != KeyScope.All) left.Group.Unsubscribe(connection);
        left.Viewers--;
        Release(left);
    }

    // Who sees everything sees a new key, too.
    private InterestCell<InterestKey> CellOf(InterestKey key)
    {
        if (!_cells.TryAdd(key, out InterestCell<InterestKey> cell)) return cell;
        foreach (KeyedViewer viewer in _viewers.All)
        {
            if (viewer.Choice.Scope == KeyScope.All && ViewerTable<KeyedViewer>.IsConnected(viewer, Server)) cell.Group.Subscribe(viewer.Connection!);
        }
        return cell;
    }

    private void Leave(InterestCell<InterestKey>? cell)
    {
        if (cell is null) return;
        cell.Objects--;
        Release(cell);
    }

    private void Release(InterestCell<InterestKey> cell)
    {
        if (!_cells.Release(cell)) return;
        foreach (KeyedViewer viewer in _viewers.All) cell.Group.Unsubscribe(viewer.Connection!);
    }
}
