using System.Numerics;

namespace Tain;

/// <summary>
/// Shows an object's movement on other machines. The side with authority sends its transform in intervals; the others keep what arrives in a buffer and move
/// the object smoothly between two snapshots, a little in the past. How the movement is written is up to the classes that derive from this one.
/// </summary>
/// <remarks>Server to client by default; set <see cref="NetworkBehaviour.syncDirection"/> to let the owner of the object move it. Docs: docs/mirror/behaviour.md 21.</remarks>
[WireName("Mirror.NetworkTransformBase")]
public abstract partial class NetworkTransformBase : NetworkBehaviour
{
    private SendCounter _sendCounter;
    private Transform? _target;

    /// <summary>When received movement is applied.</summary>
    public UpdateMethod updateMethod = UpdateMethod.Update;

    /// <summary>Whether the position is sent. The same on all sides.</summary>
    public bool syncPosition = true;

    /// <summary>Whether the rotation is sent. The same on all sides.</summary>
    public bool syncRotation = true;

    /// <summary>Whether the scale is sent. The same on all sides; off in world space.</summary>
    public bool syncScale;

    /// <summary>Whether an object that stands still sends nothing.</summary>
    public bool onlySyncOnChange = true;

    /// <summary>Whether a rotation takes 4 bytes. The same on all sides.</summary>
    public bool compressRotation = true;

    /// <summary>Whether the position is blended between snapshots, or jumps from one to the next.</summary>
    public bool interpolatePosition = true;

    /// <summary>Whether the rotation is blended between snapshots, or jumps from one to the next.</summary>
    public bool interpolateRotation = true;

    /// <summary>Whether the scale is blended between snapshots, or jumps from one to the next.</summary>
    public bool interpolateScale = true;

    /// <summary>What positions and rotations refer to. The same on all sides.</summary>
    public CoordinateSpace coordinateSpace = CoordinateSpace.Local;

    /// <summary>Whether movement is shown one more send interval later, which is steadier for objects that send rarely.</summary>
    public bool timelineOffset = true;

    /// <summary>What is moved and watched; the object itself unless another transform is set.</summary>
    public Transform target
    {
        get => _target ?? transform;
        set => _target = value;
    }

    /// <summary>At every how many send intervals of the network this component sends; made from <see cref="NetworkBehaviour.syncInterval"/>.</summary>
    public uint sendIntervalMultiplier =>
        syncInterval > 0 && SendInterval > 0 ? (uint)Math.Clamp(Math.Round(syncInterval / SendInterval), 1, int.MaxValue) : 1;

    /// <summary>How fast the shown position moves, in units per second; zero on the side that moves the object.</summary>
    public Vector3 velocity { get; private set; }

    /// <summary>How fast the shown rotation turns: an axis whose length is degrees per second; zero on the side that moves the object.</summary>
    public Vector3 angularVelocity { get; private set; }

    /// <summary>What arrived from the server, on a client without authority.</summary>
    public SnapshotBuffer<TransformSnapshot> clientSnapshots { get; } = new();

    /// <summary>What arrived from the owner, on the server.</summary>
    public SnapshotBuffer<TransformSnapshot> serverSnapshots { get; } = new();

    /// <summary>True on a client that moves this object itself.</summary>
    protected bool IsClientWithAuthority => isClient && authority;

    /// <summary>How much later than its batch a snapshot counts, in seconds: the batch left at the end of this component's interval.</summary>
    protected double timeStampAdjustment => SendInterval * (sendIntervalMultiplier - 1);

    /// <summary>How much later a snapshot is shown because of <see cref="timelineOffset"/>, in seconds.</summary>
    protected double offset => timelineOffset ? SendInterval * sendIntervalMultiplier : 0;

    /// <summary>Seconds between two sends of the network, on this side.</summary>
    private protected float SendInterval => isServer ? NetworkServer.sendInterval : NetworkClient.sendInterval;

    // On the server: its own objects, and on a host the owned ones. On a client: those it owns.
    private bool MayMove => isServer ? syncDirection == SyncDirection.ServerToClient || IsClientWithAuthority : IsClientWithAuthority && NetworkClient.ready;

    // An object that was destroyed or unspawned in this frame has its LateUpdate still, but nobody sees it move any more.
    private protected bool IsShown => !isServer || NetworkServer.spawned.ContainsKey(netId);

    /// <summary>Forgets all snapshots, so that movement from before does not blend into what comes.</summary>
    public virtual void ResetState()
    {
        clientSnapshots.Clear();
        serverSnapshots.Clear();
        velocity = Vector3.Zero;
        angularVelocity = Vector3.Zero;
    }

    /// <inheritdoc cref="ResetState"/>
    public virtual void Reset() => ResetState();

    /// <summary>Makes the settings agree with each other. Called by Awake.</summary>
    protected virtual void Configure()
    {
        if (coordinateSpace == CoordinateSpace.World) syncScale = false;
    }

    /// <summary>Prepares the component.</summary>
    protected virtual void Awake() => Configure();

    /// <summary>Starts without a past.</summary>
    protected virtual void OnEnable() => ResetState();

    /// <summary>Ends without a past.</summary>
    protected virtual void OnDisable() => ResetState();

    /// <summary>Sends the transform, or that it stands still. Called at this component's interval on the side that moves the object.</summary>
    private protected abstract void SendMovement();

    /// <summary>Called in every LateUpdate on a server that only passes on what the owner sends.</summary>
    private protected virtual void AfterRelays()
    {
    }

    /// <summary>The position in the coordinate space.</summary>
    protected virtual Vector3 GetPosition() => coordinateSpace == CoordinateSpace.Local ? target.localPosition : target.position;

    /// <summary>The rotation in the coordinate space.</summary>
    protected virtual Quaternion GetRotation() => coordinateSpace == CoordinateSpace.Local ? target.localRotation : target.rotation;

    /// <summary>The scale.</summary>
    protected virtual Vector3 GetScale() => coordinateSpace == CoordinateSpace.Local ? target.localScale : target.lossyScale;

    /// <summary>Moves the target in the coordinate space.</summary>
    protected virtual void SetPosition(Vector3 position)
    {
        if (coordinateSpace == CoordinateSpace.Local) target.localPosition = position;
        else target.position = position;
    }

    /// <summary>Turns the target in the coordinate space.</summary>
    protected virtual void SetRotation(Quaternion rotation)
    {
        if (coordinateSpace == CoordinateSpace.Local) target.localRotation = rotation;
        else target.rotation = rotation;
    }

    /// <summary>Scales the target. A world scale cannot be set.</summary>
    protected virtual void SetScale(Vector3 scale)
    {
        if (coordinateSpace == CoordinateSpace.Local) target.localScale = scale;
    }

    /// <summary>The transform as it is now.</summary>
    protected virtual TransformSnapshot Construct() => new(NetworkTime.localTime, 0, GetPosition(), GetRotation(), GetScale());

    /// <summary>Shows a moment of the past.</summary>
    /// <param name="interpolated">The transform between two snapshots.</param>
    /// <param name="endGoal">The later of the two, for what is not interpolated.</param>
    protected virtual void Apply(TransformSnapshot interpolated, TransformSnapshot endGoal)
    {
        if (syncPosition) SetPosition(interpolatePosition ? interpolated.position : endGoal.position);
        if (syncRotation) SetRotation(interpolateRotation ? interpolated.rotation : endGoal.rotation);
        if (syncScale) SetScale(interpolateScale ? interpolated.scale : endGoal.scale);
    }

    /// <summary>Keeps what has arrived.</summary>
    /// <param name="snapshots">The buffer of this side.</param>
    /// <param name="timeStamp">The sender's time of the batch, in seconds.</param>
    /// <param name="position">The position; null for the newest that is known.</param>
    /// <param name="rotation">The rotation; null for the newest that is known.</param>
    /// <param name="scale">The scale; null for the newest that is known.</param>
    protected void AddSnapshot(SnapshotBuffer<TransformSnapshot> snapshots, double timeStamp, Vector3? position, Quaternion? rotation, Vector3? scale)
    {
        TransformSnapshot newest = NewestKnown(snapshots);
        var snapshot = new TransformSnapshot(
            timeStamp + timeStampAdjustment + offset, NetworkTime.localTime, position ?? newest.position, rotation ?? newest.rotation, scale ?? newest.scale);
        SnapshotInterpolationSettings settings = isServer ? NetworkServer.Options.snapshotSettings : NetworkClient.Options.snapshotSettings;
        SnapshotInterpolation.InsertIfNotExists(snapshots, settings.bufferLimit, snapshot);
    }

    /// <summary>The newest snapshot of a buffer, or the transform as it is.</summary>
    private protected TransformSnapshot NewestKnown(SnapshotBuffer<TransformSnapshot> snapshots) =>
        snapshots.Count > 0 ? snapshots[snapshots.Count - 1] : Construct();

    private void Update()
    {
        if (updateMethod == UpdateMethod.Update) ShowReceived();
    }

    private void FixedUpdate()
    {
        if (updateMethod == UpdateMethod.FixedUpdate) ShowReceived();
    }

    // Sending comes after the scripts' own LateUpdate in most cases, and always after their Update; the network sends right after this phase.
    private void LateUpdate()
    {
        if (updateMethod == UpdateMethod.LateUpdate) ShowReceived();
        if (!MayMove)
        {
            if (isServer) AfterRelays();
        }
        else if (_sendCounter.IsDue(NetworkTime.localTime, SendInterval, sendIntervalMultiplier) && IsShown)
        {
            SendMovement();
        }
    }

    private void ShowReceived()
    {
        // Asked first because it costs nothing: most objects of a server never receive.
        if (serverSnapshots.Count + clientSnapshots.Count == 0) return;
        if (isServer)
        {
            if (syncDirection == SyncDirection.ClientToServer && !isOwned && connectionToClient is { } owner) Show(serverSnapshots, owner.remoteTimeline);
        }
        else if (isClient && !authority)
        {
            Show(clientSnapshots, NetworkTime.unscaledTime);
        }
    }

    private void Show(SnapshotBuffer<TransformSnapshot> snapshots, double time)
    {
        if (snapshots.Count == 0) return;      // the other side's buffer may hold something after a change of roles
        SnapshotInterpolation.StepInterpolation(snapshots, time, out TransformSnapshot from, out TransformSnapshot to, out double t);
        MeasureVelocity(from, to);
        Apply(TransformSnapshot.Interpolate(from, to, t), to);
    }

    private void MeasureVelocity(in TransformSnapshot from, in TransformSnapshot to)
    {
        float seconds = (float)(to.remoteTime - from.remoteTime);
        velocity = seconds > 0 ? (to.position - from.position) / seconds : Vector3.Zero;
        angularVelocity = seconds > 0 ? RotationVector(Quaternion.Conjugate(from.rotation) * to.rotation) / seconds : Vector3.Zero;
    }

    // Axis times angle in degrees, on the shorter way.
    private static Vector3 RotationVector(Quaternion turn)
    {
        if (turn.W < 0) turn = -turn;
        var axis = new Vector3(turn.X, turn.Y, turn.Z);
        float sine = axis.Length();
        return sine > 0 ? axis * (2 * MathF.Atan2(sine, turn.W) * Mathf.Rad2Deg / sine) : Vector3.Zero;
    }
}
