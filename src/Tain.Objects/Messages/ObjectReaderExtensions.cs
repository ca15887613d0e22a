namespace Tain;

/// <summary>
/// Reads references to networked objects. They are looked up in the world of the endpoint that received them; what is not there (not spawned yet, not in sight,
/// gone) is read as null.
/// </summary>
public static class ObjectReaderExtensions
{
    /// <summary>Reads a reference to an object.</summary>
    /// <param name="reader">Where from.</param>
    /// <returns>The object's identity, or null.</returns>
    public static NetworkIdentity? ReadNetworkIdentity(this NetworkReader reader) => Find(reader, reader.ReadUInt());

    /// <summary>Reads a reference to an object.</summary>
    /// <param name="reader">Where from.</param>
    /// <returns>The object, or null.</returns>
    public static GameObject? ReadGameObject(this NetworkReader reader) => reader.ReadNetworkIdentity()?.gameObject;

    /// <summary>Reads a reference to an object.</summary>
    /// <param name="reader">Where from.</param>
    /// <returns>The object's transform, or null.</returns>
    public static Transform? ReadTransform(this NetworkReader reader) => reader.ReadNetworkIdentity()?.transform;

    /// <summary>Reads a reference to a component.</summary>
    /// <param name="reader">Where from.</param>
    /// <returns>The component, or null.</returns>
    /// <exception cref="InvalidDataException">The object has no such component.</exception>
    public static NetworkBehaviour? ReadNetworkBehaviour(this NetworkReader reader)
    {
        NetworkBehaviourSyncVar id = reader.ReadNetworkBehaviourSyncVar();
        if (Find(reader, id.netId) is not { } identity) return null;
        NetworkBehaviour[] components = identity.NetworkBehaviours;
        if (id.componentIndex >= components.Length)
            throw new InvalidDataException($"{identity.Describe()} has {components.Length} components; a reference named number {id.componentIndex}.");
        return components[id.componentIndex];
    }

    /// <summary>Reads a reference to a component of a type.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="reader">Where from.</param>
    /// <returns>The component; null when it is not there or of another type.</returns>
    /// <exception cref="InvalidDataException">The object has no such component.</exception>
    public static T? ReadNetworkBehaviour<T>(this NetworkReader reader) where T : NetworkBehaviour => reader.ReadNetworkBehaviour() as T;

    /// <summary>Reads a reference to a component without looking it up.</summary>
    /// <param name="reader">Where from.</param>
    /// <returns>The object's number and the component's index.</returns>
    public static NetworkBehaviourSyncVar ReadNetworkBehaviourSyncVar(this NetworkReader reader)
    {
        uint netId = reader.ReadUInt();
        return netId == 0 ? default : new NetworkBehaviourSyncVar(netId, reader.ReadByte());
    }

    private static NetworkIdentity? Find(NetworkReader reader, uint netId)
    {
        if (netId == 0) return null;
        if (reader.Context is NetworkWorld network) return network.FindSpawned(netId);
        throw new InvalidOperationException(
            "This reader belongs to no world, so it cannot find networked objects. Read references in message handlers, remote calls and OnDeserialize, or read the netId alone: ReadUInt().");
    }
}
