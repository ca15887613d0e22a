using System.Numerics;

namespace Tain;

// Jumps: a teleport is not movement, so nothing may be blended across it.
public abstract partial class NetworkTransformBase
{
    /// <summary>Asked by an owner that moves its object itself: jumps on the server and on all clients.</summary>
    /// <param name="destination">Where, in the world.</param>
    [Command]
    public void CmdTeleport(Vector3 destination)
    {
        if (!MayOwnerTeleport(destination)) return;
        OnTeleport(destination);
        RpcTeleport(destination);
    }

    /// <summary>Asked by an owner that moves its object itself: jumps on the server and on all clients.</summary>
    /// <param name="destination">Where, in the world.</param>
    /// <param name="rotation">How turned, in the world.</param>
    [Command]
    public void CmdTeleport(Vector3 destination, Quaternion rotation)
    {
        if (!MayOwnerTeleport(destination) || !float.IsFinite(rotation.LengthSquared())) return;
        OnTeleport(destination, rotation);
        RpcTeleport(destination, rotation);
    }

    /// <summary>Lets the object jump on all clients; the server's own object stays. See <see cref="ServerTeleport"/>.</summary>
    /// <param name="destination">Where, in the world.</param>
    [ClientRpc]
    public void RpcTeleport(Vector3 destination) => OnTeleport(destination);

    /// <summary>Lets the object jump on all clients; the server's own object stays. See <see cref="ServerTeleport"/>.</summary>
    /// <param name="destination">Where, in the world.</param>
    /// <param name="rotation">How turned, in the world.</param>
    [ClientRpc]
    public void RpcTeleport(Vector3 destination, Quaternion rotation) => OnTeleport(destination, rotation);

    /// <summary>Lets the object jump on the server and on all clients.</summary>
    /// <param name="destination">Where, in the world.</param>
    /// <param name="rotation">How turned, in the world.</param>
    [Server]
    public void ServerTeleport(Vector3 destination, Quaternion rotation)
    {
        OnTeleport(destination, rotation);
        RpcTeleport(destination, rotation);
    }

    /// <inheritdoc/>
    public override void OnStartServer() => NetworkServer.clientAuthorityCallback += OnAuthorityChanged;

    /// <inheritdoc/>
    public override void OnStopServer() => NetworkServer.clientAuthorityCallback -= OnAuthorityChanged;

    /// <summary>Lets the object jump on this side.</summary>
    /// <param name="destination">Where, in the world.</param>
    protected virtual void OnTeleport(Vector3 destination)
    {
        target.position = destination;
        ResetState();
    }

    /// <summary>Lets the object jump on this side.</summary>
    /// <param name="destination">Where, in the world.</param>
    /// <param name="rotation">How turned, in the world.</param>
    protected virtual void OnTeleport(Vector3 destination, Quaternion rotation)
    {
        target.position = destination;
        target.rotation = rotation;
        ResetState();
    }

    [ClientRpc]
    private void RpcResetState() => ResetState();

    // The new owner's clock is another one; snapshots by the old clock would hold the object for as long as the clocks differ.
    private void OnAuthorityChanged(NetworkConnectionToClient connection, NetworkIdentity identity, bool given)
    {
        if (identity != netIdentity || syncDirection != SyncDirection.ClientToServer) return;
        ResetState();
        RpcResetState();
    }

    // Whoever may move an object anywhere may let it jump anywhere, except to where nobody gets out again.
    private bool MayOwnerTeleport(Vector3 destination) =>
        syncDirection == SyncDirection.ClientToServer && float.IsFinite(destination.X) && float.IsFinite(destination.Y) && float.IsFinite(destination.Z);
}
