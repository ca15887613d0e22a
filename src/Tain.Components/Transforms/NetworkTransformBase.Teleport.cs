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
        if (!MayOwnerTeleport(destination) || !IsRotation(rotation)) return;
        OnTeleport(destination, rotation);
        OnPlaced();
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
    public void RpcTeleport(Vector3 destination, Quaternion rotation)
    {
        OnTeleport(destination, rotation);
        // On a host the server's object was placed when this was sent, and may have moved on since.
        if (!isServer) OnPlaced();
    }

    /// <summary>Lets the object jump on the server and on all clients.</summary>
    /// <param name="destination">Where, in the world.</param>
    /// <param name="rotation">How turned, in the world.</param>
    [Server]
    public void ServerTeleport(Vector3 destination, Quaternion rotation)
    {
        OnTeleport(destination, rotation);
        OnPlaced();
        RpcTeleport(destination, rotation);
    }

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

    /// <summary>The server's answer to a change of owner: called by <see cref="OwnerChanges"/> on each of the object's components.</summary>
    /// <param name="owner">The new owner; null when the object is taken back.</param>
    internal void OnAuthorityChanged(NetworkConnectionToClient? owner)
    {
        // The new owner's clock is another one; snapshots by the old clock would hold the object for as long as the clocks differ.
        if (syncDirection == SyncDirection.ClientToServer) HandOver(owner);
    }

    /// <summary>Makes all sides start anew, because the object has another owner.</summary>
    private protected virtual void HandOver(NetworkConnectionToClient? owner)
    {
        ResetState();
        RpcResetState();
    }

    /// <summary>The object stands at a place that all sides know exactly, because it was named in a message.</summary>
    private protected virtual void OnPlaced()
    {
    }

    /// <summary>The server has told all clients to start anew, and each has done so.</summary>
    private protected virtual void OnServerReset()
    {
    }

    /// <summary>The server's side of a teleport of all clients to where the object is.</summary>
    private protected void PlaceEverywhere()
    {
        OnPlaced();
        RpcTeleport(target.position, target.rotation);
    }

    // On a host the server's object has been reset already.
    [ClientRpc]
    private void RpcResetState()
    {
        ResetState();
        if (!isServer) OnServerReset();
    }

    // Whoever may move an object anywhere may let it jump anywhere, except to where nobody gets out again.
    private bool MayOwnerTeleport(Vector3 destination) => syncDirection == SyncDirection.ClientToServer && IsFinite(destination);
}
