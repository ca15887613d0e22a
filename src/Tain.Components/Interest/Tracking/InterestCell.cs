namespace Tain;

/// <summary>A cell that something is in or that somebody looks into. Its objects are a visibility group, of which all clients near it are subscribers.</summary>
internal sealed class GridCell(VisibilityGroup group)
{
    public VisibilityGroup Group { get; } = group;

    public CellKey Key { get; set; }

    /// <summary>How many objects are in it.</summary>
    public int Objects { get; set; }

    /// <summary>How many clients look into it.</summary>
    public int Viewers { get; set; }
}
