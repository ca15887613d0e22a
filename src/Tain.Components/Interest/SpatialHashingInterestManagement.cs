using System.Numerics;

namespace Tain;

/// <summary>
/// Clients see what is near, in squares: for games whose world is wide and flat, with many players. An object is seen from the 9 squares around it; their size is half
/// the range. The cheapest rule there is.
/// </summary>
/// <inheritdoc/>
[WireName("Mirror.SpatialHashingInterestManagement")]
public class SpatialHashingInterestManagement : PlanarGridInterestManagement
{
    /// <summary>How far is seen at most, in units; at least half of it. From 2.</summary>
    public int visRange = 30;

    /// <summary>Within how many seconds a movement changes what is seen; 0: in the same tick.</summary>
    public float rebuildInterval = 1;

    /// <summary>The size of a cell in units.</summary>
    public int resolution => Math.Max(visRange / (RingsSeen + 1), 1);

    private protected override GridShape Shape => new(IsHex: false, Math.Max(visRange, 2),
        IsUpright ? new Vector3(resolution, resolution, float.PositiveInfinity) : new Vector3(resolution, float.PositiveInfinity, resolution), RingsSeen);

    private protected override float IntervalSeconds => rebuildInterval;
}
