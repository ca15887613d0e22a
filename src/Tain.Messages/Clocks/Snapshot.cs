namespace Tain;

/// <summary>
/// A state that the other side had at one moment. Snapshots are kept in a <see cref="SnapshotBuffer{T}"/> and shown a little later, by blending two neighbours,
/// so that an uneven network looks even. Implement it on a struct, so that nothing is allocated.
/// </summary>
public interface Snapshot
{
    /// <summary>The sender's clock when the state was taken, in seconds; the order of the snapshots.</summary>
    double remoteTime { get; set; }

    /// <summary>The receiver's clock when the state arrived, in seconds; shows how evenly the network delivers.</summary>
    double localTime { get; set; }
}
