namespace Tain.Transports;

/// <summary>What an endpoint over streams has seen since it was made. The pulling thread's own.</summary>
internal sealed class StreamCounters
{
    private readonly long[] _ends = new long[Enum.GetValues<TransportError>().Length];

    /// <summary>Connections made.</summary>
    public long Connects { get; private set; }

    /// <summary>Connections that ended for a reason; on purpose or by the peer's leaving is <see cref="TransportError.ConnectionClosed"/>.</summary>
    public long Ends(TransportError reason) => _ends[(int)reason];

    /// <summary>A connection was reported.</summary>
    public void CountConnect() => Connects++;

    /// <summary>Its end was reported.</summary>
    public void CountEnd(TransportError? reason) => _ends[(int)(reason ?? TransportError.ConnectionClosed)]++;
}
