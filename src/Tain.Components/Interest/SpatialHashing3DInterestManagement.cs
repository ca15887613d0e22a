using System.Numerics;

namespace Tain;

/// <summary>
/// Clients see what is near, in cubes: for games in which height counts as much as width, under water or in space. An object is seen from the 27 cubes around it; their
/// size is half the range.
/// </summary>
/// <inheritdoc/>
[WireName("Mirror.SpatialHashing3DInterestManagement")]
public class SpatialHashing3DInterestManagement : GridInterestManagement
{
    /// <summary>How far is seen at most along an axis, in units; at least half of it. From 2.</summary>
    public int visRange = 30;

    /// <summary>Within how many seconds a movement changes what is seen; 0: in the same tick.</summary>
    public float rebuildInterval = 1;

    /// <summary>The size of a cell in units.</summary>
    public int resolution => Math.Max(visRange / (RingsSeen + 1), 1);

    private protected override GridShape Shape => new(IsHex: false, Math.Max(visRange, 2), new Vector3(resolution), RingsSeen);

    private protected override float IntervalSeconds => rebuildInterval;
}
