namespace Tain;

/// <summary>A group that something is in or that somebody looks into: a cell of a grid, a scene, a match, a team.</summary>
internal sealed class InterestCell<TKey>(VisibilityGroup group, TKey key) where TKey : struct
{
    public VisibilityGroup Group { get; } = group;

    public TKey Key { get; set; } = key;

    /// <summary>How many objects are in it.</summary>
    public int Objects { get; set; }

    /// <summary>How many clients look into it.</summary>
    public int Viewers { get; set; }
}
