namespace Tain;

/// <summary>The cells in which there is somebody. Empty ones are used again.</summary>
internal sealed class DistanceCells
{
    private const int MaxSpare = 4_096;

    private readonly Dictionary<CellKey, DistanceCell> _cells = [];
    private readonly Stack<DistanceCell> _spare = new();

    public int Count => _cells.Count;

    public DistanceCell? Find(CellKey key) => _cells.GetValueOrDefault(key);

    public DistanceCell At(CellKey key)
    {
        if (_cells.TryGetValue(key, out DistanceCell? cell)) return cell;
        if (!_spare.TryPop(out cell)) cell = new DistanceCell();
        cell.Key = key;
        _cells.Add(key, cell);
        return cell;
    }

    public void Release(DistanceCell cell)
    {
        if (!cell.IsEmpty) return;
        _cells.Remove(cell.Key);
        if (_spare.Count < MaxSpare) _spare.Push(cell);
    }
}
