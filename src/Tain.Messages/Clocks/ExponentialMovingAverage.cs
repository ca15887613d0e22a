namespace Tain;

/// <summary>An average that forgets: of a stream of numbers it keeps the value and its spread without keeping the numbers.</summary>
/// <remarks>A mutable struct, kept in a field or passed by <c>ref</c>. Docs: docs/mirror/behaviour.md 18.3.</remarks>
public struct ExponentialMovingAverage
{
    private readonly double _alpha;
    private bool _started;

    /// <summary>Makes an average that weighs about the last <paramref name="n"/> samples.</summary>
    /// <param name="n">The number of samples; 1 follows each sample at once.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="n"/> is negative.</exception>
    public ExponentialMovingAverage(int n)
    {
        // 0 is let through: it is what sendRate * duration yields for very low rates, and it over-follows without breaking.
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        _alpha = 2.0 / (n + 1);
    }

    /// <summary>The average; 0 before the first sample.</summary>
    public double Value { get; private set; }

    /// <summary>The mean square distance from the average.</summary>
    public double Variance { get; private set; }

    /// <summary>The square root of <see cref="Variance"/>.</summary>
    public double StandardDeviation { get; private set; }

    /// <summary>Takes a sample. The first one becomes the average as it is.</summary>
    /// <param name="newValue">The sample.</param>
    public void Add(double newValue)
    {
        if (!_started)
        {
            Value = newValue;
            _started = true;
            return;
        }

        double delta = newValue - Value;
        Value += _alpha * delta;
        Variance = (1 - _alpha) * (Variance + (_alpha * delta * delta));
        StandardDeviation = Math.Sqrt(Variance);
    }

    /// <summary>Forgets all samples.</summary>
    public void Reset()
    {
        _started = false;
        Value = 0;
        Variance = 0;
        StandardDeviation = 0;
    }
}
