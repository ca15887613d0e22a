namespace Tain;

/// <summary>
/// The grid behind the spatial hashes. A cell is a visibility group. An object is in the group of the cell where it is, a client subscribes to the groups of the cell of
/// its player and those around it. What moves is looked at once per turn of a wheel, what rests is not; and whoever crosses a border pays for the difference only.
/// </summary>
internal sealed class GridInterest : IViewerRule<GridViewer>, IGroupSight
{
    private readonly ObjectTable<GridObject> _objects = new();
    private readonly ViewerTable<GridViewer> _viewers;
    private readonly CheckWheel _wheel = new();
    private readonly GridLevels _levels = new();
    private readonly VisibilityGroup _nowhere;
    private readonly List<GridObject> _leavingObjects = [];
    private readonly List<GridViewer> _called = [];
    private readonly List<GridDeparture> _departures = [];
    private GridShape _shape;
    private GridSight _sight;
    private bool _isMoving;
    private bool _isResuming;

    public GridInterest(NetworkServer server, GridShape shape)
    {
        _shape = shape;
        _sight = new GridSight(server, shape.MakeGeometry());
        Server = server;
        _viewers = new ViewerTable<GridViewer>(this);
        _nowhere = Server.CreateGroup("objects that are at no place");
    }

    public NetworkServer Server { get; }

    /// <summary>How far past the border of its cell something stays in it, as a part of the cell's size.</summary>
    public float Slack { get; set; }

    /// <summary>By how many units something has to have moved to be given another cell.</summary>
    public float MinMove { get; set; }

    /// <summary>Every how many send intervals a client is sent what changes in the outermost cells that it sees.</summary>
    public int FarSendEvery
    {
        get => _sight.FarSendEvery;
        set
        {
            if (value == _sight.FarSendEvery) return;
            _sight.FarSendEvery = value;
            foreach (GridViewer viewer in _viewers.All)
            {
                if (!ViewerTable<GridViewer>.IsConnected(viewer, Server)) continue;
                foreach (int level in _levels) _sight.ChangeRate(viewer, level);
            }
        }
    }

    /// <summary>How many places were looked at because they had changed.</summary>
    internal long Checks => _wheel.Checks;

    /// <summary>How many times an object was given another cell.</summary>
    internal long ObjectMoves { get; private set; }

    /// <summary>How many times a client subscribed to a cell.</summary>
    internal long Subscriptions => _sight.Subscriptions;

    internal int CellCount => Cells.Count;

    internal int SpareCellCount => Cells.SpareCount;

    private CellTable<CellKey, GridCell> Cells => _sight.Cells;

    private CellGeometry Geometry => _sight.Geometry;

    /// <summary>Takes an object in, or looks anew where it is and how far it is to be seen.</summary>
    public void Place(NetworkIdentity identity)
    {
        int level = GridLevels.Of(VisibleRange.Of(identity) ?? _shape.Range, _shape.Range);
        if (!_objects.TryGet(identity, out GridObject? known))
        {
            known = _objects.Add(identity);
            known.Track(identity.transform, _wheel);
            known.Level = level;
            EnterLevel(level);
        }
        else if (known.Level != level)
        {
            EnterLevel(level);
            _levels.Leave(known.Level);
            known.Level = level;
        }
        Look(known);
        MoveAll();
        // After a pause it keeps those who see it until all have arrived, and goes to its cell then.
        if (_isResuming && known.IsLeaving && identity.observers.Count > 0) return;
        // It may have been given an audience of its own since it was put into its cell.
        (known.Cell?.Group ?? _nowhere).Add(identity);
    }

    /// <summary>The object leaves the network.</summary>
    public void Remove(NetworkIdentity identity)
    {
        _viewers.OfPlayer(identity)?.Pause();
        if (!_objects.TryGet(identity, out GridObject? known)) return;
        known.IsLeaving = false;
        LeaveCell(known);
        _levels.Leave(known.Level);
        _objects.Remove(known, identity.netId);
    }

    /// <summary>A client is getting the world: it sees what is around its player.</summary>
    public void Seat(NetworkConnectionToClient connection) => _viewers.Of(connection);

    /// <summary>Whether a client that is getting the world is near an object.</summary>
    public bool IsInSight(NetworkIdentity identity, NetworkConnectionToClient connection)
    {
        if (_viewers.Of(connection) is not { } viewer) return false;
        return Rings(identity, viewer) <= Geometry.Sight;
    }

    /// <summary>A client's player may be somewhere else.</summary>
    public void LookFrom(NetworkConnectionToClient connection)
    {
        if (_viewers.Of(connection) is { } viewer) Check(viewer);
    }

    /// <summary>How many cells an object is from the one in which a client's player stands. Null when one of them is nowhere.</summary>
    internal int? Rings(NetworkIdentity identity, NetworkConnectionToClient connection) => _viewers.Of(connection) is { } viewer ? Rings(identity, viewer) : null;

    /// <summary>One tick.</summary>
    /// <param name="seconds">How much time has passed since the last one.</param>
    /// <param name="turnSeconds">Within how many seconds everything that has moved is looked at.</param>
    /// <param name="maxChecks">How many are looked at in one tick at most.</param>
    public void Tick(double seconds, double turnSeconds, int maxChecks)
    {
        _viewers.Compare(Server);
        bool isTurnCompleted = _wheel.Turn(seconds, turnSeconds);
        for (int i = 0; i < maxChecks && _wheel.TryTake(out TrackedPlace? place); i++)
        {
            if (place is GridViewer viewer) Look(viewer);
            else Look((GridObject)place!);
        }
        MoveAll();
        if (isTurnCompleted) DropUnusedLevels();
    }

    /// <summary>Makes the grid anew with cells of another form. Who sees an object before and after keeps it.</summary>
    public void Reshape(GridShape shape)
    {
        if (shape == _shape) return;
        GridSight before = _sight;
        _shape = shape;
        _sight = new GridSight(Server, shape.MakeGeometry()) { FarSendEvery = before.FarSendEvery };
        var left = new List<(NetworkConnectionToClient Connection, CellKey Cell)>();
        foreach (GridViewer viewer in _viewers.All)
        {
            foreach (int level in _levels)
            {
                if (viewer.TryGetCell(level, out CellKey cell)) left.Add((viewer.Connection!, cell));
            }
            viewer.ClearCells();
        }
        // All of them before the first is shown to somebody: a script that is asked for its state may destroy others, whose cells are not those of this grid.
        foreach (GridObject known in _objects.All) known.Cell?.Remove(known);
        foreach (GridViewer viewer in _viewers.Snapshot()) LookFromHere(viewer);
        foreach (GridObject known in _objects.Snapshot())
        {
            if (known.Identity is { } identity) Place(identity);
        }
        foreach ((NetworkConnectionToClient connection, CellKey cell) in left) before.Abandon(connection, cell);
    }

    /// <summary>After a pause: forgets what is gone, and looks at everything else. Who sees an object before and after keeps it.</summary>
    public void Resume()
    {
        foreach (GridObject known in _objects.TakeGone(Server))
        {
            LeaveCell(known);
            _levels.Leave(known.Level);
        }
        // Clients come to their cells, then objects to theirs, and only when all are there the old ones are left.
        _isMoving = _isResuming = true;
        try
        {
            _viewers.Compare(Server);
            foreach (GridViewer viewer in _viewers.Snapshot())
            {
                if (viewer.Connection is not null) Look(viewer);
            }
            foreach (NetworkIdentity identity in new List<NetworkIdentity>(Server.spawned.Values)) Server.RebuildObservers(identity, false);
        }
        finally
        {
            _isMoving = _isResuming = false;
        }
        MoveAll();
    }

    /// <summary>Is told of nothing any more until <see cref="Resume"/>.</summary>
    public void Pause()
    {
        foreach (GridObject known in _objects.All) known.Pause();
        foreach (GridViewer viewer in _viewers.All) viewer.Pause();
    }

    /// <summary>The server has stopped.</summary>
    public void Clear()
    {
        _objects.Clear();
        _viewers.Clear();
        _leavingObjects.Clear();
        _departures.Clear();
    }

    void IViewerRule<GridViewer>.Seat(GridViewer viewer)
    {
        viewer.Track(viewer.Player!.transform, _wheel);
        Check(viewer);
    }

    void IViewerRule<GridViewer>.Leave(GridViewer viewer)
    {
        for (int i = 0; i < _departures.Count; i++)
        {
            if (ReferenceEquals(_departures[i].Viewer, viewer)) Leave(_departures[i]);
        }
        foreach (int level in _levels) _sight.LeaveLevel(viewer, level);
    }

    private int? Rings(NetworkIdentity identity, GridViewer viewer)
    {
        if (!_objects.TryGet(identity, out GridObject? known) || known.Cell is not { } cell) return null;
        return viewer.TryGetCell(cell.Key.Level, out CellKey stand) ? Geometry.Rings(stand, cell.Key) : null;
    }

    private void Check(GridViewer viewer)
    {
        Look(viewer);
        MoveAll();
    }

    // A player at no place goes on seeing what it saw.
    private void Look(GridViewer viewer)
    {
        if (viewer.Look(MinMove) == LookResult.Moved) LookFromHere(viewer);
    }

    private void LookFromHere(GridViewer viewer)
    {
        if (!viewer.HasPosition || !ViewerTable<GridViewer>.IsConnected(viewer, Server)) return;
        foreach (int level in _levels)
        {
            bool stands = viewer.TryGetCell(level, out CellKey before);
            if (stands && Geometry.Holds(before, viewer.Position, Slack)) continue;
            CellKey now = Geometry.CellOf(viewer.Position, level);
            if (stands && now == before) continue;
            // A script that was asked for state has moved the player once more: the rest at its next turn.
            if (viewer.IsLeaving(level)) _wheel.Wait(viewer);
            else Arrive(viewer, stands ? before : null, now);
        }
    }

    private void Arrive(GridViewer viewer, CellKey? before, CellKey now)
    {
        viewer.SetCell(now);
        if (before is { } left)
        {
            viewer.SetLeaving(now.Level, true);
            _departures.Add(new GridDeparture(viewer, left));
        }
        _sight.Arrive(viewer, before, now);
    }

    private void Leave(GridDeparture departure)
    {
        GridViewer viewer = departure.Viewer;
        int level = departure.Cell.Level;
        if (viewer.Connection is null || !viewer.IsLeaving(level)) return;
        viewer.SetLeaving(level, false);
        viewer.TryGetCell(level, out CellKey now);
        _sight.Leave(viewer, departure.Cell, now);
    }

    // Lists an object that has left its cell.
    private void Look(GridObject known)
    {
        if (known.Look(MinMove) == LookResult.NoPlace) known.Report();
        if (!known.HasPosition) return;
        bool isOnLevel = known.Cell is { } cell && cell.Key.Level == known.Level;
        if (isOnLevel && Geometry.Holds(known.Cell!.Key, known.Position, Slack)) return;
        CellKey key = Geometry.CellOf(known.Position, known.Level);
        if (isOnLevel && known.Cell!.Key == key) return;
        known.Destination = key;
        if (known.IsLeaving) return;
        known.IsLeaving = true;
        _leavingObjects.Add(known);
    }

    // Clients have come to their new cells by now. Objects follow, and only then the old cells are left: so what moves along with a player is never out of its sight,
    // though the two are not looked at together. For that, who would lose sight of each other is looked at before that happens, if it has moved, too.
    private void MoveAll()
    {
        if (_isMoving) return;
        _isMoving = true;
        try
        {
            while (_leavingObjects.Count + _departures.Count > 0) MoveListed();
        }
        finally
        {
            _isMoving = false;
        }
    }

    private void MoveListed()
    {
        int objects = 0, departures = 0;
        while (objects < _leavingObjects.Count || departures < _departures.Count)
        {
            if (objects < _leavingObjects.Count) CallViewers(_leavingObjects[objects++]);
            else CallObjects(_departures[departures++]);
        }
        for (int i = 0; i < objects; i++) Move(_leavingObjects[i]);
        _leavingObjects.RemoveRange(0, objects);
        for (int i = 0; i < departures; i++) Leave(_departures[i]);
        _departures.RemoveRange(0, departures);
    }

    private void CallViewers(GridObject known)
    {
        if (!known.IsLeaving || known.Cell is null) return;
        int first = _called.Count;
        foreach (KeyValuePair<int, NetworkConnectionToClient> observer in known.Identity!.observers)
        {
            if (_viewers.Find(observer.Value) is { HasChanged: true } viewer && viewer.TryGetCell(known.Level, out CellKey stand) && !Geometry.Sees(stand, known.Destination))
                _called.Add(viewer);
        }
        for (int i = first; i < _called.Count; i++)
        {
            if (_called[i].HasChanged) Look(_called[i]);
        }
        _called.RemoveRange(first, _called.Count - first);
    }

    private void CallObjects(GridDeparture departure)
    {
        if (!departure.Viewer.TryGetCell(departure.Cell.Level, out CellKey now)) return;
        foreach (CellKey step in Geometry.Neighbourhood)
        {
            CellKey key = departure.Cell.Plus(step);
            if (Geometry.Sees(now, key)) continue;
            for (GridObject? known = Cells.Find(key)?.First; known is not null; known = known.NextInCell)
            {
                if (known.HasChanged) Look(known);
            }
        }
    }

    private void Move(GridObject known)
    {
        if (!known.IsLeaving) return;
        known.IsLeaving = false;
        GridCell? before = known.Cell;
        GridCell now = Cells.At(known.Destination);
        if (ReferenceEquals(before, now)) return;
        before?.Remove(known);
        now.Add(known);
        ObjectMoves++;
        now.Group.Add(known.Identity!);
        if (before is not null) Cells.Release(before);
    }

    private void LeaveCell(GridObject known)
    {
        if (known.Cell is not { } cell) return;
        cell.Remove(known);
        Cells.Release(cell);
    }

    private void EnterLevel(int level)
    {
        if (!_levels.Enter(level)) return;
        foreach (GridViewer viewer in _viewers.Snapshot()) LookFromHere(viewer);
    }

    private void DropUnusedLevels()
    {
        foreach (int level in _levels)
        {
            if (!_levels.DropIfUnused(level)) continue;
            foreach (GridViewer viewer in _viewers.All) _sight.LeaveLevel(viewer, level);
        }
    }
}
