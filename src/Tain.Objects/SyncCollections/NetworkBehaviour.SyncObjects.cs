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
    /// <exception cref="InvalidOperationException">The component has 64 already.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void InitSyncObject(SyncObject syncObject)
    {
        ArgumentNullException.ThrowIfNull(syncObject);
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
        NetworkWorld network = Network;
        if (network.IsClientJoining) return TellTime.Later;
        bool clientHasNotSeenIt = network.Server.activeHost && syncDirection == SyncDirection.ServerToClient && IdentityOrNull is not { IsKnownToHostClient: true };
        return clientHasNotSeenIt ? TellTime.Never : TellTime.Now;
    }

    private void ClearSyncObjectChanges()
    {
        _syncObjectDirtyBits = 0;
        for (int i = 0; i < syncObjects.Count; i++) syncObjects[i].ClearChanges();
    }

    private void DeserializeObjectsAll(NetworkReader reader)
    {
        for (int i = 0; i < syncObjects.Count; i++) syncObjects[i].OnDeserializeAll(reader);
    }

    private void DeserializeObjectsDelta(NetworkReader reader)
    {
        ulong mask = reader.ReadULong();
        for (int i = 0; i < syncObjects.Count; i++)
        {
            if ((mask & (1UL << i)) != 0) syncObjects[i].OnDeserializeDelta(reader);
        }
    }

    private void MarkSyncObjectDirty(ulong bit)
    {
        _syncObjectDirtyBits |= bit;
        _identity?.MarkDirty();
    }

    // Changes are recorded only for somebody who will get them as changes; everybody else gets the content when the object comes into sight.
    private bool MustRecordChanges()
    {
        if (IdentityOrNull is not { } identity) return false;
        if (identity.isServer) return identity.observers.Count > 0;
        return identity.isClient && identity.isOwned && syncDirection == SyncDirection.ClientToServer;
    }

    private bool MayChangeSyncObjects()
    {
        NetworkWorld network = Network;
        if (network.Server.active) return syncDirection == SyncDirection.ServerToClient || (network.Client.active && isOwned);
        if (!network.Client.active)
            throw new InvalidOperationException($"{Describe()}: sync collections can be changed only while a server or a client is active.");
        return IdentityOrNull is not { netId: not 0 } || (syncDirection == SyncDirection.ClientToServer && isOwned);
    }
}
