using System.Diagnostics;

namespace Tain;

/// <summary>The cells of a grid that are in use. One that is not any more is used again elsewhere, so that moving through the world allocates nothing once warm.</summary>
internal sealed class GridCells(NetworkServer server)
{
    // The cells that a few hundred players who scatter at once leave behind.
    private const int MaxSpare = 4_096;

    private readonly Dictionary<CellKey, GridCell> _cells = [];
    private readonly Stack<GridCell> _spare = new();

    public int Count => _cells.Count;

    public int SpareCount => _spare.Count;

    /// <summary>The cell, made if it is not in use.</summary>
    public GridCell At(CellKey key)
    {
        if (_cells.TryGetValue(key, out GridCell? cell)) return cell;
        if (!_spare.TryPop(out cell)) cell = new GridCell(server.CreateGroup("cell of a grid"));
        cell.Key = key;
        _cells.Add(key, cell);
        return cell;
    }

    /// <summary>The cell, if it is in use.</summary>
    public GridCell? Find(CellKey key) => _cells.GetValueOrDefault(key);

    /// <summary>One less uses the cell.</summary>
    public void Release(GridCell cell)
    {
        if (cell.Objects + cell.Viewers > 0) return;
        Debug.Assert(cell.Group.subscribers.Count == 0, "Nobody looks into the cell.");
        _cells.Remove(cell.Key);
        if (_spare.Count < MaxSpare) _spare.Push(cell);
    }
}
