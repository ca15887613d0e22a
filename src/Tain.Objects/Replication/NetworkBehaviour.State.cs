using System.ComponentModel;

namespace Tain;

// The state of a component: what is dirty, and how all of it or its changes are written and read.
public abstract partial class NetworkBehaviour
{
    private const int MaxSyncObjects = 64;      // bits of the mask on the wire

    private ulong _syncVarDirtyBits;
    private ulong _syncObjectDirtyBits;

    /// <summary>The collections of this component in order of registration.</summary>
    protected readonly List<SyncObject> syncObjects = [];

    /// <summary>One bit per SyncVar that changed since it was sent. Setting bits puts the object on the list of those that the next tick visits.</summary>
    protected ulong syncVarDirtyBits
    {
        get => _syncVarDirtyBits;
        set
        {
            _syncVarDirtyBits = value;
            if (value != 0) _identity?.MarkDirty();
        }
    }

    internal double LastSyncTime { get; private set; }

    /// <summary>When a change of this component may be sent, in seconds of local time.</summary>
    internal double DueAt => LastSyncTime + syncInterval;

    /// <summary>Marks SyncVars as changed.</summary>
    /// <param name="dirtyBit">Their bits.</param>
    public void SetSyncVarDirtyBit(ulong dirtyBit) => syncVarDirtyBits |= dirtyBit;

    /// <summary>Marks all SyncVars as changed. A component with an OnSerialize of its own calls this to be sent.</summary>
    public void SetDirty() => SetSyncVarDirtyBit(ulong.MaxValue);

    /// <summary>Whether the component has changed and may be sent now.</summary>
    /// <returns>True when a bit is set and the sync interval has passed.</returns>
    public bool IsDirty() => IsDirty(Network.LocalTime);

    /// <summary>Whether the component has changed.</summary>
    /// <returns>True when a bit is set, whatever the sync interval.</returns>
    public bool IsDirty_BitsOnly() => (_syncVarDirtyBits | _syncObjectDirtyBits) != 0;

    /// <summary>Forgets all changes, those of the collections included.</summary>
    /// <param name="clearSyncTime">Whether the sync interval starts anew.</param>
    public void ClearAllDirtyBits(bool clearSyncTime = true) => ClearAllDirtyBits(clearSyncTime ? Network.LocalTime : null);

    /// <summary>Writes the state of this component. An override that calls base adds its bytes to those of the collections and SyncVars.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="initialState">True for the whole state, false for the changes.</param>
    public virtual void OnSerialize(NetworkWriter writer, bool initialState)
    {
        if (initialState) SerializeObjectsAll(writer);
        else SerializeObjectsDelta(writer);
        SerializeSyncVars(writer, initialState);
    }

    /// <summary>Reads what <see cref="OnSerialize"/> wrote.</summary>
    /// <param name="reader">Where from.</param>
    /// <param name="initialState">True for the whole state, false for the changes.</param>
    public virtual void OnDeserialize(NetworkReader reader, bool initialState)
    {
        if (initialState) DeserializeObjectsAll(reader);
        else DeserializeObjectsDelta(reader);
        DeserializeSyncVars(reader, initialState);
    }

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

    /// <summary>Writes the SyncVars. Overridden by the weaver.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="initialState">True for all of them, false for the changed ones.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected virtual void SerializeSyncVars(NetworkWriter writer, bool initialState)
    {
    }

    /// <summary>Reads the SyncVars. Overridden by the weaver.</summary>
    /// <param name="reader">Where from.</param>
    /// <param name="initialState">True for all of them, false for the changed ones.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected virtual void DeserializeSyncVars(NetworkReader reader, bool initialState)
    {
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
        syncObject.OnDirty = () => MarkSyncObjectDirty(bit);
        syncObject.IsRecording = MustRecordChanges;
        syncObject.IsWritable = MayChangeSyncObjects;
    }

    internal bool IsDirty(double now) => IsDirty_BitsOnly() && now >= DueAt;

    internal void ClearAllDirtyBits(double? sentAt)
    {
        if (sentAt is { } time) LastSyncTime = time;
        _syncVarDirtyBits = 0;
        _syncObjectDirtyBits = 0;
        for (int i = 0; i < syncObjects.Count; i++) syncObjects[i].ClearChanges();
    }

    /// <summary>Host only: writes the SyncVars and reads them back, for the sake of their hooks.</summary>
    internal void ReadBackSyncVars(NetworkWriter writer, NetworkReader reader)
    {
        SerializeSyncVars(writer, initialState: true);
        reader.SetBuffer(writer.ToArraySegment());
        DeserializeSyncVars(reader, initialState: true);
    }

    internal void SetSyncTime(double sentAt) => LastSyncTime = sentAt;

    internal void ResetSyncObjects()
    {
        for (int i = 0; i < syncObjects.Count; i++) syncObjects[i].Reset();
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
        return netId == 0 || (syncDirection == SyncDirection.ClientToServer && isOwned);
    }
}
