namespace Tain.Transports;

/// <summary>Why a datagram was ignored. Each has a counter; none is an event, because anybody can send anything from any address.</summary>
internal enum KcpDropReason : byte
{
    /// <summary>Nothing behind channel and cookie.</summary>
    TooShort,

    /// <summary>More than a datagram of this protocol holds.</summary>
    TooLong,

    /// <summary>Neither reliable nor unreliable.</summary>
    UnknownChannel,

    /// <summary>A stranger's datagram that does not begin a connection.</summary>
    NotAHello,

    /// <summary>The cookie is not this connection's: a repeated Hello, or somebody who guesses.</summary>
    WrongCookie,

    /// <summary>Segments that do not parse.</summary>
    BadSegments,

    /// <summary>A Hello over the limit of a tick; the client repeats it.</summary>
    HandshakeLimit,

    /// <summary>A client that was refused because the server is full.</summary>
    ServerFull,

    /// <summary>A client that was refused because its source has all the connections it may have.</summary>
    TooManyFromOneAddress,

    /// <summary>An outgoing datagram that a stranger has not yet paid for; against reflection.</summary>
    Unpaid,

    /// <summary>A stranger who never proved to own its address.</summary>
    NeverConfirmed,

    /// <summary>Data where the protocol has none: empty, or before the handshake.</summary>
    Unexpected,

    /// <summary>Unreliable data beyond what one connection may have handed out in a tick.</summary>
    Flood,

    /// <summary>For a connection that has just ended.</summary>
    Closed,
}
