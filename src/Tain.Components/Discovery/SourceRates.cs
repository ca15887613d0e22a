using System.Net;

namespace Tain.Discovery;

/// <summary>How often one address is listened to: a few at once, then so many per second. A bounded table; when it is full of busy addresses, new ones are not listened to. Sans-IO.</summary>
internal sealed class SourceRates(int burst, double perSecond)
{
    internal const int MaxSources = 1024;

    private readonly Dictionary<IPAddress, Bucket> _buckets = [];
    private readonly List<IPAddress> _full = [];
    private double _sweptAt = double.NegativeInfinity;

    public int Count => _buckets.Count;

    /// <summary>Takes one from an address. False when it is one too many.</summary>
    /// <param name="source">The address.</param>
    /// <param name="now">Seconds; never goes back.</param>
    public bool TryTake(IPAddress source, double now)
    {
        if (!_buckets.TryGetValue(source, out Bucket bucket))
        {
            if (_buckets.Count >= MaxSources && !TryMakeRoom(now)) return false;
            bucket = new Bucket(burst, now);
        }
        double tokens = Refilled(bucket, now);
        bool isTaken = tokens >= 1;
        _buckets[source] = new Bucket(isTaken ? tokens - 1 : tokens, now);
        return isTaken;
    }

    private double Refilled(Bucket bucket, double now) => Math.Min(burst, bucket.Tokens + ((now - bucket.FilledAt) * perSecond));

    // Who was quiet long enough is as good as new. Looked for at most once a second, so that a flood of addresses costs no walk each.
    private bool TryMakeRoom(double now)
    {
        if (now - _sweptAt < 1) return false;
        _sweptAt = now;
        foreach ((IPAddress address, Bucket bucket) in _buckets)
        {
            if (Refilled(bucket, now) >= burst) _full.Add(address);
        }
        foreach (IPAddress address in _full) _buckets.Remove(address);
        _full.Clear();
        return _buckets.Count < MaxSources;
    }

    private readonly record struct Bucket(double Tokens, double FilledAt);
}
