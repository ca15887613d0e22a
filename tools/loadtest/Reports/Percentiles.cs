namespace Tain.LoadTest;

/// <summary>A distribution in five numbers, in milliseconds.</summary>
/// <param name="Count">How many were measured.</param>
/// <param name="P50">Half of them took no longer.</param>
/// <param name="P90">Nine of ten took no longer.</param>
/// <param name="P99">99 of 100 took no longer.</param>
/// <param name="Max">The longest.</param>
public readonly record struct Percentiles(long Count, double P50, double P90, double P99, double Max)
{
    /// <summary>Those of a histogram.</summary>
    /// <param name="histogram">The histogram.</param>
    /// <returns>Zeros when it is empty.</returns>
    public static Percentiles Of(LatencyHistogram histogram)
    {
        ArgumentNullException.ThrowIfNull(histogram);
        return new Percentiles(histogram.Count, histogram.PercentileMs(50), histogram.PercentileMs(90), histogram.PercentileMs(99), histogram.MaxMs);
    }
}
