namespace Tain;

/// <summary>
/// Decides when to say once more where an object is that no longer moves. Its last movement may have been lost, and as nothing changes any more, nothing else
/// would ever correct it; Mirror leaves it wrong.
/// </summary>
internal struct RestReminder
{
    // Long enough that an object which only pauses costs nothing, short enough that nobody has found out that it is not there.
    private const double AfterSeconds = 0.5;

    private double _restsSince;

    /// <summary>True from <see cref="Set"/> until it was due.</summary>
    public bool IsSet { get; private set; }

    public void Set(double now)
    {
        _restsSince = now;
        IsSet = true;
    }

    /// <summary>True once after each <see cref="Set"/>, unless it was set anew in time.</summary>
    public bool IsDue(double now)
    {
        if (!IsSet || now < _restsSince + AfterSeconds) return false;
        IsSet = false;
        return true;
    }
}
