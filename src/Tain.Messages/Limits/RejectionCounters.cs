namespace Tain.Messages;

/// <summary>How often each <see cref="RejectReason"/> has occurred on an endpoint. For dashboards and alarms; the log has one line per bad peer only.</summary>
public sealed class RejectionCounters
{
    private readonly long[] _counts = new long[RejectReasons.Count];

    /// <summary>How often a reason has occurred.</summary>
    /// <param name="reason">The reason.</param>
    public long this[RejectReason reason] => _counts[(int)reason];

    /// <summary>
    /// How often any reason has occurred from which something follows. Those that are only counted, because honest peers cause them on bad lines too, are not in it:
    /// <see cref="RejectReason.UnreliableDropped"/>, <see cref="RejectReason.TooManyTimeMessages"/>, <see cref="RejectReason.UnknownPong"/> and
    /// <see cref="RejectReason.ErrorOfNoConnection"/>.
    /// </summary>
    public long Total { get; private set; }

    internal void Count(RejectReason reason)
    {
        _counts[(int)reason]++;
        if (!RejectReasons.IsOnlyCounted(reason)) Total++;
    }
}
