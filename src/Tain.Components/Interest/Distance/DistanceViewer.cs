namespace Tain;

/// <summary>A client of a rule by distance.</summary>
internal sealed class DistanceViewer : GridViewer
{
    /// <summary>What it sees: the other side of <see cref="DistanceObject.SeenBy"/>.</summary>
    public HashSet<DistanceObject> Sees { get; } = [];
}
