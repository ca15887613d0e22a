namespace Tain.Transports;

/// <summary>Why an encrypted connection ended, or, from <see cref="KeyExchangeLimit"/> on, what was dropped on it. The values index the counters.</summary>
internal enum EncryptionRefusal : byte
{
    /// <summary>The other side did not go on with the handshake in time.</summary>
    Timeout,

    /// <summary>A packet that the protocol does not know, or that has a wrong length.</summary>
    BadPacket,

    /// <summary>A packet that has no place in this state, for example data before the handshake.</summary>
    OutOfPlace,

    /// <summary>A public key in another form than the one that is accepted.</summary>
    BadKey,

    /// <summary>The client does not trust this server's key.</summary>
    UntrustedServer,

    /// <summary>A packet that the key does not open: changed on the way, or forged.</summary>
    BadTag,

    /// <summary>A reliable packet so much older than the unreliable ones that it cannot be told from a replayed one.</summary>
    TooLate,

    /// <summary>The oldest handshake made room for a new one.</summary>
    Crowded,

    /// <summary>Not ended, only put off: more key exchanges than the server does in a second.</summary>
    KeyExchangeLimit,

    /// <summary>Not ended, only dropped: a packet that was received before, or one of our own that came back.</summary>
    Replay,
}
