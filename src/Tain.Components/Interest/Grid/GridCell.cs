namespace Tain;

/// <summary>A cell of a grid, with what is in it.</summary>
internal sealed class GridCell : InterestCell<CellKey>
{
    /// <summary>One of its objects; the others follow by <see cref="GridObject.NextInCell"/>.</summary>
    public GridObject? First { get; private set; }

    public void Add(GridObject known)
    {
        Objects++;
        known.Cell = this;
        known.NextInCell = First;
        if (First is not null) First.PreviousInCell = known;
        First = known;
    }

    public void Remove(GridObject known)
    {
        Objects--;
        known.Cell = null;
        if (known.PreviousInCell is { } previous) previous.NextInCell = known.NextInCell;
        else First = known.NextInCell;
        if (known.NextInCell is { } next) next.PreviousInCell = known.PreviousInCell;
        known.NextInCell = null;
        known.PreviousInCell = null;
    }
}
