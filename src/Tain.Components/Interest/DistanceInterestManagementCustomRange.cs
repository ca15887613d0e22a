namespace Tain;

/// <summary>
/// Gives an object a range of its own: a beacon that is seen from afar, a coin that is not. Known to <see cref="DistanceInterestManagement"/>,
/// <see cref="SceneDistanceInterestManagement"/> and the spatial hashes, on the object that has the NetworkIdentity. Nothing of it travels.
/// </summary>
[WireName("Mirror.DistanceInterestManagementCustomRange")]
public class DistanceInterestManagementCustomRange : NetworkBehaviour
{
    /// <summary>How far the object is seen, in units. 0: from nowhere, in a grid from next to it. On a spawned object it takes effect at once.</summary>
    public int visRange
    {
        get;
        set
        {
            if (field == value) return;
            field = value;
            if (isServer && NetworkServer.active) NetworkServer.RebuildObservers(netIdentity, false);
        }
    } = 100;
}
