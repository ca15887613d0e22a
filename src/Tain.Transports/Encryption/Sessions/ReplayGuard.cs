namespace Tain.Transports;

/// <summary>Whether a packet may be taken, as far as its nonce shows.</summary>
internal enum ReplayVerdict : byte
{
    /// <summary>Not seen before.</summary>
    Fresh,

    /// <summary>Seen before, or so old that it may have been: drop it.</summary>
    Replayed,

    /// <summary>A reliable packet so old that nobody can say. To drop it would make a hole, to take it would be a risk: end the connection.</summary>
    Undecidable,
}

/// <summary>
/// Remembers which of the other side's nonces were used. They are one counter for both channels. On the reliable channel they must strictly increase; on the other one
/// each may come once within the window. The window is one for both, so that a packet of one channel cannot be replayed on the other.
/// </summary>
internal sealed class ReplayGuard
{
    // Large enough for a reliable packet that waits behind a long queue while unreliable ones overtake it: a minute at 270 packets per second. 2 kB per connection.
    public const int WindowPackets = 16_384;

    private const int BitsPerWord = 64;

    private readonly ulong[] _seen = new ulong[WindowPackets / BitsPerWord];
    private NonceCounter? _first;
    private long _newest;
    private long _newestReliable = long.MinValue;

    /// <summary>Judges a nonce and changes nothing, so that it can be asked before the packet is known to be genuine.</summary>
    public ReplayVerdict Judge(NonceCounter nonce, Channel channel)
    {
        if (_first is not { } first) return ReplayVerdict.Fresh;
        if (!nonce.TryCountFrom(first, out long place)) return ReplayVerdict.Replayed;
        if (place > _newest) return ReplayVerdict.Fresh;
        if (channel == Channel.Reliable && place <= _newestReliable) return ReplayVerdict.Replayed;
        if (_newest - place >= WindowPackets) return channel == Channel.Reliable ? ReplayVerdict.Undecidable : ReplayVerdict.Replayed;
        return IsSeen(place) ? ReplayVerdict.Replayed : ReplayVerdict.Fresh;
    }

    /// <summary>Notes the nonce of a fresh packet that proved genuine. The first one is where counting begins.</summary>
    public void Commit(NonceCounter nonce, Channel channel)
    {
        NonceCounter first = _first ??= nonce;
        if (!nonce.TryCountFrom(first, out long place)) return;
        if (place > _newest) Advance(place);
        _seen[Word(place)] |= 1UL << (int)(place & (BitsPerWord - 1));
        if (channel == Channel.Reliable) _newestReliable = place;
    }

    private static int Word(long place) => (int)((place & (WindowPackets - 1)) / BitsPerWord);

    private bool IsSeen(long place) => (_seen[Word(place)] & (1UL << (int)(place & (BitsPerWord - 1)))) != 0;

    // What the window moves over was never seen. By words, because how far it moves the other side decides.
    private void Advance(long place)
    {
        if (place - _newest >= WindowPackets)
        {
            Array.Clear(_seen);
            _newest = place;
            return;
        }
        while (_newest < place)
        {
            long next = _newest + 1;
            int bit = (int)(next & (BitsPerWord - 1));
            int count = (int)Math.Min(BitsPerWord - bit, place - _newest);
            ulong ones = count == BitsPerWord ? ulong.MaxValue : (1UL << count) - 1;
            _seen[Word(next)] &= ~(ones << bit);
            _newest += count;
        }
    }
}
