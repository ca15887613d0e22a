namespace Tain;

/// <summary>The handful of interpolation functions that clocks need in double precision: a float cannot hold a day of time in milliseconds.</summary>
public static class Mathd
{
    /// <summary>Limits a value to a range.</summary>
    /// <param name="value">The value.</param>
    /// <param name="min">The lower bound; wins when the bounds are crossed.</param>
    /// <param name="max">The upper bound.</param>
    /// <returns>The value, or the bound that it passed.</returns>
    public static double Clamp(double value, double min, double max) => value < min ? min : value > max ? max : value;

    /// <summary>Limits a value to the range from 0 to 1.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The value, or the bound that it passed.</returns>
    public static double Clamp01(double value) => Clamp(value, 0, 1);

    /// <summary>Tells how far a value lies on the way from <paramref name="a"/> to <paramref name="b"/>.</summary>
    /// <param name="a">The start, where the answer is 0.</param>
    /// <param name="b">The end, where the answer is 1.</param>
    /// <param name="value">The value looked for.</param>
    /// <returns>A fraction from 0 to 1; 0 when start and end are equal.</returns>
    public static double InverseLerp(double a, double b, double value) => a == b ? 0 : Clamp01((value - a) / (b - a));

    /// <summary>Goes the fraction <paramref name="t"/> of the way from <paramref name="a"/> to <paramref name="b"/>, also beyond both ends.</summary>
    /// <param name="a">The result for 0.</param>
    /// <param name="b">The result for 1.</param>
    /// <param name="t">The fraction, not limited.</param>
    /// <returns>The point on the line.</returns>
    public static double LerpUnclamped(double a, double b, double t) => a + ((b - a) * t);
}
