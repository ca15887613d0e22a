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
    private bool _isSet;

    public void Set(double now)
    {
        _restsSince = now;
        _isSet = true;
    }

    /// <summary>True once after each <see cref="Set"/>, unless it was set anew in time.</summary>
    public bool IsDue(double now)
    {
        if (!_isSet || now < _restsSince + AfterSeconds) return false;
        _isSet = false;
        return true;
    }
}
