namespace Tain.Transports;

/// <summary>How often something has been done in this tick; a new tick begins at zero by itself, so that nobody has to visit all peers for it.</summary>
internal struct TickBudget
{
    private int _tick;
    private int _taken;

    public bool TryTake(int tick, int limit)
    {
        if (_tick != tick)
        {
            _tick = tick;
            _taken = 0;
        }
        if (_taken >= limit) return false;
        _taken++;
        return true;
    }
}
