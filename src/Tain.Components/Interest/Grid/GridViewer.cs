namespace Tain;

/// <summary>A client that looks into a grid: on each level it stands in one cell, and looks into the neighbourhood of that.</summary>
internal class GridViewer : InterestViewer
{
    private readonly CellKey[] _cells = new CellKey[GridLevels.Count];
    private uint _present;

    public bool TryGetCell(int level, out CellKey cell)
    {
        int index = level - GridLevels.Lowest;
        cell = _cells[index];
        return (_present & (1u << index)) != 0;
    }

    public void SetCell(CellKey cell)
    {
        int index = cell.Level - GridLevels.Lowest;
        _cells[index] = cell;
        _present |= 1u << index;
    }

    public void ClearCell(int level) => _present &= ~(1u << (level - GridLevels.Lowest));

    public void ClearCells() => _present = 0;
}
