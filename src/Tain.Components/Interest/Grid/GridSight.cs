using System.Diagnostics;

namespace Tain;

/// <summary>
/// The cells of a grid, and which of them each client looks into: the one where it stands and those around it. What is in the outermost of them may be sent less often.
/// </summary>
internal sealed class GridSight(NetworkServer server, CellGeometry geometry)
{
    public CellGeometry Geometry { get; } = geometry;

    public CellTable<CellKey, GridCell> Cells { get; } = new(() => new GridCell { Group = server.CreateGroup("cell of a grid") });

    /// <summary>Every how many send intervals a client is sent what changes in its outermost cells. Those who are there have to be told: <see cref="ChangeRate"/>.</summary>
    public int FarSendEvery { get; set; } = 1;

    /// <summary>How many times a client subscribed to a cell into which it did not look before.</summary>
    public long Subscriptions { get; private set; }

    /// <summary>A client comes to a cell. It goes on looking into what it sees from the one before, until <see cref="Leave(GridViewer, CellKey, CellKey)"/>.</summary>
    public void Arrive(GridViewer viewer, CellKey? before, CellKey now)
    {
        foreach (CellKey step in Geometry.Neighbourhood)
        {
            CellKey key = now.Plus(step);
            int every = SendEvery(now, key);
            if (before is { } old && Geometry.Sees(old, key))
            {
                if (SendEvery(old, key) != every) Cells.At(key).Group.Subscribe(viewer.Connection!, every);
                continue;
            }
            GridCell cell = Cells.At(key);
            cell.Viewers++;
            Subscriptions++;
            cell.Group.Subscribe(viewer.Connection!, every);
        }
    }

    /// <summary>A client that has come to another cell looks no more into what it saw only from the one before.</summary>
    public void Leave(GridViewer viewer, CellKey before, CellKey now)
    {
        foreach (CellKey step in Geometry.Neighbourhood)
        {
            CellKey key = before.Plus(step);
            if (!Geometry.Sees(now, key)) LeaveCell(viewer, key);
        }
    }

    /// <summary>A client looks into no cell of a level any more.</summary>
    public void LeaveLevel(GridViewer viewer, int level)
    {
        if (!viewer.TryGetCell(level, out CellKey stand)) return;
        foreach (CellKey step in Geometry.Neighbourhood) LeaveCell(viewer, stand.Plus(step));
        viewer.ClearCell(level);
    }

    /// <summary>Tells the outermost cells of a client that <see cref="FarSendEvery"/> is another one.</summary>
    public void ChangeRate(GridViewer viewer, int level)
    {
        if (!viewer.TryGetCell(level, out CellKey stand)) return;
        foreach (CellKey step in Geometry.Neighbourhood)
        {
            CellKey key = stand.Plus(step);
            if (Geometry.Rings(stand, key) == Geometry.Sight) Cells.At(key).Group.Subscribe(viewer.Connection!, FarSendEvery);
        }
    }

    /// <summary>The grid is laid anew, and a client has its place in the new one.</summary>
    public void Abandon(NetworkConnectionToClient connection, CellKey stand)
    {
        foreach (CellKey step in Geometry.Neighbourhood) Cells.Find(stand.Plus(step))?.Group.Unsubscribe(connection);
    }

    private int SendEvery(CellKey stand, CellKey key) => Geometry.Rings(stand, key) == Geometry.Sight ? FarSendEvery : 1;

    private void LeaveCell(GridViewer viewer, CellKey key)
    {
        GridCell? cell = Cells.Find(key);
        Debug.Assert(cell is { Viewers: > 0 }, "A cell is in use for as long as somebody looks into it.");
        if (cell is null) return;
        cell.Viewers--;
        cell.Group.Unsubscribe(viewer.Connection!);
        Cells.Release(cell);
    }
}
