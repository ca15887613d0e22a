using System.Numerics;

namespace Tain;

/// <summary>A transform at one moment of the sender's time.</summary>
public struct TransformSnapshot : Snapshot
{
    /// <summary>Makes a snapshot.</summary>
    /// <param name="remoteTime">When it was taken, by the sender's clock, in seconds.</param>
    /// <param name="localTime">When it arrived, by the receiver's clock, in seconds.</param>
    /// <param name="position">The position in the component's coordinate space.</param>
    /// <param name="rotation">The rotation in the component's coordinate space.</param>
    /// <param name="scale">The scale.</param>
    public TransformSnapshot(double remoteTime, double localTime, Vector3 position, Quaternion rotation, Vector3 scale)
    {
        this.remoteTime = remoteTime;
        this.localTime = localTime;
        this.position = position;
        this.rotation = rotation;
        this.scale = scale;
    }

    /// <inheritdoc/>
    public double remoteTime { get; set; }

    /// <inheritdoc/>
    public double localTime { get; set; }

    /// <summary>The position in the component's coordinate space.</summary>
    public Vector3 position;

    /// <summary>The rotation in the component's coordinate space.</summary>
    public Quaternion rotation;

    /// <summary>The scale.</summary>
    public Vector3 scale;

    /// <summary>The transform between two snapshots, or beyond them; its times are 0.</summary>
    /// <param name="from">The earlier snapshot.</param>
    /// <param name="to">The later snapshot.</param>
    /// <param name="t">0 for the earlier, 1 for the later.</param>
    public static TransformSnapshot Interpolate(in TransformSnapshot from, in TransformSnapshot to, double t)
    {
        float amount = (float)t;
        return new TransformSnapshot(
            0,
            0,
            Vector3.Lerp(from.position, to.position, amount),
            // What was received need not be of length one, and what is shown should be.
            Quaternion.Normalize(Quaternion.Slerp(from.rotation, to.rotation, amount)),
            Vector3.Lerp(from.scale, to.scale, amount));
    }
}
