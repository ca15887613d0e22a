using System.Numerics;

namespace Tain.Scenarios.Examples;

/// <summary>What the <see cref="Cannon"/> fires. Out of a pool it begins anew in OnEnable.</summary>
public class CannonShell : NetworkBehaviour
{
    [SyncVar] public Vector3 target;

    public int hits;

    private void OnEnable() => hits = 0;
}
