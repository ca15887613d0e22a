namespace Tain.Transports;

/// <summary>Why a transport complains. Values as in Mirror; they are local and never travel.</summary>
public enum TransportError : byte
{
    /// <summary>The host name could not be resolved.</summary>
    DnsResolve = 0,

    /// <summary>The other side refused, for example because it is full.</summary>
    Refused = 1,

    /// <summary>Nothing was heard for too long, or a packet was repeated too often.</summary>
    Timeout = 2,

    /// <summary>More is queued than the connection can carry.</summary>
    Congestion = 3,

    /// <summary>The peer sent bytes that break the protocol.</summary>
    InvalidReceive = 4,

    /// <summary>The local caller sent something that cannot be sent: empty, or over the limit.</summary>
    InvalidSend = 5,

    /// <summary>The connection was closed on purpose, or lost.</summary>
    ConnectionClosed = 6,

    /// <summary>An error that none of the others names; the reason text says more.</summary>
    Unexpected = 7,
}
