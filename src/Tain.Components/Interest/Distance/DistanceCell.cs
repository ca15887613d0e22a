namespace Tain;

/// <summary>A cube of the world in which objects and players are looked for before their distance is measured.</summary>
internal sealed class DistanceCell
{
    public CellKey Key { get; set; }

    public HashSet<DistanceObject> Objects { get; } = [];

    public HashSet<DistanceViewer> Viewers { get; } = [];

    public bool IsEmpty => Objects.Count + Viewers.Count == 0;
}
