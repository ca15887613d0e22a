namespace Tain.Transports;

/// <summary>What is to be done after a packet or a tick went into an <see cref="EncryptionPeer"/>.</summary>
[Flags]
internal enum PeerOutcome : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Send <see cref="EncryptionPeer.HandshakePacket"/> on the unreliable channel.</summary>
    Send = 1,

    /// <summary>Report the connection to the upper layer.</summary>
    BecameReady = 2,

    /// <summary>Hand the decrypted packet up, after the connection if both happened.</summary>
    Data = 4,

    /// <summary>Report the error if the upper layer knows the connection, and end it.</summary>
    Failed = 8,
}
