namespace Tain.Simulation;

/// <summary>
/// The good and bad times of a line: a Gilbert-Elliott model in continuous time. Time, not traffic, moves it, because a tunnel is as long for a
/// chatty game as for a quiet one; the classical form, with a step per datagram, would give the quiet one much longer bursts.
/// </summary>
internal sealed class BurstModel(SimulatedRandom random)
{
    // Longer silences than this many changes end in a fresh start: nobody looked, so nobody can tell.
    private const int MaxChangesAtOnce = 10_000;

    private long _nextChange = -1;
    private bool _isBad;

    public bool IsBad(long now, LinkProfile profile)
    {
        if (profile.BurstEvery == TimeSpan.Zero || profile.BurstLength == TimeSpan.Zero) return false;
        if (_nextChange < 0) _nextChange = now + Draw(profile.BurstEvery);

        for (int changes = 0; _nextChange <= now; changes++)
        {
            if (changes == MaxChangesAtOnce) _nextChange = now;
            _isBad = !_isBad;
            _nextChange += Draw(_isBad ? profile.BurstLength : profile.BurstEvery);
        }

        return _isBad;
    }

    private long Draw(TimeSpan mean) => 1 + (long)random.NextExponential(mean.Ticks);
}
