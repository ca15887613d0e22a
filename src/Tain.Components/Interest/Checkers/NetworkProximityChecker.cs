using System.Numerics;

namespace Tain;

/// <summary>
/// Shows an object to the players near it. Deprecated by Mirror: <see cref="SpatialHashingInterestManagement"/> and <see cref="DistanceInterestManagement"/> do the same
/// for less. Distances are measured, no physics is asked.
/// </summary>
[WireName("Mirror.NetworkProximityChecker")]
public class NetworkProximityChecker : NetworkVisibility
{
    private const float ShortestInterval = 0.01f;

    // Objects that are spawned together shall not measure together.
    private const int Phases = 16;

    /// <summary>How far the object is seen, in units.</summary>
    public int visRange = 10;

    /// <summary>After how many seconds the distances are measured again; at least 0.01. Set it before the object is spawned.</summary>
    public float visUpdateInterval = 1;

    /// <summary>Whether nobody but the owner sees the object. It takes effect at the next measurement.</summary>
    public bool forceHidden;

    /// <inheritdoc/>
    public override bool OnCheckObserver(NetworkConnectionToClient conn)
    {
        ArgumentNullException.ThrowIfNull(conn);
        return !forceHidden && conn.identity is { } player && Vector3.DistanceSquared(player.transform.position, transform.position) < (float)visRange * visRange;
    }

    /// <inheritdoc/>
    public override void OnStartServer()
    {
        base.OnStartServer();
        float interval = MathF.Max(visUpdateInterval, ShortestInterval);
        InvokeRepeating(Measure, interval * (1 + netId % Phases) / Phases, interval);
    }

    /// <inheritdoc/>
    public override void OnStopServer()
    {
        CancelInvoke();
        base.OnStopServer();
    }

    private void Measure() => NetworkServer.RebuildObservers(netIdentity, false);
}
