using System.Runtime.CompilerServices;

namespace Tain;

/// <summary>
/// Asks "is it time again?" on a fixed grid. A check that only adds the interval to the moment of the last hit is late by half a frame each time,
/// so that 60 Hz in a 60 Hz loop becomes 45 Hz; on a grid lateness does not add up. A long stall gives one hit, not many.
/// </summary>
public static class AccurateInterval
{
    /// <summary>Tells whether the next point of the grid has been reached, and if so moves on.</summary>
    /// <param name="time">Now, in seconds.</param>
    /// <param name="interval">The distance of the grid's points in seconds; 0 or less: always.</param>
    /// <param name="lastTime">The grid point of the last hit; kept by the caller, 0 at first.</param>
    /// <returns>True when a point was reached since the last hit.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Elapsed(double time, double interval, ref double lastTime)
    {
        if (time < lastTime + interval) return false;

        // An interval of 0 (a send rate of "as often as possible") has no grid.
        lastTime = interval > 0 ? Math.Floor(time / interval) * interval : time;
        return true;
    }
}
