using System.Numerics;

namespace Tain;

// Receiving: what arrives is kept, and shown between two snapshots.
public abstract partial class NetworkTransformBase
{
    private TickWork? _showing;

    /// <summary>How fast the shown position moves, in units per second; zero on the side that moves the object.</summary>
    public Vector3 velocity { get; private set; }

    /// <summary>How fast the shown rotation turns: an axis whose length is degrees per second; zero on the side that moves the object.</summary>
    public Vector3 angularVelocity { get; private set; }

    /// <summary>What arrived from the server, on a client without authority.</summary>
    public SnapshotBuffer<TransformSnapshot> clientSnapshots { get; } = new();

    /// <summary>What arrived from the owner, on the server.</summary>
    public SnapshotBuffer<TransformSnapshot> serverSnapshots { get; } = new();

    /// <summary>
    /// The moment whose place is shown now, in seconds by the clock of the side that moves the object. Where movement is received, it is the network's time less what
    /// this component waits; on the side that moves the object it is now, <see cref="NetworkTime.localTime"/>. What must agree with the shown object is drawn at this
    /// time: a shot that left at local time t of that side has flown for shownTime - t.
    /// </summary>
    public double shownTime => ShownTimeline is { } timeline ? timeline - timeStampAdjustment - offset : NetworkTime.localTime;

    // The time by which received movement is shown, in terms of the times in the buffer; null where movement is not received.
    private double? ShownTimeline
    {
        get
        {
            if (!isServer) return isClient && !authority ? NetworkTime.unscaledTime : null;
            return syncDirection == SyncDirection.ClientToServer && !isOwned ? connectionToClient?.remoteTimeline : null;
        }
    }

    /// <summary>Shows what the owner sent, on the server. Called while there is something to show.</summary>
    protected virtual void UpdateServer()
    {
        if (ShownTimeline is { } time) Show(serverSnapshots, time);
    }

    /// <summary>Shows what the server sent, on a client. Called while there is something to show.</summary>
    protected virtual void UpdateClient()
    {
        if (ShownTimeline is { } time) Show(clientSnapshots, time);
    }

    /// <summary>Keeps what has arrived. A full buffer gives up its oldest, because the newest may be where the object comes to rest.</summary>
    /// <param name="snapshots">The buffer of this side.</param>
    /// <param name="timeStamp">The sender's time of the batch, in seconds.</param>
    /// <param name="position">The position; null for the newest that is known.</param>
    /// <param name="rotation">The rotation; null for the newest that is known.</param>
    /// <param name="scale">The scale; null for the newest that is known.</param>
    protected void AddSnapshot(SnapshotBuffer<TransformSnapshot> snapshots, double timeStamp, Vector3? position, Quaternion? rotation, Vector3? scale)
    {
        TransformSnapshot newest = NewestKnown(snapshots);
        var snapshot = new TransformSnapshot(
            ShowAt(timeStamp), NetworkTime.localTime, position ?? newest.position, rotation ?? newest.rotation, scale ?? newest.scale);
        int limit = MostSnapshots;
        if (snapshots.Count >= limit)
        {
            if (!(snapshot.remoteTime > snapshots[0].remoteTime)) return;
            snapshots.RemoveRange(snapshots.Count - limit + 1);
        }
        SnapshotInterpolation.InsertIfNotExists(snapshots, limit, snapshot);
        if (isActiveAndEnabled) Showing.isActive = true;
    }

    /// <summary>The time that a snapshot of this batch gets in the buffer, in seconds.</summary>
    private protected double ShowAt(double timeStamp) => timeStamp + timeStampAdjustment + offset;

    /// <summary>The newest snapshot of a buffer, or the transform as it is.</summary>
    private protected TransformSnapshot NewestKnown(SnapshotBuffer<TransformSnapshot> snapshots) =>
        snapshots.Count > 0 ? snapshots[snapshots.Count - 1] : Construct();

    // Mirror refuses what a full buffer cannot hold. After a stall that is the end of the movement, and a Reliable object stays where it does not belong.
    private int MostSnapshots
    {
        get
        {
            int limit = isServer ? NetworkServer.Options.snapshotSettings.bufferLimit : NetworkClient.Options.snapshotSettings.bufferLimit;
            if (isServer && connectionToClient is { } owner) limit = Math.Min(limit, owner.snapshotBufferSizeLimit);
            return Math.Max(1, limit);
        }
    }

    private SnapshotBuffer<TransformSnapshot> Received => isServer ? serverSnapshots : clientSnapshots;

    // Made anew when the update method was changed meanwhile.
    private TickWork Showing
    {
        get
        {
            TickPhase phase = updateMethod switch
            {
                UpdateMethod.FixedUpdate => TickPhase.FixedUpdate,
                UpdateMethod.LateUpdate => TickPhase.LateUpdate,
                _ => TickPhase.Update,
            };
            if (_showing?.Phase == phase) return _showing;
            _showing?.isActive = false;
            return _showing = new TickWork(this, phase, ShowStep);
        }
    }

    private void ShowStep()
    {
        if (isServer) UpdateServer();
        else UpdateClient();
        // With one snapshot left the object has arrived there and stays, until another one comes or somebody else moves it.
        if (isActiveAndEnabled && Received.Count > 1 && ShownTimeline is not null) return;
        _showing?.isActive = false;
        AwaitChange();
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
