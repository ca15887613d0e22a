namespace Tain;

/// <summary>
/// What a SyncVar that refers to a networked object remembers beside the reference, so that the reference can be found again when the object appears later.
/// </summary>
[WireName("Mirror.NetworkBehaviourSyncVar")]
public struct NetworkBehaviourSyncVar : IEquatable<NetworkBehaviourSyncVar>
{
    /// <summary>The object; 0 = none.</summary>
    public uint netId;

    /// <summary>The component of the object; 0 for references to the object itself.</summary>
    public byte componentIndex;

    /// <summary>Names a component of an object.</summary>
    /// <param name="netId">The object; 0 = none.</param>
    /// <param name="componentIndex">The component's index.</param>
    public NetworkBehaviourSyncVar(uint netId, int componentIndex)
    {
        this.netId = netId;
        this.componentIndex = (byte)componentIndex;
    }

    /// <inheritdoc/>
    public readonly bool Equals(NetworkBehaviourSyncVar other) => netId == other.netId && componentIndex == other.componentIndex;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is NetworkBehaviourSyncVar other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => HashCode.Combine(netId, componentIndex);

    /// <summary>Compares two references.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>True when they name the same component.</returns>
    public static bool operator ==(NetworkBehaviourSyncVar left, NetworkBehaviourSyncVar right) => left.Equals(right);

    /// <summary>Compares two references.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>True when they name different components.</returns>
    public static bool operator !=(NetworkBehaviourSyncVar left, NetworkBehaviourSyncVar right) => !left.Equals(right);

    /// <inheritdoc/>
    public override readonly string ToString() => $"[netId={netId} component={componentIndex}]";
}
