namespace Tain;

/// <summary>A client that looks into a grid: on each level it stands in one cell, and looks into the neighbourhood of that.</summary>
internal class GridViewer : InterestViewer
{
    private readonly CellKey[] _cells = new CellKey[GridLevels.Count];
    private uint _present;
    private uint _leaving;

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

    /// <summary>Whether the client still looks into the cells of a level that it has left, beside those that it has come to.</summary>
    public bool IsLeaving(int level) => (_leaving & (1u << (level - GridLevels.Lowest))) != 0;

    public void SetLeaving(int level, bool isLeaving)
    {
        uint bit = 1u << (level - GridLevels.Lowest);
        _leaving = isLeaving ? _leaving | bit : _leaving & ~bit;
    }
}
