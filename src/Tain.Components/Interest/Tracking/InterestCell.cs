namespace Tain;

/// <summary>A group that something is in or that somebody looks into: a cell of a grid, a scene, a match, a team.</summary>
internal class InterestCell<TKey> where TKey : struct
{
    public required VisibilityGroup Group { get; init; }

    public TKey Key { get; set; }

    /// <summary>How many objects are in it.</summary>
    public int Objects { get; set; }

    /// <summary>How many clients look into it.</summary>
    public int Viewers { get; set; }
}
