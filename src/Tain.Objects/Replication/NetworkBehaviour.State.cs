using System.ComponentModel;

namespace Tain;

// The state of a component: what is dirty, and how all of it or its changes are written and read.
public abstract partial class NetworkBehaviour
{
    private ulong _syncVarDirtyBits;

    /// <summary>One bit per SyncVar that changed since it was sent. Setting bits puts the object on the list of those that the next tick visits.</summary>
    protected ulong syncVarDirtyBits
    {
        get => _syncVarDirtyBits;
        set
        {
            _syncVarDirtyBits = value;
            InitialStateMark = default;
            if (value != 0) _identity?.MarkDirty();
        }
    }

    /// <summary>In <see cref="TrackedBytes"/>: OnSerialize is written by hand and did not ask for the generated part.</summary>
    internal const int NothingTracked = -1;

    /// <summary>How many bytes the last OnSerialize wrote of things whose changes are known: SyncVars and collections.</summary>
    internal int TrackedBytes { get; set; }

    /// <summary>Where the whole state is kept, as long as it does not change.</summary>
    internal InitialStateMark InitialStateMark { get; set; }

    internal double LastSyncTime { get; private set; }

    /// <summary>When a change of this component may be sent, in seconds of local time.</summary>
    internal double DueAt => LastSyncTime + syncInterval;

    /// <summary>
    /// True while <see cref="OnSerialize"/> writes the whole state for a client that begins to see the object. False for the baseline of a Hybrid component, which is the
    /// whole state for clients that see it already.
    /// </summary>
    protected bool isBeingShown => netIdentity.IsBeingShown;

    /// <summary>
    /// Whether a client that has the object may be sent the whole state of this component, in place of changes that it was not sent because it is sent less
    /// (<see cref="VisibilityGroup.Subscribe(NetworkConnectionToClient, int)"/>) or had used up its budget (<see cref="NetworkConnectionToClient.maxBytesPerTick"/>).
    /// SyncVars need nothing for that. Override it with true where <see cref="OnSerialize"/> is written by hand, its whole state is small, and <see cref="OnDeserialize"/> takes
    /// the whole at any time; else what it writes goes to everybody at once. Always the same value. It has no effect on an object with a Hybrid component.
    /// </summary>
    protected internal virtual bool canRepeatWhole => false;

    /// <summary>
    /// True while <see cref="OnSerialize"/> writes the whole state for clients that have the object and were not sent all of its changes, see <see cref="canRepeatWhole"/>.
    /// It is to say the same that the others were told last.
    /// </summary>
    protected bool isBeingRepeated => netIdentity.IsBeingRepeated;

    /// <summary>
    /// On the server: whether any client has a copy of the object. Clients that see it and have not been sent it yet do not count, nor does the one for which
    /// <see cref="OnSerialize"/> is called now.
    /// </summary>
    protected bool hasCopies => netIdentity is { IsGettingFirstCopy: false, HasCopies: true };

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
        int start = writer.Position;
        if (initialState) SerializeObjectsAll(writer);
        else SerializeObjectsDelta(writer);
        SerializeSyncVars(writer, initialState);
        TrackedBytes = writer.Position - start;
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

    /// <summary>The SyncVars that changed since they were sent.</summary>
    internal ulong ChangedSyncVars => _syncVarDirtyBits;

    /// <summary>Whether a collection changed since it was sent.</summary>
    internal bool HasChangedSyncObjects => _syncObjectDirtyBits != 0;

    /// <summary>Writes the present values of SyncVars as if they, and nothing else, had changed just now. What has changed since remains to be sent.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="bits">Which.</param>
    internal void WriteSyncVars(NetworkWriter writer, ulong bits)
    {
        (ulong syncVars, ulong syncObjects) = (_syncVarDirtyBits, _syncObjectDirtyBits);
        (_syncVarDirtyBits, _syncObjectDirtyBits) = (bits, 0);
        try
        {
            OnSerialize(writer, initialState: false);
        }
        finally
        {
            (_syncVarDirtyBits, _syncObjectDirtyBits) = (syncVars, syncObjects);
        }
    }

    internal bool IsDirty(double now) => IsDirty_BitsOnly() && now >= DueAt;

    internal void ClearAllDirtyBits(double? sentAt)
    {
        if (sentAt is { } time) LastSyncTime = time;
        _syncVarDirtyBits = 0;
        // The state is the same, but how many changes of a collection are on their way belongs to what is written.
        InitialStateMark = default;
        ClearSyncObjectChanges();
    }

    /// <summary>Host only: writes the SyncVars and reads them back, for the sake of their hooks.</summary>
    internal void ReadBackSyncVars(NetworkWriter writer, NetworkReader reader)
    {
        SerializeSyncVars(writer, initialState: true);
        reader.SetBuffer(writer.ToArraySegment());
        DeserializeSyncVars(reader, initialState: true);
    }

    internal void SetSyncTime(double sentAt) => LastSyncTime = sentAt;
}
