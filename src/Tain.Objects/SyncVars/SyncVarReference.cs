using System.Diagnostics.CodeAnalysis;

namespace Tain;

/// <summary>
/// SyncVars that refer to networked objects: how a reference of type T becomes an id and an id a reference again. T is GameObject, NetworkIdentity or a
/// class derived from NetworkBehaviour; the last kind also has a component index on the wire.
/// </summary>
internal static class SyncVarReference<T> where T : class
{
    // A constant to the JIT: one answer per construction.
    private static readonly bool IsComponent = typeof(NetworkBehaviour).IsAssignableFrom(typeof(T));

    /// <summary>The id of a reference. What nobody else can know counts as none, and the log says why: when it is assigned, not again each time it is written.</summary>
    public static NetworkBehaviourSyncVar ToId(T? value, ObjectLog? log)
    {
        NetworkIdentity? identity = IdentityOf(value);
        if (identity is null)
        {
            if (value is GameObject { isDestroyed: false } stray) log?.ReferenceWithoutIdentity(stray.path);
            return default;
        }
        if (identity.netId == 0)
        {
            log?.ReferenceNotSpawned(identity.gameObject.path);
            return default;
        }
        return new NetworkBehaviourSyncVar(identity.netId, value is NetworkBehaviour component ? component.ComponentIndex : 0);
    }

    public static T? Resolve(NetworkBehaviourSyncVar id, NetworkWorld network)
    {
        if (id.netId == 0 || network.FindSpawned(id.netId) is not { } identity) return null;
        if (typeof(T) == typeof(GameObject)) return (T)(object)identity.gameObject;
        if (typeof(T) == typeof(NetworkIdentity)) return (T)(object)identity;
        NetworkBehaviour[] components = identity.NetworkBehaviours;
        return id.componentIndex < components.Length ? components[id.componentIndex] as T : null;
    }

    public static NetworkBehaviourSyncVar Read(NetworkReader reader)
    {
        uint netId = reader.ReadUInt();
        byte index = IsComponent && netId != 0 ? reader.ReadByte() : (byte)0;
        return new NetworkBehaviourSyncVar(netId, index);
    }

    public static void Write(NetworkWriter writer, NetworkBehaviourSyncVar id)
    {
        writer.WriteUInt(id.netId);
        if (IsComponent && id.netId != 0) writer.WriteByte(id.componentIndex);
    }

    [SuppressMessage("Style", "IDE0072", Justification = "Other types never get here: the weaver refuses them.")]
    private static NetworkIdentity? IdentityOf(T? value) => value switch
    {
        NetworkIdentity { isDestroyed: false } identity => identity,
        NetworkBehaviour { isDestroyed: false } component => component.IdentityOrNull,
        GameObject { isDestroyed: false } gameObject => gameObject.GetComponent<NetworkIdentity>(),
        _ => null,
    };
}
