namespace Tain;

/// <summary>An object of a rule by distance.</summary>
internal sealed class DistanceObject : InterestObject
{
    /// <summary>How far it is seen, in units.</summary>
    public float Range { get; set; }

    /// <summary>The level of the grid on which it is looked for.</summary>
    public int Level { get; set; }

    /// <summary>The cell in which it is looked for; null before it has a place.</summary>
    public DistanceCell? Cell { get; set; }

    /// <summary>The clients that are near it, or own it. Those that are not ready see it when they are.</summary>
    public HashSet<DistanceViewer> SeenBy { get; } = [];
}
