namespace Tain;

/// <summary>
/// Writes references to networked objects: the object's number as 4 bytes, 0 for none, and one more byte that names the component where a component is meant.
/// What is not spawned is nothing to anybody else and is written as none, with a warning.
/// </summary>
public static class ObjectWriterExtensions
{
    /// <summary>Writes a reference to an object.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="value">The object's identity, or null.</param>
    public static void WriteNetworkIdentity(this NetworkWriter writer, NetworkIdentity? value) => writer.WriteUInt(NetIdOf(value));

    /// <summary>Writes a reference to an object.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="value">An object with an identity, or null.</param>
    public static void WriteGameObject(this NetworkWriter writer, GameObject? value) => writer.WriteUInt(NetIdOf(value));

    /// <summary>Writes a reference to an object.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="value">The transform of an object with an identity, or null.</param>
    public static void WriteTransform(this NetworkWriter writer, Transform? value) => writer.WriteUInt(NetIdOf(value?.gameObject));

    /// <summary>Writes a reference to a component.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="value">The component, or null.</param>
    public static void WriteNetworkBehaviour(this NetworkWriter writer, NetworkBehaviour? value)
    {
        uint netId = value is { isDestroyed: false } ? NetIdOf(value.IdentityOrNull) : 0;
        writer.WriteUInt(netId);
        if (netId != 0) writer.WriteByte(value!.ComponentIndex);
    }

    private static uint NetIdOf(GameObject? gameObject)
    {
        if (gameObject is not { isDestroyed: false }) return 0;
        NetworkIdentity? identity = gameObject.GetComponent<NetworkIdentity>();
        if (identity is null) NetworkWorld.Of(gameObject.world).Log.ReferenceWithoutIdentity(gameObject.path);
        return NetIdOf(identity);
    }

    private static uint NetIdOf(NetworkIdentity? identity)
    {
        if (identity is not { isDestroyed: false }) return 0;
        if (identity.netId == 0) identity.Network.Log.ReferenceNotSpawned(identity.gameObject.path);
        return identity.netId;
    }
}
