namespace Tain.Transports;

/// <summary>Why a packet was ignored. Each has a counter; none is an event, because anybody can send anything from any address.</summary>
internal enum LiteNetDropReason : byte
{
    /// <summary>Empty, shorter than its header, or with a length that does not fit.</summary>
    Malformed,

    /// <summary>More than a datagram of this protocol holds.</summary>
    TooLong,

    /// <summary>A property that does not exist, or one that this end has no use for: LAN searches, NAT help, data without a connection.</summary>
    NotForUs,

    /// <summary>From an address without a connection.</summary>
    Stranger,

    /// <summary>A request of another protocol version, or with another key.</summary>
    WrongRequest,

    /// <summary>A request over one of the handshake limits.</summary>
    HandshakeLimit,

    /// <summary>A request that was refused because the server, or the share of its source, is full.</summary>
    Full,

    /// <summary>An answer without a connection, over the limit of a tick.</summary>
    AnswerLimit,

    /// <summary>A stranger who never proved to own its address.</summary>
    NeverConfirmed,

    /// <summary>The connection's number or time is another's.</summary>
    WrongConnection,

    /// <summary>A request from the address of a living connection.</summary>
    SecondRequest,

    /// <summary>A reliable packet outside the window.</summary>
    OutsideWindow,

    /// <summary>An acknowledgement of a window that is not ours.</summary>
    WrongAcknowledgement,

    /// <summary>A channel that Mirror's transport does not use.</summary>
    UnknownChannel,

    /// <summary>A packet where the protocol has none: empty data, before the handshake, an answer that nobody asked for.</summary>
    Unexpected,

    /// <summary>For a connection that has just ended.</summary>
    Closed,
}
