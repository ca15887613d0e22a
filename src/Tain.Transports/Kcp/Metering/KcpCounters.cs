namespace Tain.Transports;

/// <summary>What an endpoint has done so far, in plain sums: counting is an addition by the one thread that uses the endpoint.</summary>
internal sealed class KcpCounters
{
    private static readonly int s_errors = Enum.GetValues<TransportError>().Length;

    private readonly long[] _ends = new long[s_errors];

    public long ReceivedDatagrams { get; private set; }

    public long ReceivedBytes { get; private set; }

    public long SentDatagrams { get; private set; }

    public long SentBytes { get; private set; }

    /// <summary>Segments sent again because their time was up.</summary>
    public long TimeoutResends { get; private set; }

    /// <summary>Segments sent again because later ones had arrived.</summary>
    public long FastResends { get; private set; }

    /// <summary>Clients that proved their address, or servers that answered.</summary>
    public long Connects { get; private set; }

    public void CountReceived(int bytes)
    {
        ReceivedDatagrams++;
        ReceivedBytes += bytes;
    }

    public void CountSent(int bytes)
    {
        SentDatagrams++;
        SentBytes += bytes;
    }

    public void CountResends(int afterTimeout, int fast)
    {
        TimeoutResends += afterTimeout;
        FastResends += fast;
    }

    public void CountConnect() => Connects++;

    public void CountEnd(TransportError reason) => _ends[(int)reason]++;

    /// <summary>Connections that ended for this reason; <see cref="TransportError.ConnectionClosed"/> are those that either side closed.</summary>
    public long Ends(TransportError reason) => _ends[(int)reason];
}
