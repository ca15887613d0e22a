namespace Tain.Transports;

/// <summary>
/// Finds out which longer datagrams pass, one size after the other: asks once per second, three times at most for each, and stays with what was answered.
/// </summary>
internal sealed class LiteNetPathMtu(LiteNetSettings settings)
{
    private const int AskIntervalMs = 1_000;
    private const int MaxQuestions = 3;

    // The sizes that peers of 0.9.x try: less 68 bytes of headers, and 1024, which later ones begin with.
    private static readonly int[] Steps = [1_024, 1_232 - 68, 1_460 - 68, 1_472 - 68, 1_492 - 68, LiteNetWire.MaxDatagramBytes];

    private int _questions;
    private long _askAtMs;

    /// <summary>The longest datagram that may be sent now.</summary>
    public int Mtu { get; private set; }

    /// <summary>The size to ask for; 0 when nothing is left to try.</summary>
    private int Candidate { get; set; }

    public void Begin(long nowMs)
    {
        Mtu = settings.StartMtu;
        Continue(nowMs);
    }

    /// <summary>Whether to ask now, and for which size.</summary>
    public bool TryAsk(long nowMs, out int bytes)
    {
        bytes = Candidate;
        if (bytes == 0 || nowMs < _askAtMs) return false;
        if (_questions == MaxQuestions)
        {
            Candidate = 0;
            return false;
        }
        _questions++;
        _askAtMs = nowMs + AskIntervalMs;
        return true;
    }

    /// <summary>Takes an answer; only one to the size that was asked for counts.</summary>
    /// <returns>False when nobody asked.</returns>
    public bool Answered(int bytes, long nowMs)
    {
        if (bytes != Candidate || _questions == 0) return false;
        Mtu = bytes;
        Continue(nowMs);
        return true;
    }

    private void Continue(long nowMs)
    {
        Candidate = 0;
        _questions = 0;
        _askAtMs = nowMs + AskIntervalMs;
        foreach (int step in Steps)
        {
            if (step <= Mtu || step > settings.MaxMtu) continue;
            Candidate = step;
            return;
        }
    }
}
