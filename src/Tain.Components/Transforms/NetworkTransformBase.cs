using System.Numerics;

namespace Tain;

/// <summary>
/// Shows an object's movement on other machines. The side with authority sends its transform in intervals; the others keep what arrives in a buffer and move
/// the object smoothly between two snapshots, a little in the past. How the movement is written is up to the classes that derive from this one.
/// </summary>
/// <remarks>
/// Server to client by default; set <see cref="NetworkBehaviour.syncDirection"/> to let the owner of the object move it. Settings are made before the object is
/// spawned. An object that rests costs nothing per tick, on no side. Docs: docs/mirror/behaviour.md 21.
/// </remarks>
[WireName("Mirror.NetworkTransformBase")]
public abstract partial class NetworkTransformBase : NetworkBehaviour
{
    private Transform? _target;
    private bool _badDataReported;

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
        set
        {
            _target = value;
            LookAgain();
        }
    }

    /// <summary>At every how many send intervals of the network this component sends; made from <see cref="NetworkBehaviour.syncInterval"/>.</summary>
    public uint sendIntervalMultiplier =>
        syncInterval > 0 && SendInterval > 0 ? (uint)Math.Clamp(Math.Round(syncInterval / SendInterval), 1, int.MaxValue) : 1;

    /// <summary>True on a client that moves this object itself.</summary>
    protected bool IsClientWithAuthority => isClient && authority;

    /// <summary>How much later than its batch a snapshot counts, in seconds: the batch left at the end of this component's interval.</summary>
    protected double timeStampAdjustment => SendInterval * (sendIntervalMultiplier - 1);

    /// <summary>How much later a snapshot is shown because of <see cref="timelineOffset"/>, in seconds.</summary>
    protected double offset => timelineOffset ? SendInterval * sendIntervalMultiplier : 0;

    /// <summary>Seconds between two sends of the network, on this side.</summary>
    private protected float SendInterval => isServer ? NetworkServer.sendInterval : NetworkClient.sendInterval;

    /// <summary>Forgets all snapshots, so that movement from before does not blend into what comes.</summary>
    public virtual void ResetState()
    {
        clientSnapshots.Clear();
        serverSnapshots.Clear();
        velocity = Vector3.Zero;
        angularVelocity = Vector3.Zero;
        LookAgain();
    }

    /// <inheritdoc cref="ResetState"/>
    public virtual void Reset() => ResetState();

    /// <inheritdoc/>
    public override void OnStartAuthority() => LookAgain();

    /// <inheritdoc/>
    public override void OnStopAuthority() => LookAgain();

    /// <summary>Makes the settings agree with each other. Called by Awake.</summary>
    protected virtual void Configure()
    {
        if (coordinateSpace == CoordinateSpace.World) syncScale = false;
    }

    /// <summary>Prepares the component.</summary>
    protected virtual void Awake() => Configure();

    /// <summary>Starts without a past, at the newest place that was received meanwhile.</summary>
    protected virtual void OnEnable()
    {
        // What came while this slept was the last word of a side that may rest now, and would not say it again.
        TransformSnapshot? newest = Received.Count > 0 ? Received[Received.Count - 1] : null;
        ResetState();
        if (newest is not { } heard) return;
        SnapshotInterpolation.InsertIfNotExists(Received, 1, heard);
        Showing.isActive = true;
    }

    /// <summary>Ends without a past.</summary>
    protected virtual void OnDisable()
    {
        ResetState();
        StopWork();
    }

    // Once per object: a broken or hostile peer repeats itself.
    private protected void ReportBadData()
    {
        if (_badDataReported) return;
        _badDataReported = true;
        string sender = isServer ? $"connection {connectionToClient?.connectionId}" : "the server";
        Debug.LogWarning($"{sender} moved {gameObject.path} (netId {netId}) to a place that is no number; ignored.", this);
    }

    // One without length turns nothing anywhere: what is divided by its length is no number.
    private protected static bool IsRotation(Quaternion value) => float.IsNormal(value.LengthSquared());

    private protected static bool IsFinite(Vector3 value) => float.IsFinite(value.X) && float.IsFinite(value.Y) && float.IsFinite(value.Z);
}
