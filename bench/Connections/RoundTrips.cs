namespace Tain.Bench;

/// <summary>Round trips in steps of a tenth of a millisecond; what is longer than two seconds counts as two.</summary>
internal sealed class RoundTrips
{
    private const int StepsPerMs = 10;
    private readonly int[] _counts = new int[2_000 * StepsPerMs];
    private int _total;

    public void Add(double milliseconds)
    {
        _counts[Math.Clamp((int)(milliseconds * StepsPerMs), 0, _counts.Length - 1)]++;
        _total++;
    }

    /// <summary>The time within which so many of 100 came back, in milliseconds; 0 when there were none.</summary>
    public double Percentile(int percent)
    {
        long wanted = (long)_total * percent / 100;
        long seen = 0;
        for (int i = 0; i < _counts.Length && _total > 0; i++)
        {
            seen += _counts[i];
            if (seen > wanted || seen == _total) return i / (double)StepsPerMs;
        }
        return 0;
    }

    public void Clear()
    {
        Array.Clear(_counts);
        _total = 0;
    }
}
