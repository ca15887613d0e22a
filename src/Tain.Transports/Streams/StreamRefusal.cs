namespace Tain.Transports;

/// <summary>Why somebody who came by TCP, TLS or HTTP did not become a connection.</summary>
internal enum StreamRefusal
{
    /// <summary>As many connections as the server takes.</summary>
    ServerFull,

    /// <summary>As many connections as it takes from one address.</summary>
    TooManyFromOneAddress,

    /// <summary>The system could not hand it over: it had left again, or there are no more handles.</summary>
    AcceptFailed,

    /// <summary>A request that is no valid WebSocket upgrade.</summary>
    NotAnUpgrade,

    /// <summary>A WebSocket upgrade of another version than 13.</summary>
    WrongVersion,

    /// <summary>A request for another path than the endpoint's.</summary>
    WrongPath,

    /// <summary>A page of an origin that may not connect.</summary>
    OriginNotAllowed,

    /// <summary>No game server runs behind the endpoint.</summary>
    NotStarted,

    /// <summary>TLS and HTTP together took too long.</summary>
    HandshakeTooSlow,

    /// <summary>It was the oldest handshake of the busiest address when there was no room for another.</summary>
    HandshakesFull,

    /// <summary>It left, or failed at TLS or HTTP, before it had asked for anything valid.</summary>
    Abandoned,
}
