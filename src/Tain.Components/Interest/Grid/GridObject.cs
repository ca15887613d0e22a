namespace Tain;

/// <summary>An object in a grid.</summary>
internal sealed class GridObject : InterestObject
{
    /// <summary>The cell it is in; null before it is put into one, and while it has no place.</summary>
    public InterestCell<CellKey>? Cell { get; set; }

    /// <summary>The level that its range asks for.</summary>
    public int Level { get; set; }
}
