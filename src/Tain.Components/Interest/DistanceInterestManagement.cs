namespace Tain;

/// <summary>
/// Clients see what is nearer to their player than <see cref="RangeInterestManagement.visRange"/>, exactly: for games with few objects, or with objects of many ranges. A
/// grid (<see cref="SpatialHashingInterestManagement"/>) costs less.
/// </summary>
/// <inheritdoc/>
[WireName("Mirror.DistanceInterestManagement")]
public class DistanceInterestManagement : RangeInterestManagement
{
    private protected override bool SeparatesScenes => false;
}
