using System.Numerics;

namespace Tain;

/// <summary>
/// Who is near what, kept up to date by what moves. An object that has moved is compared with the players in the cells around it, a player with the objects in the cells
/// around it, and with what each saw; nothing else is. Positions are those of the last look, so the order of looks does not matter.
/// </summary>
internal sealed class DistanceInterest : IViewerRule<DistanceViewer>
{
    private readonly bool _separatesScenes;
    private readonly ObjectTable<DistanceObject> _objects = new();
    private readonly ViewerTable<DistanceViewer> _viewers;
    private readonly CheckWheel _wheel = new();
    private readonly DistanceCells _cells = new();
    private readonly List<SightChange> _changes = [];
    private readonly List<NetworkIdentity> _movedToScene = [];
    private readonly List<TrackedPlace> _called = [];
    private GridLevels _levels = new();
    private BoxGeometry _geometry;
    private float _range;
    private bool _isAnswering;

    public DistanceInterest(NetworkServer server, float range, bool separatesScenes)
    {
        Server = server;
        _separatesScenes = separatesScenes;
        _range = range;
        _geometry = new BoxGeometry(new Vector3(range), sight: 1);
        _viewers = new ViewerTable<DistanceViewer>(this);
    }

    public NetworkServer Server { get; }

    /// <summary>How much further than its range an object is seen by those who saw it, as a part of the range.</summary>
    public float Slack { get; set; }

    /// <summary>By how many units something has to have moved.</summary>
    public float MinMove { get; set; }

    /// <summary>How many places were looked at because they had changed.</summary>
    internal long Checks => _wheel.Checks;

    /// <summary>How many distances were measured.</summary>
    internal long Measurements { get; private set; }

    internal int CellCount => _cells.Count;

    /// <summary>Looks anew where an object is and who is near it. Nobody is told.</summary>
    /// <param name="identity">The object.</param>
    /// <param name="observers">Filled with the clients that shall see it.</param>
    public void Place(NetworkIdentity identity, HashSet<NetworkConnectionToClient> observers)
    {
        bool isNew = !_objects.TryGet(identity, out DistanceObject? known);
        if (isNew)
        {
            known = _objects.Add(identity);
            known.Track(identity.transform, _wheel);
        }
        SetRange(known!, isNew);
        if (known!.Look(MinMove) == LookResult.NoPlace) known.Report();
        EnterCell(known);
        Compare(known, tell: false);
        foreach (DistanceViewer viewer in known.SeenBy) observers.Add(viewer.Connection!);
    }

    /// <summary>The object leaves the network.</summary>
    public void Remove(NetworkIdentity identity)
    {
        _viewers.OfPlayer(identity)?.Pause();
        if (!_objects.TryGet(identity, out DistanceObject? known)) return;
        Forget(known);
        _objects.Remove(known, identity.netId);
    }

    /// <summary>Whether a client that is getting the world is near an object.</summary>
    public bool IsInSight(NetworkIdentity identity, NetworkConnectionToClient connection)
    {
        // A client that is new here is asked for about each object, so this is not the moment to show it any.
        DistanceViewer? viewer;
        _isAnswering = true;
        try
        {
            viewer = _viewers.Of(connection);
        }
        finally
        {
            _isAnswering = false;
        }
        if (viewer is null) return false;
        if (_objects.TryGet(identity, out DistanceObject? known)) return known.SeenBy.Contains(viewer);
        // Spawned before this rule was there; it is taken in at the end of the tick.
        float range = VisibleRange.Of(identity) ?? _range;
        return RealmOf(identity) == RealmOf(viewer.Player!) && Vector3.DistanceSquared(identity.transform.position, viewer.Position) < range * range;
    }

    /// <summary>A client's player may be somewhere else.</summary>
    public void LookFrom(NetworkConnectionToClient connection)
    {
        if (_viewers.Of(connection) is { } viewer) Look(viewer);
    }

    /// <summary>An object has come into another scene. It is looked at at the end of the tick.</summary>
    public void NoteScene(NetworkIdentity identity) => _movedToScene.Add(identity);

    /// <summary>One tick.</summary>
    /// <param name="seconds">How much time has passed since the last one.</param>
    /// <param name="turnSeconds">Within how many seconds everything that has moved is looked at.</param>
    /// <param name="maxChecks">How many are looked at in one tick at most.</param>
    public void Tick(double seconds, double turnSeconds, int maxChecks)
    {
        _viewers.Compare(Server);
        LookAtMovedToScene();
        bool isTurnCompleted = _wheel.Turn(seconds, turnSeconds);
        for (int i = 0; i < maxChecks && _wheel.TryTake(out TrackedPlace? place); i++)
        {
            if (place is DistanceViewer viewer)
            {
                if (viewer.Look(MinMove) == LookResult.Moved) Compare(viewer);
            }
            else
            {
                Check((DistanceObject)place!);
            }
        }
        CompareCalled();
        if (isTurnCompleted) DropUnusedLevels();
    }

    /// <summary>Changes the range of the objects that have none of their own.</summary>
    public void Resize(float range)
    {
        if (range == _range) return;
        _range = range;
        _geometry = new BoxGeometry(new Vector3(range), sight: 1);
        foreach (DistanceViewer viewer in _viewers.All) LeaveCells(viewer);
        foreach (DistanceObject known in _objects.All) LeaveCell(known);
        _levels = new GridLevels();
        foreach (DistanceObject known in _objects.All) SetRange(known, isNew: true);
        foreach (DistanceViewer viewer in _viewers.All) EnterCells(viewer);
        foreach (DistanceObject known in _objects.Snapshot()) Enter(known);
    }

    /// <summary>After a pause: forgets what is gone, and looks at everything else.</summary>
    public void Resume()
    {
        foreach (DistanceObject known in _objects.TakeGone(Server)) Forget(known);
        _viewers.Compare(Server);
        // All before the first is measured: who moved along with a player meanwhile is not out of its sight.
        foreach (DistanceViewer viewer in _viewers.All) viewer.Look(MinMove);
        foreach (DistanceObject known in _objects.All) known.Look(MinMove);
        foreach (NetworkIdentity identity in new List<NetworkIdentity>(Server.spawned.Values)) Server.RebuildObservers(identity, false);
        foreach (DistanceViewer viewer in _viewers.Snapshot())
        {
            if (viewer.Connection is not null) Look(viewer);
        }
    }

    /// <summary>Is told of nothing any more until <see cref="Resume"/>.</summary>
    public void Pause()
    {
        foreach (DistanceObject known in _objects.All) known.Pause();
        foreach (DistanceViewer viewer in _viewers.All) viewer.Pause();
    }

    /// <summary>The server has stopped.</summary>
    public void Clear()
    {
        _objects.Clear();
        _viewers.Clear();
        _movedToScene.Clear();
        _called.Clear();
    }

    void IViewerRule<DistanceViewer>.Seat(DistanceViewer viewer)
    {
        viewer.Track(viewer.Player!.transform, _wheel);
        Look(viewer);
    }

    void IViewerRule<DistanceViewer>.Leave(DistanceViewer viewer)
    {
        LeaveCells(viewer);
        int first = _changes.Count;
        foreach (DistanceObject known in viewer.Sees) _changes.Add(new SightChange(known, known.Identity!, viewer, IsSeen: false));
        Apply(first, tell: true);
    }

    private void LookAtMovedToScene()
    {
        for (int i = 0; i < _movedToScene.Count; i++)
        {
            NetworkIdentity identity = _movedToScene[i];
            if (identity.isDestroyed) continue;
            Server.RebuildObservers(identity, false);
            // A player that is forced shown still looks from where it is.
            if (InterestPlayers.ClientOf(identity) is { } connection) LookFrom(connection);
        }
        _movedToScene.Clear();
    }

    private void Look(DistanceViewer viewer)
    {
        viewer.Look(MinMove);
        Compare(viewer);
    }

    private void Check(DistanceObject known)
    {
        LookResult found = known.Look(MinMove);
        if (found == LookResult.NoPlace) known.Report();
        if (found == LookResult.Moved) Enter(known);
    }

    private void Enter(DistanceObject known)
    {
        // A script that was asked for the state of one before may have destroyed this one.
        if (known.Identity is null) return;
        EnterCell(known);
        Compare(known, tell: true);
    }

    private void Compare(DistanceObject known, bool tell)
    {
        int first = _changes.Count;
        NetworkIdentity identity = known.Identity!;
        foreach (DistanceViewer viewer in known.SeenBy)
        {
            if (!IsStillSeen(known, viewer, viewer)) _changes.Add(new SightChange(known, identity, viewer, IsSeen: false));
        }
        if (known.Cell is { } at)
        {
            foreach (CellKey step in _geometry.Neighbourhood)
            {
                if (_cells.Find(at.Key.Plus(step)) is not { } cell) continue;
                foreach (DistanceViewer viewer in cell.Viewers) NoteIfNear(known, viewer);
            }
        }
        if (identity.connectionToClient is { } owner && _viewers.Find(owner) is { } its) NoteIfNear(known, its);
        Apply(first, tell);
    }

    private void Compare(DistanceViewer viewer)
    {
        EnterCells(viewer);
        int first = _changes.Count;
        foreach (DistanceObject known in viewer.Sees)
        {
            if (!IsStillSeen(known, viewer, known)) _changes.Add(new SightChange(known, known.Identity!, viewer, IsSeen: false));
        }
        foreach (int level in _levels)
        {
            if (!viewer.TryGetCell(level, out CellKey at)) continue;
            foreach (CellKey step in _geometry.Neighbourhood)
            {
                if (_cells.Find(at.Plus(step)) is not { } cell) continue;
                foreach (DistanceObject known in cell.Objects) NoteIfNear(known, viewer);
            }
        }
        Apply(first, tell: true);
    }

    // What moves along with a player shall not be out of its sight only because the two are not looked at together: the other one is looked at now, if it has moved, too.
    private bool IsStillSeen(DistanceObject known, DistanceViewer viewer, TrackedPlace other)
    {
        if (IsSeen(known, viewer, 1 + Slack)) return true;
        if (!other.HasChanged || other.Look(MinMove) != LookResult.Moved) return false;
        _called.Add(other);
        return IsSeen(known, viewer, 1 + Slack);
    }

    private void CompareCalled()
    {
        for (int i = 0; i < _called.Count; i++)
        {
            if (_called[i] is DistanceViewer { Connection: not null } viewer) Compare(viewer);
            else if (_called[i] is DistanceObject known) Enter(known);
        }
        _called.Clear();
    }

    private void NoteIfNear(DistanceObject known, DistanceViewer viewer)
    {
        if (IsSeen(known, viewer, 1) && !known.SeenBy.Contains(viewer)) _changes.Add(new SightChange(known, known.Identity!, viewer, IsSeen: true));
    }

    private bool IsSeen(DistanceObject known, DistanceViewer viewer, float tolerance)
    {
        Measurements++;
        if (ReferenceEquals(known.Identity!.connectionToClient, viewer.Connection)) return true;
        float range = known.Range * tolerance;
        return known.HasPosition && viewer.HasPosition && Vector3.DistanceSquared(known.Position, viewer.Position) < range * range
            && RealmOf(known.Identity) == RealmOf(viewer.Player!);
    }

    // Scripts are asked for state on the way. What they spawn puts its own changes behind these; what they destroy is not told of any more.
    private void Apply(int first, bool tell)
    {
        int end = _changes.Count;
        for (int i = first; i < end; i++)
        {
            (DistanceObject known, NetworkIdentity identity, DistanceViewer viewer, bool isSeen) = _changes[i];
            if (!ReferenceEquals(known.Identity, identity) || viewer.Connection is not { } connection) continue;
            bool isChange = isSeen ? known.SeenBy.Add(viewer) : known.SeenBy.Remove(viewer);
            if (isSeen) viewer.Sees.Add(known);
            else viewer.Sees.Remove(known);
            if (!isChange || !tell || identity.visibility != Visibility.Default) continue;
            if (!isSeen && !ReferenceEquals(identity.connectionToClient, connection)) Server.HideForConnection(identity, connection);
            if (isSeen && !_isAnswering) Server.ShowForConnection(identity, connection);
        }
        _changes.RemoveRange(first, _changes.Count - first);
    }

    private void SetRange(DistanceObject known, bool isNew)
    {
        known.Range = VisibleRange.Of(known.Identity!) ?? _range;
        int level = GridLevels.Of(known.Range, _range);
        if (!isNew && level == known.Level) return;
        if (!isNew)
        {
            LeaveCell(known);
            _levels.Leave(known.Level);
        }
        known.Level = level;
        if (!_levels.Enter(level)) return;
        foreach (DistanceViewer viewer in _viewers.All) EnterCells(viewer);
    }

    private void EnterCell(DistanceObject known)
    {
        if (!known.HasPosition) return;
        CellKey key = _geometry.CellOf(known.Position, known.Level) with { Realm = RealmOf(known.Identity!) };
        if (known.Cell is { } before && before.Key == key) return;
        LeaveCell(known);
        known.Cell = _cells.At(key);
        known.Cell.Objects.Add(known);
    }

    private void LeaveCell(DistanceObject known)
    {
        if (known.Cell is not { } cell) return;
        known.Cell = null;
        cell.Objects.Remove(known);
        _cells.Release(cell);
    }

    private void EnterCells(DistanceViewer viewer)
    {
        if (!viewer.HasPosition) return;
        int realm = RealmOf(viewer.Player!);
        foreach (int level in _levels)
        {
            CellKey key = _geometry.CellOf(viewer.Position, level) with { Realm = realm };
            if (viewer.TryGetCell(level, out CellKey before) && before == key) continue;
            LeaveCell(viewer, level);
            viewer.SetCell(key);
            _cells.At(key).Viewers.Add(viewer);
        }
    }

    private void LeaveCells(DistanceViewer viewer)
    {
        foreach (int level in _levels) LeaveCell(viewer, level);
    }

    private void LeaveCell(DistanceViewer viewer, int level)
    {
        if (!viewer.TryGetCell(level, out CellKey key) || _cells.Find(key) is not { } cell) return;
        viewer.ClearCell(level);
        cell.Viewers.Remove(viewer);
        _cells.Release(cell);
    }

    private void Forget(DistanceObject known)
    {
        LeaveCell(known);
        _levels.Leave(known.Level);
        foreach (DistanceViewer viewer in known.SeenBy) viewer.Sees.Remove(known);
        known.SeenBy.Clear();
    }

    private void DropUnusedLevels()
    {
        foreach (int level in _levels)
        {
            if (!_levels.DropIfUnused(level)) continue;
            foreach (DistanceViewer viewer in _viewers.All) LeaveCell(viewer, level);
        }
    }

    private int RealmOf(NetworkIdentity identity) => _separatesScenes && !identity.isDestroyed ? identity.gameObject.scene.handle : 0;
}
