using System.ComponentModel;

namespace Tain;

// SyncVars that refer to other networked objects. Beside the reference they remember its id, because on a client the object may appear later, or again.
public abstract partial class NetworkBehaviour
{
    /// <summary>Assigns a SyncVar that refers to a networked object. Written by the weaver.</summary>
    /// <typeparam name="T">GameObject, NetworkIdentity or a class derived from NetworkBehaviour.</typeparam>
    /// <param name="value">The new value.</param>
    /// <param name="field">The field.</param>
    /// <param name="id">The id kept beside it.</param>
    /// <param name="dirtyBit">The SyncVar's bit.</param>
    /// <param name="hook">Its hook, if it has one.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void GeneratedSyncVarSetterReference<T>(T? value, ref T? field, ref NetworkBehaviourSyncVar id, ulong dirtyBit, SyncVarHook<T?>? hook)
        where T : class
    {
        // Inside its own hook a reference cannot be assigned: Mirror ignores it, and scripts rely on that to end recursion.
        if ((_runningHooks & dirtyBit) != 0) return;
        NetworkBehaviourSyncVar newId = SyncVarReference<T>.ToId(value, Network.Log);
        // An object that is not spawned counts as null: assigning it to a SyncVar that is null changes nothing (recorded: vectors/sync2.json, references).
        if (newId == id) return;
        T? old = field;
        field = value;
        id = newId;
        SetSyncVarDirtyBit(dirtyBit);
        if (hook is not null && HooksRunOnAssignment) RunHook(hook, old, value, dirtyBit);
    }

    /// <summary>Reads a SyncVar that refers to a networked object. Written by the weaver.</summary>
    /// <typeparam name="T">GameObject, NetworkIdentity or a class derived from NetworkBehaviour.</typeparam>
    /// <param name="field">The field.</param>
    /// <param name="id">The id kept beside it.</param>
    /// <param name="reader">Stands at the reference: 4 bytes, or 5 for a component.</param>
    /// <param name="dirtyBit">The SyncVar's bit.</param>
    /// <param name="hook">Its hook, if it has one.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void GeneratedSyncVarDeserializeReference<T>(
        ref T? field, ref NetworkBehaviourSyncVar id, NetworkReader reader, ulong dirtyBit, SyncVarHook<T?>? hook)
        where T : class
    {
        NetworkBehaviourSyncVar oldId = id;
        T? old = GetSyncVarReference(ref field, oldId);
        id = SyncVarReference<T>.Read(reader);
        field = SyncVarReference<T>.Resolve(id, Network);
        if (hook is not null && (IsHostInitialSpawn || id != oldId)) RunOrDeferHook(hook, old, field, dirtyBit);
    }

    /// <summary>The value of a SyncVar that refers to a networked object. Written by the weaver in place of every read of the field.</summary>
    /// <typeparam name="T">GameObject, NetworkIdentity or a class derived from NetworkBehaviour.</typeparam>
    /// <param name="field">The field.</param>
    /// <param name="id">The id kept beside it.</param>
    /// <returns>On a pure client the object that has this id now, or null while there is none; elsewhere what was assigned, or null when it is destroyed.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected T? GetSyncVarReference<T>(ref T? field, NetworkBehaviourSyncVar id)
        where T : class
    {
        // A destroyed object is no object any more, as everywhere; Unity's references say so by themselves.
        if (IdentityOrNull is not { isClientOnly: true }) return field is WorldObject { isDestroyed: true } ? null : field;
        return field = SyncVarReference<T>.Resolve(id, Network);
    }

    /// <summary>Writes a SyncVar that refers to a networked object. Written by the weaver.</summary>
    /// <typeparam name="T">GameObject, NetworkIdentity or a class derived from NetworkBehaviour.</typeparam>
    /// <param name="writer">Where to.</param>
    /// <param name="value">The field's value.</param>
    /// <param name="id">The id kept beside it.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void WriteSyncVarReference<T>(NetworkWriter writer, T? value, NetworkBehaviourSyncVar id)
        where T : class
    {
        // On a server the value decides, so that an object spawned after the assignment is found by those who join later. On a client, as for reads, the id does: the
        // value is what was found last, and may be gone from this client's sight.
        if (IdentityOrNull is not { isClientOnly: true }) id = SyncVarReference<T>.ToId(value, log: null);
        else if (Network.ComparedWith is { } server && !server.spawned.ContainsKey(id.netId)) id = default;
        SyncVarReference<T>.Write(writer, id);
    }
}
