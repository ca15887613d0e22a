namespace Tain.Transports;

/// <summary>What a relay has done so far. The relay's thread counts, any thread reads.</summary>
public sealed class RelayCounters
{
    private static readonly RelayRefusal[] Reasons = Enum.GetValues<RelayRefusal>();

    private readonly long[] _refused = new long[Reasons.Length];
    private long _packets;
    private long _bytes;
    private long _pings;

    /// <summary>Datagrams that were passed on, both directions together.</summary>
    public long ForwardedPackets => Interlocked.Read(ref _packets);

    /// <summary>Their payload in bytes, without the relay's header.</summary>
    public long ForwardedBytes => Interlocked.Read(ref _bytes);

    /// <summary>Pings of users that were answered.</summary>
    public long Pings => Interlocked.Read(ref _pings);

    /// <summary>Datagrams that were refused, for whatever reason.</summary>
    public long TotalRefused => Reasons.Sum(GetRefused);

    /// <summary>Datagrams that were refused for a reason.</summary>
    /// <param name="reason">The reason.</param>
    /// <returns>How many.</returns>
    public long GetRefused(RelayRefusal reason) => Interlocked.Read(ref _refused[(int)reason]);

    internal void CountForwarded(int bytes)
    {
        Interlocked.Increment(ref _packets);
        Interlocked.Add(ref _bytes, bytes);
    }

    internal void CountPing() => Interlocked.Increment(ref _pings);

    internal void CountRefused(RelayRefusal reason) => Interlocked.Increment(ref _refused[(int)reason]);
}
