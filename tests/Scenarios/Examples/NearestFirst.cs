using System.Numerics;

namespace Tain.Scenarios.Examples;

/// <summary>The rule of docs/visibility.md that says in which order a large world comes.</summary>
public class NearestFirst : NearInterest
{
    public override float GetPriority(NetworkIdentity identity, NetworkConnectionToClient connection)
    {
        return -Vector3.DistanceSquared(identity.transform.position, connection.identity!.transform.position);
    }
}
