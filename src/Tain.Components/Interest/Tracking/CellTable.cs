using System.Diagnostics;

namespace Tain;

/// <summary>The groups that are in use, by what they stand for. One that is not any more is used again for another, so that moving about allocates nothing once warm.</summary>
/// <param name="make">Makes one with a new group.</param>
internal sealed class CellTable<TKey, TCell>(Func<TCell> make)
    where TKey : struct
    where TCell : InterestCell<TKey>
{
    // What a few hundred players who scatter at once leave behind in a grid.
    private const int MaxSpare = 4_096;

    private readonly Dictionary<TKey, TCell> _cells = [];
    private readonly Stack<TCell> _spare = new();

    public int Count => _cells.Count;

    public int SpareCount => _spare.Count;

    /// <summary>A copy, for callers that show the cells to somebody: some of them may be spare when their turn comes, see <see cref="IsInUse"/>.</summary>
    public TCell[] Snapshot() => [.. _cells.Values];

    /// <summary>Whether a cell stands for something.</summary>
    public bool IsInUse(TCell cell) => ReferenceEquals(Find(cell.Key), cell);

    /// <summary>The cell, made if it is not in use.</summary>
    public TCell At(TKey key)
    {
        TryAdd(key, out TCell cell);
        return cell;
    }

    /// <summary>Makes the cell if it is not in use.</summary>
    /// <returns>True when it was made.</returns>
    public bool TryAdd(TKey key, out TCell cell)
    {
        if (_cells.TryGetValue(key, out TCell? present))
        {
            cell = present;
            return false;
        }
        cell = _spare.TryPop(out TCell? spare) ? spare : make();
        cell.Key = key;
        _cells.Add(key, cell);
        return true;
    }

    /// <summary>The cell, if it is in use.</summary>
    public TCell? Find(TKey key) => _cells.GetValueOrDefault(key);

    /// <summary>One less uses the cell.</summary>
    /// <returns>True when nobody does any more.</returns>
    public bool Release(TCell cell)
    {
        Debug.Assert(cell is { Objects: >= 0, Viewers: >= 0 }, "Who leaves a cell was in it.");
        if (cell.Objects + cell.Viewers > 0) return false;
        _cells.Remove(cell.Key);
        // What it stood for, a scene for example, may be gone before it is used again.
        cell.Key = default;
        if (_spare.Count < MaxSpare) _spare.Push(cell);
        return true;
    }
}
