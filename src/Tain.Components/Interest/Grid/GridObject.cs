namespace Tain;

/// <summary>An object in a grid.</summary>
internal sealed class GridObject : InterestObject
{
    /// <summary>The cell it is in; null before it is put into one, and while it has no place.</summary>
    public GridCell? Cell { get; set; }

    /// <summary>The cell that it goes to, while <see cref="IsLeaving"/>.</summary>
    public CellKey Destination { get; set; }

    /// <summary>Whether it has left its cell and is listed to be given another.</summary>
    public bool IsLeaving { get; set; }

    /// <summary>The next object of the same cell.</summary>
    public GridObject? NextInCell { get; set; }

    /// <summary>The previous object of the same cell.</summary>
    public GridObject? PreviousInCell { get; set; }

    /// <summary>The level that its range asks for.</summary>
    public int Level { get; set; }
}
