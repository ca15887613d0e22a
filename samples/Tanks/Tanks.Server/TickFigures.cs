namespace Tanks.Server;

/// <summary>How long ticks take and what they allocate, over the time since the last report. Used by the arena's thread only.</summary>
internal sealed class TickFigures
{
    /// <summary>Ten minutes of ticks; older ones make room.</summary>
    private const int MaxTicks = 36_000;

    private readonly double[] _milliseconds = new double[MaxTicks];
    private readonly double[] _sorted = new double[MaxTicks];
    private int _count;
    private long _allocatedBytes;
    private double _smooth;

    /// <summary>A running average, in milliseconds.</summary>
    public float Milliseconds => (float)_smooth;

    public void Add(double milliseconds, long allocatedBytes)
    {
        _milliseconds[_count++ % MaxTicks] = milliseconds;
        _allocatedBytes += allocatedBytes;
        _smooth += (milliseconds - _smooth) * 0.05;
    }

    /// <summary>The figures so far; then it begins anew.</summary>
    public string Describe()
    {
        int kept = Math.Min(_count, MaxTicks);
        if (kept == 0) return "no tick yet";
        Array.Copy(_milliseconds, _sorted, kept);
        Array.Sort(_sorted, 0, kept);
        string text = string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{_count} ticks, p50 {_sorted[kept / 2]:0.00} ms, p99 {_sorted[kept * 99 / 100]:0.00} ms, max {_sorted[kept - 1]:0.00} ms, {_allocatedBytes / (double)_count:0} B allocated per tick");
        _count = 0;
        _allocatedBytes = 0;
        return text;
    }
}
