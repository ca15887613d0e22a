namespace Tain;

/// <summary>How far behind the sender a receiver shows the world, and how it gets back there after the network's moods. The defaults are Mirror's.</summary>
public class SnapshotInterpolationSettings
{
    /// <summary>How many send intervals the receiver stays behind. Adjusted at run time when <see cref="dynamicAdjustment"/> is set.</summary>
    public double bufferTimeMultiplier = 2;

    /// <summary>The most snapshots that a buffer holds; more are dropped, so that a flood costs no memory.</summary>
    public int bufferLimit = 32;

    /// <summary>Below this drift the timeline slows down; in send intervals, negative.</summary>
    public float catchupNegativeThreshold = -1;

    /// <summary>Above this drift the timeline catches up; in send intervals.</summary>
    public float catchupPositiveThreshold = 1;

    /// <summary>How much faster the timeline runs while it catches up, as a fraction. Small, so that nobody sees it. Kept in float precision, as in Mirror.</summary>
    public double catchupSpeed = 0.02f;

    /// <summary>How much slower the timeline runs while it waits, as a fraction. Kept in float precision, as in Mirror.</summary>
    public double slowdownSpeed = 0.04f;

    /// <summary>Over how many seconds the drift is averaged.</summary>
    public int driftEmaDuration = 1;

    /// <summary>True: the buffer grows and shrinks with the jitter of the connection.</summary>
    public bool dynamicAdjustment = true;

    /// <summary>How many send intervals are added to what the measured jitter asks for.</summary>
    public float dynamicAdjustmentTolerance = 1;

    /// <summary>Over how many seconds the delivery times are averaged, from which the jitter follows.</summary>
    public int deliveryTimeEmaDuration = 2;
}
