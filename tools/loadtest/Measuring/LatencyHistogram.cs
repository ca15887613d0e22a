using System.Numerics;

namespace Tain.LoadTest;

/// <summary>
/// Counts durations in steps that grow with the value: 64 steps per doubling, so that a percentile is wrong by at most 1.6 %, from a microsecond to more than an hour,
/// in a fixed 14 KB. What is longer counts as the longest step; <see cref="MaxMicroseconds"/> stays exact.
/// </summary>
public sealed class LatencyHistogram
{
    private const int StepBits = 6;
    private const int Steps = 1 << StepBits;
    private const int Doublings = 26;
    private const long Longest = ((long)Steps << (Doublings + 1)) - 1;

    private readonly long[] _counts = new long[(Doublings + 2) * Steps];

    /// <summary>How many durations were counted.</summary>
    public long Count { get; private set; }

    /// <summary>The longest duration, exactly, in microseconds; 0 when there is none.</summary>
    public long MaxMicroseconds { get; private set; }

    /// <summary>The sum of all durations in microseconds; negative ones count as 0.</summary>
    public long SumMicroseconds { get; private set; }

    /// <summary>The mean in milliseconds; 0 when there is none.</summary>
    public double MeanMs => Count == 0 ? 0 : SumMicroseconds / 1_000.0 / Count;

    /// <summary>The longest duration in milliseconds; 0 when there is none.</summary>
    public double MaxMs => MaxMicroseconds / 1_000.0;

    /// <summary>Counts a duration.</summary>
    /// <param name="microseconds">Its length; what is below 0 counts as 0.</param>
    public void Record(long microseconds)
    {
        microseconds = Math.Max(0, microseconds);
        _counts[StepOf(Math.Min(microseconds, Longest))]++;
        Count++;
        SumMicroseconds += microseconds;
        MaxMicroseconds = Math.Max(MaxMicroseconds, microseconds);
    }

    /// <summary>Counts a duration.</summary>
    /// <param name="seconds">Its length; what is below 0, or no number, counts as 0.</param>
    public void RecordSeconds(double seconds) => Record((long)Math.Min(seconds * 1e6, Longest));

    /// <summary>The duration within which so many of 100 lie.</summary>
    /// <param name="percent">0 to 100; for example 50 for the median, 99.9 for one in a thousand.</param>
    /// <returns>Milliseconds, rounded up to the end of the step; 0 when nothing was counted.</returns>
    public double PercentileMs(double percent)
    {
        if (Count == 0) return 0;
        long wanted = Math.Clamp((long)Math.Ceiling(Count * percent / 100), 1, Count);
        long seen = 0;
        int step = -1;
        while (seen < wanted) seen += _counts[++step];
        return Math.Min(HighestOf(step), MaxMicroseconds) / 1_000.0;
    }

    /// <summary>Adds what another one has counted.</summary>
    /// <param name="other">It stays as it is.</param>
    public void Add(LatencyHistogram other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Count == 0) return;
        for (int i = 0; i < _counts.Length; i++) _counts[i] += other._counts[i];
        Count += other.Count;
        SumMicroseconds += other.SumMicroseconds;
        MaxMicroseconds = Math.Max(MaxMicroseconds, other.MaxMicroseconds);
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        if (Count == 0) return;
        Array.Clear(_counts);
        (Count, SumMicroseconds, MaxMicroseconds) = (0, 0, 0);
    }

    /// <summary>What was counted, as pairs of a step's longest duration in microseconds and a count: how one travels from process to process.</summary>
    /// <returns>Pairs, flat, in ascending order; the longest one of all is exact.</returns>
    public long[] ToPairs()
    {
        var pairs = new List<long>();
        for (int i = 0; i < _counts.Length; i++)
        {
            if (_counts[i] > 0) pairs.AddRange([Math.Min(HighestOf(i), MaxMicroseconds), _counts[i]]);
        }
        return [.. pairs];
    }

    /// <summary>Adds what <see cref="ToPairs"/> gave. Means and sums are then as exact as the steps.</summary>
    /// <param name="pairs">Pairs of microseconds and counts; a last half pair and counts below 1 are ignored.</param>
    public void AddPairs(ReadOnlySpan<long> pairs)
    {
        for (; pairs.Length >= 2; pairs = pairs[2..])
        {
            (long microseconds, long count) = (Math.Clamp(pairs[0], 0, Longest), pairs[1]);
            if (count < 1) continue;
            _counts[StepOf(microseconds)] += count;
            Count += count;
            SumMicroseconds += microseconds * count;
            MaxMicroseconds = Math.Max(MaxMicroseconds, microseconds);
        }
    }

    // Up to 127 each value has a step of its own; above, a value is cut to its 7 leading bits.
    private static int StepOf(long value)
    {
        int shift = Math.Max(0, BitOperations.Log2((ulong)value) - StepBits);
        return (shift << StepBits) + (int)(value >> shift);
    }

    private static long HighestOf(int step)
    {
        int shift = Math.Max(0, (step >> StepBits) - 1);
        long lowest = (long)(step - (shift << StepBits)) << shift;
        return lowest + (1L << shift) - 1;
    }
}
