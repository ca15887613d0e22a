using System.Runtime.CompilerServices;

namespace Tain;

/// <summary>
/// Shows a remote state smoothly although its snapshots arrive unevenly: a local timeline runs a little behind the sender, is sped up or slowed down by a few per cent
/// to stay there, and blends the two snapshots around it. Pure functions over state that the caller keeps. Docs: docs/mirror/behaviour.md 19.
/// </summary>
public static class SnapshotInterpolation
{
    /// <summary>Chooses the speed of the timeline from its drift. All arguments are in seconds, except the speeds.</summary>
    /// <param name="drift">How much further behind the sender than wanted the timeline is.</param>
    /// <param name="catchupSpeed">How much faster to run when far behind, as a fraction.</param>
    /// <param name="slowdownSpeed">How much slower to run when too close, as a fraction.</param>
    /// <param name="absoluteCatchupNegativeThreshold">Below this drift: slow down.</param>
    /// <param name="absoluteCatchupPositiveThreshold">Above this drift: catch up.</param>
    /// <returns>The factor for the timeline's steps; 1 while the drift is within the thresholds.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Timescale(
        double drift, double catchupSpeed, double slowdownSpeed, double absoluteCatchupNegativeThreshold, double absoluteCatchupPositiveThreshold)
    {
        if (drift > absoluteCatchupPositiveThreshold) return 1 + catchupSpeed;
        return drift < absoluteCatchupNegativeThreshold ? 1 - slowdownSpeed : 1;
    }

    /// <summary>Finds how many send intervals the buffer must span for the measured jitter.</summary>
    /// <param name="sendInterval">The sender's interval in seconds.</param>
    /// <param name="jitterStandardDeviation">The standard deviation of the delivery times in seconds.</param>
    /// <param name="dynamicAdjustmentTolerance">What to add for safety, in send intervals.</param>
    /// <returns>A multiplier for the send interval.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double DynamicAdjustment(double sendInterval, double jitterStandardDeviation, double dynamicAdjustmentTolerance) =>
        ((sendInterval + jitterStandardDeviation) / sendInterval) + dynamicAdjustmentTolerance;

    /// <summary>Keeps a timeline within one buffer time of where it should be; a stall or a clock jump must not take minutes to catch up.</summary>
    /// <param name="localTimeline">The timeline in seconds.</param>
    /// <param name="bufferTime">How far behind it should be, in seconds.</param>
    /// <param name="latestRemoteTime">The remote time to be behind of, in seconds.</param>
    /// <returns>The timeline, or the bound that it passed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double TimelineClamp(double localTimeline, double bufferTime, double latestRemoteTime)
    {
        double targetTime = latestRemoteTime - bufferTime;
        return Mathd.Clamp(localTimeline, targetTime - bufferTime, targetTime + bufferTime);
    }

    /// <summary>Inserts a snapshot; see <see cref="SnapshotBuffer{T}.InsertIfNotExists"/>.</summary>
    /// <typeparam name="T">The kind of snapshot.</typeparam>
    /// <param name="buffer">The buffer.</param>
    /// <param name="bufferLimit">The most snapshots to hold.</param>
    /// <param name="snapshot">The snapshot.</param>
    /// <returns>True when the buffer holds one more than before.</returns>
    public static bool InsertIfNotExists<T>(SnapshotBuffer<T> buffer, int bufferLimit, T snapshot) where T : Snapshot =>
        buffer.InsertIfNotExists(bufferLimit, snapshot);

    /// <summary>Takes a snapshot that has arrived and corrects the timeline by what its arrival tells. Call it once per snapshot that moves the timeline.</summary>
    /// <typeparam name="T">The kind of snapshot.</typeparam>
    /// <param name="buffer">The buffer.</param>
    /// <param name="bufferLimit">The most snapshots to hold; more are dropped.</param>
    /// <param name="snapshot">The snapshot with both its times set.</param>
    /// <param name="localTimeline">The timeline in seconds; set by the first snapshot.</param>
    /// <param name="localTimescale">The speed of the timeline for the next steps.</param>
    /// <param name="sendInterval">The sender's interval in seconds.</param>
    /// <param name="bufferTime">How far behind the sender to stay, in seconds.</param>
    /// <param name="catchupSpeed">See <see cref="SnapshotInterpolationSettings.catchupSpeed"/>.</param>
    /// <param name="slowdownSpeed">See <see cref="SnapshotInterpolationSettings.slowdownSpeed"/>.</param>
    /// <param name="driftEma">The average distance to the sender.</param>
    /// <param name="catchupNegativeThreshold">In send intervals; see <see cref="SnapshotInterpolationSettings.catchupNegativeThreshold"/>.</param>
    /// <param name="catchupPositiveThreshold">In send intervals; see <see cref="SnapshotInterpolationSettings.catchupPositiveThreshold"/>.</param>
    /// <param name="deliveryTimeEma">The average time between two arrivals, whose deviation is the jitter.</param>
    public static void InsertAndAdjust<T>(
        SnapshotBuffer<T> buffer, int bufferLimit, T snapshot, ref double localTimeline, ref double localTimescale, double sendInterval, double bufferTime,
        double catchupSpeed, double slowdownSpeed, ref ExponentialMovingAverage driftEma, double catchupNegativeThreshold, double catchupPositiveThreshold,
        ref ExponentialMovingAverage deliveryTimeEma) where T : Snapshot
    {
        if (buffer.Count == 0 && double.IsFinite(snapshot.remoteTime)) localTimeline = snapshot.remoteTime - bufferTime;
        if (!buffer.InsertIfNotExists(bufferLimit, snapshot)) return;

        // The last two in remote order, not in order of arrival: a late snapshot measures the same pair again, as it does in Mirror.
        if (buffer.Count >= 2) deliveryTimeEma.Add(buffer[buffer.Count - 1].localTime - buffer[buffer.Count - 2].localTime);

        double latestRemoteTime = snapshot.remoteTime;
        localTimeline = TimelineClamp(localTimeline, bufferTime, latestRemoteTime);
        driftEma.Add(latestRemoteTime - localTimeline);

        double drift = driftEma.Value - bufferTime;
        localTimescale = Timescale(drift, catchupSpeed, slowdownSpeed, sendInterval * catchupNegativeThreshold, sendInterval * catchupPositiveThreshold);
    }

    /// <summary>Finds the two snapshots around a time.</summary>
    /// <typeparam name="T">The kind of snapshot.</typeparam>
    /// <param name="buffer">A buffer that is not empty.</param>
    /// <param name="localTimeline">The time to show, in seconds of the sender.</param>
    /// <param name="from">Index of the snapshot at or before the time. Before the first and after the last: that one, twice.</param>
    /// <param name="to">Index of the snapshot after it.</param>
    /// <param name="t">How far between them, from 0 to 1.</param>
    /// <exception cref="InvalidOperationException">The buffer is empty.</exception>
    public static void Sample<T>(SnapshotBuffer<T> buffer, double localTimeline, out int from, out int to, out double t) where T : Snapshot
    {
        if (buffer.Count == 0) ThrowEmpty();

        for (int i = 0; i < buffer.Count - 1; i++)
        {
            double first = buffer[i].remoteTime;
            double second = buffer[i + 1].remoteTime;
            if (localTimeline >= first && localTimeline <= second)
            {
                from = i;
                to = i + 1;
                t = Mathd.InverseLerp(first, second, localTimeline);
                return;
            }
        }

        from = to = localTimeline < buffer[0].remoteTime ? 0 : buffer.Count - 1;
        t = 0;
    }

    /// <summary>Moves a timeline by one frame.</summary>
    /// <param name="deltaTime">The frame's unscaled time in seconds.</param>
    /// <param name="localTimeline">The timeline in seconds.</param>
    /// <param name="localTimescale">Its speed, from <see cref="InsertAndAdjust"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StepTime(double deltaTime, ref double localTimeline, double localTimescale) => localTimeline += deltaTime * localTimescale;

    /// <summary>Finds the two snapshots around a time and drops those that are no longer needed.</summary>
    /// <typeparam name="T">The kind of snapshot.</typeparam>
    /// <param name="buffer">A buffer that is not empty.</param>
    /// <param name="localTimeline">The time to show, in seconds of the sender.</param>
    /// <param name="fromSnapshot">The snapshot at or before the time.</param>
    /// <param name="toSnapshot">The snapshot after it.</param>
    /// <param name="t">How far between them, from 0 to 1.</param>
    /// <exception cref="InvalidOperationException">The buffer is empty.</exception>
    public static void StepInterpolation<T>(SnapshotBuffer<T> buffer, double localTimeline, out T fromSnapshot, out T toSnapshot, out double t) where T : Snapshot
    {
        Sample(buffer, localTimeline, out int from, out int to, out t);
        fromSnapshot = buffer[from];
        toSnapshot = buffer[to];

        // Mirror's loop runs against its own shrinking count, so one call drops at most the older half; the rest goes in later frames.
        // It shows in the buffer's count and, through the limit, in what is accepted after a stall. So it is kept.
        buffer.RemoveRange(Math.Min(from, (buffer.Count + 1) / 2));
    }

    /// <summary>One frame: <see cref="StepTime"/>, then <see cref="StepInterpolation"/>.</summary>
    /// <typeparam name="T">The kind of snapshot.</typeparam>
    /// <param name="buffer">A buffer that is not empty.</param>
    /// <param name="deltaTime">The frame's unscaled time in seconds.</param>
    /// <param name="localTimeline">The timeline in seconds.</param>
    /// <param name="localTimescale">Its speed, from <see cref="InsertAndAdjust"/>.</param>
    /// <param name="fromSnapshot">The snapshot at or before the new time.</param>
    /// <param name="toSnapshot">The snapshot after it.</param>
    /// <param name="t">How far between them, from 0 to 1.</param>
    /// <exception cref="InvalidOperationException">The buffer is empty.</exception>
    public static void Step<T>(
        SnapshotBuffer<T> buffer, double deltaTime, ref double localTimeline, double localTimescale, out T fromSnapshot, out T toSnapshot, out double t)
        where T : Snapshot
    {
        StepTime(deltaTime, ref localTimeline, localTimescale);
        StepInterpolation(buffer, localTimeline, out fromSnapshot, out toSnapshot, out t);
    }

    private static void ThrowEmpty() =>
        throw new InvalidOperationException("There is no snapshot to sample. Check buffer.Count > 0 first.");
}
