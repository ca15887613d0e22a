namespace Tain;

/// <summary>A snapshot that carries nothing but time: it moves the timeline on which all other snapshots are shown.</summary>
/// <param name="remoteTime">The sender's clock when it was sent, in seconds.</param>
/// <param name="localTime">The receiver's clock when it arrived, in seconds.</param>
/// <param name="remoteScaledTime">The sender's scaled game time, in seconds.</param>
public struct TimeSnapshot(double remoteTime, double localTime, double remoteScaledTime = 0) : Snapshot
{
    /// <inheritdoc/>
    public double remoteTime { get; set; } = remoteTime;

    /// <inheritdoc/>
    public double localTime { get; set; } = localTime;

    /// <summary>The sender's game time, which runs slower or faster than its clock when the game changes its time scale; seconds.</summary>
    public double remoteScaledTime { get; set; } = remoteScaledTime;
}
