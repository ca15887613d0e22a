namespace Tain.Transports;

/// <summary>
/// Asks a peer whose receive window is closed whether it has opened: the answer that told so may have been lost, and without it nothing would ever be sent again.
/// </summary>
internal sealed class WindowProbe
{
    private const int FirstWaitMs = 7_000;
    private const int MaxWaitMs = 120_000;

    private int _waitMs;
    private KcpTime _dueAt;

    /// <summary>Called in each flush.</summary>
    /// <returns>True when the question is due now.</returns>
    public bool IsDue(int remoteWindow, KcpTime now)
    {
        if (remoteWindow != 0)
        {
            _waitMs = 0;
            return false;
        }
        if (_waitMs == 0)
        {
            _waitMs = FirstWaitMs;
            _dueAt = now + _waitMs;
            return false;
        }
        if (!now.HasReached(_dueAt)) return false;
        _waitMs = Math.Min(MaxWaitMs, _waitMs + _waitMs / 2);
        _dueAt = now + _waitMs;
        return true;
    }

    public void Reset() => _waitMs = 0;
}
