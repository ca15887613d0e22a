using System.Numerics;

namespace Tain;

/// <summary>
/// Clients see what is near, in layers of hexagons on the ground: for a wide world with floors or altitudes. An object is seen from 21 cells: the 7 around it, in its
/// layer and in those above and below.
/// </summary>
/// <inheritdoc/>
[WireName("Mirror.HexSpatialHash3DInterestManagement")]
public class HexSpatialHash3DInterestManagement : GridInterestManagement
{
    /// <summary>Twice the radius of a cell, in units, or more with more <see cref="GridInterestManagement.rings"/>. From 1.</summary>
    public ushort visRange = 1100;

    /// <summary>The height of a layer, in units. From 1.</summary>
    public ushort cellHeight = 500;

    /// <summary>Within how many seconds a movement changes what is seen; 0: in the same tick.</summary>
    public byte rebuildInterval = 1;

    /// <summary>By how many units something has to have moved to be given another cell.</summary>
    public ushort minMoveDistance = 1;

    private protected override GridShape Shape =>
        new(IsHex: true, Math.Max((int)visRange, 1), new Vector3(Math.Max((int)visRange, 1) / (RingsSeen + 1f), Math.Max((int)cellHeight, 1), 0), RingsSeen);

    private protected override float IntervalSeconds => rebuildInterval;

    private protected override float MinMove => minMoveDistance;
}
