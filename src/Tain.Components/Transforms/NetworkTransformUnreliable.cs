using System.Numerics;

namespace Tain;

/// <summary>
/// A <see cref="NetworkTransformBase"/> that sends what changed as unreliable calls. A lost packet costs nothing but itself, because every message is absolute; so it
/// suits fast movement on bad lines.
/// </summary>
[WireName("Mirror.NetworkTransformUnreliable")]
public class NetworkTransformUnreliable : NetworkTransformBase
{
    private const string CommandName = "System.Void Mirror.NetworkTransformUnreliable::CmdClientToServerSync(Mirror.SyncData)";
    private const string RpcName = "System.Void Mirror.NetworkTransformUnreliable::RpcServerToClientSync(Mirror.SyncData)";
    private const ushort CommandHash = 23297;       // of these names; docs/mirror/wire-messages.md 9
    private const ushort RpcHash = 57448;

    private TransformSnapshot _sent;
    private TransformSnapshot _spawned;
    private bool _spawnWritten;
    private TransformSnapshot? _landed;
    private bool _stillnessSent;
    private RestReminder _reminder;

    /// <summary>
    /// After how many silent intervals of this component the buffer is emptied when something arrives, so that an object that rested does not slide in from where it rested.
    /// </summary>
    public float bufferResetMultiplier = 3;

    /// <summary>How far an axis of the position must have moved to be sent.</summary>
    public float positionSensitivity = 0.01f;

    /// <summary>How far the rotation must have turned to be sent, in degrees.</summary>
    public float rotationSensitivity = 0.01f;

    /// <summary>How much the scale must have changed to be sent.</summary>
    public float scaleSensitivity = 0.01f;

    /// <summary>
    /// Whether an object that came to rest says once more where it is, reliably, in case its last movement was lost. Mirror does not, but understands it.
    /// Without <see cref="NetworkTransformBase.onlySyncOnChange"/> it says so again and again, unreliably.
    /// </summary>
    public bool repeatAtRest = true;

    /// <summary>Writes where the object is, for those who see it appear. Movement does not travel as state.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="initialState">True when the object appears.</param>
    public override void OnSerialize(NetworkWriter writer, bool initialState)
    {
        if (!initialState) return;
        if (syncPosition) writer.WriteVector3(GetPosition());
        if (syncRotation) writer.WriteQuaternion(GetRotation());
        if (syncScale) writer.WriteVector3(GetScale());
        _spawned = Construct();
        _spawnWritten = true;
        if (isServer) OwnerChanges.ListenTo(NetworkServer);
        LookAgain();
    }

    /// <summary>Reads what <see cref="OnSerialize"/> wrote.</summary>
    /// <param name="reader">Where from.</param>
    /// <param name="initialState">True when the object appears.</param>
    public override void OnDeserialize(NetworkReader reader, bool initialState)
    {
        if (!initialState) return;
        if (syncPosition) SetPosition(reader.ReadVector3());
        if (syncRotation) SetRotation(reader.ReadQuaternion());
        if (syncScale) SetScale(reader.ReadVector3());
        LookAgain();
    }

    /// <summary>Which parts are to be sent. <see cref="Changed.CompressRot"/> alone means that nothing changed.</summary>
    /// <param name="currentSnapshot">The transform as it is.</param>
    protected virtual Changed CompareChangedSnapshots(TransformSnapshot currentSnapshot) => Compare(_sent, currentSnapshot);

    /// <summary>Remembers the parts that were sent.</summary>
    /// <param name="change">The parts.</param>
    /// <param name="currentSnapshot">The transform that was sent.</param>
    protected virtual void UpdateLastSentSnapshot(Changed change, TransformSnapshot currentSnapshot) =>
        TransformDifference.Remember(ref _sent, currentSnapshot, change);

    /// <summary>Fills the parts that were not sent with the newest that are known.</summary>
    /// <param name="syncData">What arrived.</param>
    /// <param name="snapshots">What arrived before.</param>
    protected virtual void UpdateSyncData(ref SyncData syncData, SnapshotBuffer<TransformSnapshot> snapshots) => syncData.Complete(NewestKnown(snapshots));

    /// <summary>Takes movement from the owner, on the server.</summary>
    /// <param name="syncData">What arrived.</param>
    protected virtual void OnClientToServerSync(SyncData syncData)
    {
        if (connectionToClient is { } owner) Keep(serverSnapshots, syncData, owner.remoteTimeStamp);
    }

    /// <summary>Takes movement from the server, on a client.</summary>
    /// <param name="syncData">What arrived.</param>
    protected virtual void OnServerToClientSync(SyncData syncData)
    {
        // A host shares the server's object, and who moves an object himself knows better than the echo of it.
        if (isServer || IsClientWithAuthority || NetworkClient.connection is not { } server) return;
        Keep(clientSnapshots, syncData, server.remoteTimeStamp);
    }

    /// <inheritdoc/>
    protected override void OnTeleport(Vector3 destination)
    {
        base.OnTeleport(destination);
        _landed = Construct();
    }

    /// <inheritdoc/>
    protected override void OnTeleport(Vector3 destination, Quaternion rotation)
    {
        base.OnTeleport(destination, rotation);
        _landed = Construct();
    }

    // On the server: its own objects, and on a host the owned ones. On a client: those it owns.
    private protected override bool SendsChanges => isServer ? syncDirection == SyncDirection.ServerToClient || IsClientWithAuthority : IsClientWithAuthority;

    private protected override bool Send()
    {
        if (!IsOnNetwork) return true;
        if (!SendsChanges) return !isServer || SendReminderOfRelays();
        if (!isServer && !NetworkClient.ready) return false;
        if (!CheckLastSendTime()) return false;
        TransformSnapshot now = Construct();
        Changed changed = CompareChangedSnapshots(now);
        // The others were told of the jump; back at the place before it the object has moved for them.
        if (_landed is { } landed) changed |= Compare(landed, now);
        _landed = null;
        Send(now, changed);
        if (_spawnWritten) RepeatWhatMayOvertakeTheSpawn(now);
        return onlySyncOnChange && _stillnessSent && !IsReminderSet;
    }

    private bool IsReminderSet => repeatAtRest && _reminder.IsSet;

    // On the server: the owner's last movement may have come in and been lost on the way to the others.
    private bool SendReminderOfRelays()
    {
        if (IsReminderSet && _reminder.IsDue(NetworkTime.localTime)) SendReliably(new SyncData(Everything, NewestKnown(serverSnapshots)));
        return !IsReminderSet;
    }

    // One message says "I stand still", which gives the receiver a second point to end the movement at. Then there is silence, but for one reminder.
    private void Send(in TransformSnapshot now, Changed changed)
    {
        bool isStill = (changed & ~Changed.CompressRot) == 0;
        bool isReminded = isStill && _stillnessSent && repeatAtRest && _reminder.IsDue(now.remoteTime);
        if (isStill && onlySyncOnChange && _stillnessSent)
        {
            if (isReminded) SendReliably(new SyncData(Everything, now));
            return;
        }
        // What says nothing comes at every interval here, and is newer than a reminder by the other channel, so the reminder travels among it, again and again.
        if (isReminded) changed = Everything;
        if (isReminded || (isStill && !_stillnessSent)) _reminder.Set(now.remoteTime);
        _stillnessSent = isStill;
        var data = new SyncData(changed, now);
        if (isServer) RpcServerToClientSync(data);
        else CmdClientToServerSync(data);
        UpdateLastSentSnapshot(changed, now);
    }

    // The same calls by the other channel; receivers do not ask by which one a call came.
    private void SendReliably(SyncData data)
    {
        NetworkWriter writer = RentRemoteCallWriter();
        writer.WriteSyncData(data);
        if (isServer) SendRPCInternal(RpcName, RpcHash, writer, Channels.Reliable, includeOwner: true);
        else SendCommandInternal(CommandName, CommandHash, writer, Channels.Reliable, requiresAuthority: true);
        ReturnRemoteCallWriter(writer);
    }

    private Changed Everything =>
        (syncPosition ? Changed.Pos : Changed.None)
        | (syncRotation ? Changed.Rot : Changed.None)
        | (syncRotation && compressRotation ? Changed.CompressRot : Changed.None)
        | (syncScale ? Changed.Scale : Changed.None);

    // This message goes by another channel than the spawn message before it, so a new observer may get it first and have no object for it. What moved since the
    // spawn message counts as not sent, so it is repeated at the next interval. (In Mirror the observer sees the old place until that axis changes again.)
    private void RepeatWhatMayOvertakeTheSpawn(in TransformSnapshot now)
    {
        _spawnWritten = false;
        TransformDifference.Remember(ref _sent, _spawned, Compare(_spawned, now));
    }

    private Changed Compare(in TransformSnapshot before, in TransformSnapshot now)
    {
        Changed changed = Changed.None;
        if (syncPosition) changed |= TransformDifference.OfPosition(before.position, now.position, positionSensitivity);
        if (syncRotation)
        {
            changed |= compressRotation
                ? Changed.CompressRot | TransformDifference.OfRotation(before.rotation, now.rotation, rotationSensitivity)
                : TransformDifference.OfAngles(before.rotation, now.rotation, rotationSensitivity);
        }
        if (syncScale) changed |= TransformDifference.OfScale(before.scale, now.scale, scaleSensitivity);
        return changed;
    }

    [Command(channel = Channels.Unreliable)]
    private void CmdClientToServerSync(SyncData syncData)
    {
        if (syncDirection != SyncDirection.ClientToServer) return;
        if (!syncData.IsFinite)
        {
            ReportBadData();
            return;
        }
        OnClientToServerSync(syncData);
        // At once, so that the other clients see the movement as early as can be.
        RpcServerToClientSync(syncData);
        _reminder.Set(NetworkTime.localTime);
        LookAgain();
    }

    [ClientRpc(channel = Channels.Unreliable)]
    private void RpcServerToClientSync(SyncData syncData) => OnServerToClientSync(syncData);

    private void Keep(SnapshotBuffer<TransformSnapshot> snapshots, SyncData syncData, double timeStamp)
    {
        double rest = bufferResetMultiplier * sendIntervalMultiplier * SendInterval;
        if (onlySyncOnChange && snapshots.Count > 0 && snapshots[snapshots.Count - 1].remoteTime + rest < timeStamp) ResetState();
        UpdateSyncData(ref syncData, snapshots);
        AddSnapshot(snapshots, timeStamp, syncData.position, syncData.quatRotation, syncData.scale);
    }
}
