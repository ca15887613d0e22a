using System.ComponentModel;

namespace Tain;

// Sync collections: their registration, and the questions that they ask their component.
public abstract partial class NetworkBehaviour
{
    private const int MaxSyncObjects = 64;      // bits of the mask on the wire

    /// <summary>The collections of this component in order of registration.</summary>
    protected readonly List<SyncObject> syncObjects = [];

    private ulong _syncObjectDirtyBits;

    /// <summary>Writes the content of all collections.</summary>
    /// <param name="writer">Where to.</param>
    public void SerializeObjectsAll(NetworkWriter writer)
    {
        for (int i = 0; i < syncObjects.Count; i++) syncObjects[i].OnSerializeAll(writer);
    }

    /// <summary>Writes the changes of the changed collections, behind a mask that is there even when the component has none.</summary>
    /// <param name="writer">Where to.</param>
    public void SerializeObjectsDelta(NetworkWriter writer)
    {
        writer.WriteULong(_syncObjectDirtyBits);
        for (int i = 0; i < syncObjects.Count; i++)
        {
            if ((_syncObjectDirtyBits & (1UL << i)) != 0) syncObjects[i].OnSerializeDelta(writer);
        }
    }

    /// <summary>Makes a collection part of this component's state. Called once per collection, in the same order on all sides.</summary>
    /// <param name="syncObject">The collection.</param>
    /// <exception cref="InvalidOperationException">It is null, or the component has 64 already.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void InitSyncObject(SyncObject syncObject)
    {
        if (syncObject is null)
            throw new InvalidOperationException($"A sync collection of {GetType().Name} is null when its constructor ends. Make it where it is declared: readonly SyncList<int> list = new();");
        if (syncObjects.Count == MaxSyncObjects)
            throw new InvalidOperationException($"{GetType().Name} has more than {MaxSyncObjects} sync collections. Split the component in two.");
        ulong bit = 1UL << syncObjects.Count;
        syncObjects.Add(syncObject);
        syncObject.Component = this;
        syncObject.OnDirty = () => MarkSyncObjectDirty(bit);
        syncObject.IsRecording = MustRecordChanges;
        syncObject.IsWritable = MayChangeSyncObjects;
    }

    internal TellTime WhenToTell()
    {
        // Before it is spawned an object is its owner's alone, whatever the client of its world is doing.
        if (SpawnedIdentity is null) return TellTime.Now;
        NetworkWorld network = Network;
        if (network.IsClientJoining) return TellTime.Later;
        bool clientHasNotSeenIt = network.Server.activeHost && syncDirection == SyncDirection.ServerToClient && IdentityOrNull is not { IsKnownToHostClient: true };
        return clientHasNotSeenIt ? TellTime.Never : TellTime.Now;
    }

    /// <summary>Records the content of all collections anew, for a new owner, who got none of it so far.</summary>
    internal void RecordSyncObjects()
    {
        foreach (SyncObject syncObject in syncObjects) syncObject.RecordContent();
    }

    /// <summary>This client is no longer the owner for whom this component's state is.</summary>
    internal void ForgetAnnouncedChanges()
    {
        foreach (SyncObject syncObject in syncObjects) syncObject.ForgetAnnounced();
    }

    // Null in a constructor, too, when the component does not know its object yet.
    private NetworkIdentity? SpawnedIdentity => GetInstanceID() != 0 && IdentityOrNull is { IsSpawned: true } identity ? identity : null;

    private void ClearSyncObjectChanges()
    {
        _syncObjectDirtyBits = 0;
        for (int i = 0; i < syncObjects.Count; i++) syncObjects[i].ClearChanges();
    }

    private void DeserializeObjectsAll(NetworkReader reader)
    {
        for (int i = 0; i < syncObjects.Count; i++) Receive(syncObjects[i], reader, initialState: true);
    }

    private void DeserializeObjectsDelta(NetworkReader reader)
    {
        ulong mask = reader.ReadULong();
        for (int i = 0; i < syncObjects.Count; i++)
        {
            if ((mask & (1UL << i)) != 0) Receive(syncObjects[i], reader, initialState: false);
        }
    }

    private static void Receive(SyncObject syncObject, NetworkReader reader, bool initialState)
    {
        syncObject.IsReceiving = true;
        try
        {
            if (initialState) syncObject.OnDeserializeAll(reader);
            else syncObject.OnDeserializeDelta(reader);
        }
        finally
        {
            syncObject.IsReceiving = false;
        }
    }

    private void MarkSyncObjectDirty(ulong bit)
    {
        _syncObjectDirtyBits |= bit;
        InitialStateMark = default;
        _identity?.MarkDirty();
    }

    // Changes are recorded only for somebody who will get them as changes; everybody else gets the content when the object comes into sight. For whom it was written
    // a moment ago has it, though nothing was sent yet.
    private bool MustRecordChanges()
    {
        if (SpawnedIdentity is not { } identity) return false;
        if (identity.isServer) return (identity.HasCopies || identity.IsBeingShown || identity.IsStaged) && IsSentByServer;
        return identity.isClient && identity.isOwned && syncDirection == SyncDirection.ClientToServer;
    }

    // What an owner sends for itself alone goes no further. Recorded it would never be sent and never be forgotten.
    private bool IsSentByServer => syncDirection == SyncDirection.ServerToClient || syncMode == SyncMode.Observers;

    // Mirror refuses changes also where no server or client is active, and on a server before an object with an owner is spawned. Nobody is served by that: until an
    // object is spawned its content is nobody else's business, and it travels with the spawn.
    private bool MayChangeSyncObjects()
    {
        if (SpawnedIdentity is not { } identity) return true;
        NetworkWorld network = Network;
        if (network.Server.active) return syncDirection == SyncDirection.ServerToClient || (network.Client.active && identity.isOwned);
        return syncDirection == SyncDirection.ClientToServer && identity.isOwned;
    }
}
