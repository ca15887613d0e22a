namespace Tain.Transports;

/// <summary>Why a server behind a system's library ended or refused a connection by itself.</summary>
internal enum PeerFault
{
    /// <summary>As many connections as the server takes.</summary>
    ServerFull,

    /// <summary>More waits for the peer than it may.</summary>
    Congestion,

    /// <summary>An empty packet, one over the limit, or one without the byte that names its channel.</summary>
    InvalidPacket,

    /// <summary>The peer does not speak on both channels.</summary>
    TooFewChannels,

    /// <summary>The peer was silent for too long.</summary>
    Timeout,

    /// <summary>The library reported an error of its own: it could not accept, send to a peer, or read a datagram.</summary>
    LibraryFailed,
}
