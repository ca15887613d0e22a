using System.Numerics;

namespace Tain;

/// <summary>
/// Clients see what is near, in hexagons: as <see cref="SpatialHashingInterestManagement"/>, but what is seen is nearly a circle, from 7 larger cells instead of 9. The
/// radius of a cell is half the range.
/// </summary>
/// <inheritdoc/>
[WireName("Mirror.HexSpatialHash2DInterestManagement")]
public class HexSpatialHash2DInterestManagement : PlanarGridInterestManagement
{
    /// <summary>Twice the radius of a cell, in units, or more with more <see cref="GridInterestManagement.rings"/>. From 1.</summary>
    public ushort visRange = 1100;

    /// <summary>Within how many seconds a movement changes what is seen; 0: in the same tick.</summary>
    public byte rebuildInterval = 1;

    /// <summary>By how many units something has to have moved to be given another cell.</summary>
    public ushort minMoveDistance = 1;

    private protected override GridShape Shape =>
        new(IsHex: true, Math.Max((int)visRange, 1), new Vector3(Math.Max((int)visRange, 1) / (RingsSeen + 1f), float.PositiveInfinity, 0), RingsSeen, IsUpright);

    private protected override float IntervalSeconds => rebuildInterval;

    private protected override float MinMove => minMoveDistance;
}
