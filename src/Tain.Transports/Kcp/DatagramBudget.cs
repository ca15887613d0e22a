namespace Tain.Transports;

/// <summary>How many datagrams a tick may still read, and until when. The clock is read now and then only: it costs as much as a small datagram.</summary>
/// <param name="datagrams">How many.</param>
/// <param name="untilMs">The moment from which on no further one is read.</param>
internal struct DatagramBudget(int datagrams, long untilMs)
{
    private const int ClockEvery = 64;

    private int _left = datagrams;

    public bool TryTake(TickClock clock)
    {
        if (_left == 0) return false;
        if (_left % ClockEvery == 0 && clock.NowMs >= untilMs) return Exhaust();
        _left--;
        return true;
    }

    private bool Exhaust()
    {
        _left = 0;
        return false;
    }
}
