namespace Tain;

/// <summary>How long the last ticks of a world took.</summary>
internal sealed class TickTimes
{
    private const int Kept = 256;
    private readonly double[] _seconds = new double[Kept];
    private int _next;

    public long Count { get; private set; }

    public double Last { get; private set; }

    public double Max { get; private set; }

    public void Add(double seconds)
    {
        _seconds[_next] = seconds;
        _next = (_next + 1) % Kept;
        Count++;
        Last = seconds;
        Max = Math.Max(Max, seconds);
    }

    /// <summary>The average and the 99th percentile of those that are kept.</summary>
    public (double Average, double P99) Summarize()
    {
        int count = (int)Math.Min(Count, Kept);
        if (count == 0) return (0, 0);
        Span<double> sorted = stackalloc double[Kept];
        sorted = sorted[..count];
        _seconds.AsSpan(0, count).CopyTo(sorted);
        double sum = 0;
        foreach (double seconds in sorted) sum += seconds;
        sorted.Sort();
        return (sum / count, sorted[(int)Math.Ceiling(count * 0.99) - 1]);
    }
}
