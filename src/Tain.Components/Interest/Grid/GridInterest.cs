using System.Diagnostics;

namespace Tain;

/// <summary>
/// The grid behind the spatial hashes. A cell is a visibility group. An object is in the group of the cell where it is, a client subscribes to the groups of the cell of
/// its player and those around it. What moves is looked at once per turn of a wheel, what rests is not; and whoever crosses a border pays for the difference only.
/// </summary>
internal sealed class GridInterest : IViewerRule<GridViewer>
{
    private const string CellName = "cell of a grid";

    private readonly ObjectTable<GridObject> _objects = new();
    private readonly ViewerTable<GridViewer> _viewers;
    private readonly CheckWheel _wheel = new();
    private readonly GridLevels _levels = new();
    private readonly VisibilityGroup _nowhere;
    private CellTable<CellKey> _cells;
    private GridShape _shape;
    private CellGeometry _geometry;

    public GridInterest(NetworkServer server, GridShape shape)
    {
        _shape = shape;
        _geometry = shape.MakeGeometry();
        Server = server;
        _viewers = new ViewerTable<GridViewer>(this);
        _cells = new CellTable<CellKey>(Server, CellName);
        _nowhere = Server.CreateGroup("objects that are at no place");
    }

    public NetworkServer Server { get; }

    /// <summary>How far past the border of its cell something stays in it, as a part of the cell's size.</summary>
    public float Slack { get; set; }

    /// <summary>By how many units something has to have moved to be given another cell.</summary>
    public float MinMove { get; set; }

    /// <summary>How many places were looked at because they had changed.</summary>
    internal long Checks => _wheel.Checks;

    /// <summary>How many times an object was given another cell.</summary>
    internal long ObjectMoves { get; private set; }

    /// <summary>How many times a client subscribed to a cell.</summary>
    internal long Subscriptions { get; private set; }

    internal int CellCount => _cells.Count;

    internal int SpareCellCount => _cells.SpareCount;

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
        Settle(known);
        // It may have been given an audience of its own since it was put into its cell.
        (known.Cell?.Group ?? _nowhere).Add(identity);
    }

    /// <summary>The object leaves the network.</summary>
    public void Remove(NetworkIdentity identity)
    {
        _viewers.OfPlayer(identity)?.Pause();
        if (!_objects.TryGet(identity, out GridObject? known)) return;
        LeaveCell(known);
        _levels.Leave(known.Level);
        _objects.Remove(known, identity.netId);
    }

    /// <summary>Whether a client that is getting the world is near an object.</summary>
    public bool IsInSight(NetworkIdentity identity, NetworkConnectionToClient connection)
    {
        if (_viewers.Of(connection) is not { } viewer) return false;
        return Rings(identity, viewer) is 0 or 1;
    }

    /// <summary>A client's player may be somewhere else.</summary>
    public void LookFrom(NetworkConnectionToClient connection)
    {
        if (_viewers.Of(connection) is { } viewer) Check(viewer);
    }

    /// <summary>How many cells an object is from the one in which a client's player stands: 0, 1 and what is further. Null when one of them is nowhere.</summary>
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
            if (place is GridViewer viewer) Check(viewer);
            else Settle((GridObject)place!);
        }
        if (isTurnCompleted) DropUnusedLevels();
    }

    /// <summary>Makes the grid anew with cells of another form. Who sees an object before and after keeps it.</summary>
    public void Reshape(GridShape shape)
    {
        if (shape == _shape) return;
        CellGeometry before = _geometry;
        CellTable<CellKey> cells = _cells;
        _shape = shape;
        _geometry = shape.MakeGeometry();
        _cells = new CellTable<CellKey>(Server, CellName);
        var left = new List<(NetworkConnectionToClient Connection, CellKey Cell)>();
        foreach (GridViewer viewer in _viewers.All)
        {
            foreach (int level in _levels)
            {
                if (viewer.TryGetCell(level, out CellKey cell)) left.Add((viewer.Connection!, cell));
            }
            viewer.ClearCells();
            LookFromHere(viewer);
        }
        foreach (GridObject known in new List<GridObject>(_objects.All))
        {
            known.Cell = null;
            Place(known.Identity!);
        }
        foreach ((NetworkConnectionToClient connection, CellKey cell) in left)
        {
            foreach (CellKey step in before.Neighbourhood) cells.Find(cell.Plus(step))?.Group.Unsubscribe(connection);
        }
    }

    /// <summary>After a pause: forgets what is gone, and looks at everything else.</summary>
    public void Resume()
    {
        foreach (GridObject known in _objects.TakeGone(Server))
        {
            LeaveCell(known);
            _levels.Leave(known.Level);
        }
        foreach (NetworkIdentity identity in new List<NetworkIdentity>(Server.spawned.Values)) Server.RebuildObservers(identity, false);
        _viewers.Compare(Server);
        foreach (GridViewer viewer in _viewers.All) Check(viewer);
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
    }

    void IViewerRule<GridViewer>.Seat(GridViewer viewer)
    {
        viewer.Track(viewer.Player!.transform, _wheel);
        Check(viewer);
    }

    void IViewerRule<GridViewer>.Leave(GridViewer viewer)
    {
        foreach (int level in _levels) Unsubscribe(viewer, level);
    }

    private int? Rings(NetworkIdentity identity, GridViewer viewer)
    {
        if (!_objects.TryGet(identity, out GridObject? known) || known.Cell is not { } cell) return null;
        return viewer.TryGetCell(cell.Key.Level, out CellKey stand) ? _geometry.Rings(stand, cell.Key) : null;
    }

    private void Check(GridViewer viewer)
    {
        // A player at no place goes on seeing what it saw.
        if (viewer.Look(MinMove) == LookResult.Moved) LookFromHere(viewer);
    }

    private void LookFromHere(GridViewer viewer)
    {
        if (!viewer.HasPosition || !ViewerTable<GridViewer>.IsConnected(viewer, Server)) return;
        foreach (int level in _levels)
        {
            bool stands = viewer.TryGetCell(level, out CellKey before);
            if (stands && _geometry.Holds(before, viewer.Position, Slack)) continue;
            CellKey now = _geometry.CellOf(viewer.Position, level);
            if (!stands || now != before) Subscribe(viewer, stands ? before : null, now);
        }
    }

    // First what comes into sight, then what leaves it, so that an object that moves along is never out of sight.
    private void Subscribe(GridViewer viewer, CellKey? before, CellKey now)
    {
        viewer.SetCell(now);
        foreach (CellKey step in _geometry.Neighbourhood)
        {
            CellKey key = now.Plus(step);
            if (before is { } left && _geometry.Rings(left, key) <= 1) continue;
            InterestCell<CellKey> cell = _cells.At(key);
            cell.Viewers++;
            Subscriptions++;
            cell.Group.Subscribe(viewer.Connection!);
        }
        if (before is not { } old) return;
        foreach (CellKey step in _geometry.Neighbourhood)
        {
            CellKey key = old.Plus(step);
            if (_geometry.Rings(now, key) > 1) LeaveSight(viewer, key);
        }
    }

    private void Unsubscribe(GridViewer viewer, int level)
    {
        if (!viewer.TryGetCell(level, out CellKey stand)) return;
        foreach (CellKey step in _geometry.Neighbourhood) LeaveSight(viewer, stand.Plus(step));
        viewer.ClearCell(level);
    }

    private void LeaveSight(GridViewer viewer, CellKey key)
    {
        InterestCell<CellKey>? cell = _cells.Find(key);
        Debug.Assert(cell is { Viewers: > 0 }, "A cell is in use for as long as somebody looks into it.");
        if (cell is null) return;
        cell.Viewers--;
        cell.Group.Unsubscribe(viewer.Connection!);
        _cells.Release(cell);
    }

    // Puts an object into the cell where it is, if it has left the one in which it was.
    private void Settle(GridObject known)
    {
        NetworkIdentity identity = known.Identity!;
        if (known.Look(MinMove) == LookResult.NoPlace) known.Report();
        if (!known.HasPosition) return;
        InterestCell<CellKey>? before = known.Cell;
        bool isOnLevel = before is not null && before.Key.Level == known.Level;
        if (isOnLevel && _geometry.Holds(before!.Key, known.Position, Slack)) return;
        CellKey key = _geometry.CellOf(known.Position, known.Level);
        if (isOnLevel && before!.Key == key) return;
        InterestCell<CellKey> now = _cells.At(key);
        now.Objects++;
        ObjectMoves++;
        known.Cell = now;
        now.Group.Add(identity);
        if (before is null) return;
        before.Objects--;
        _cells.Release(before);
    }

    private void LeaveCell(GridObject known)
    {
        if (known.Cell is not { } cell) return;
        known.Cell = null;
        cell.Objects--;
        _cells.Release(cell);
    }

    private void EnterLevel(int level)
    {
        if (!_levels.Enter(level)) return;
        foreach (GridViewer viewer in _viewers.All) LookFromHere(viewer);
    }

    private void DropUnusedLevels()
    {
        foreach (int level in _levels)
        {
            if (!_levels.DropIfUnused(level)) continue;
            foreach (GridViewer viewer in _viewers.All) Unsubscribe(viewer, level);
        }
    }
}
