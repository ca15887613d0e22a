namespace Tain.Transports;

/// <summary>Where one end of an encrypted connection stands.</summary>
internal enum EncryptionPeerState : byte
{
    /// <summary>A server waits for Start; a client sends it and waits for Ack.</summary>
    WaitingHandshake,

    /// <summary>There is a key. A server repeats Ack until Fin comes; a client repeats Fin until the first packet comes that the key opens.</summary>
    WaitingReply,

    /// <summary>Packets travel.</summary>
    Ready,

    /// <summary>Something was wrong. There is no way back; the connection ends.</summary>
    Failed,
}
