using System.Security.Cryptography;

namespace Tain.Transports;

/// <summary>A server's end: waits for Start, answers with Ack until Fin comes. It is ready with Fin, because Mirror's clients wait for the server to speak first.</summary>
internal sealed class ServerEncryptionPeer(EncryptionIdentity identity, int timeoutMs, RandomBytes random) : EncryptionPeer(timeoutMs)
{
    protected override bool DataEndsHandshake => false;

    protected override PeerOutcome ReceiveStart(ReadOnlySpan<byte> body)
    {
        // Repeated until the Ack arrives, so it may come late, even when the handshake is long over.
        if (State != EncryptionPeerState.WaitingHandshake) return PeerOutcome.None;
        if (!P256PublicKey.TryRead(body, out P256PublicKey? client))
            return Fail(EncryptionRefusal.BadKey, "A client's public key is not a P-256 key in the one accepted form.");

        byte[] ack = new byte[EncryptionWire.AckBytes];
        ack[0] = EncryptionWire.HandshakeAck;
        Span<byte> salt = ack.AsSpan(EncryptionWire.OpcodeBytes, EncryptionWire.SaltBytes);
        random(salt);
        identity.PublicKey.Encoded.CopyTo(ack.AsSpan(EncryptionWire.OpcodeBytes + EncryptionWire.SaltBytes));
        return AwaitReply(Derive(client, salt), ack);
    }

    protected override PeerOutcome ReceiveAck(ReadOnlySpan<byte> body) => Fail(EncryptionRefusal.OutOfPlace, "A client sent what only a server sends.");

    protected override PeerOutcome ReceiveFin(ReadOnlySpan<byte> body)
    {
        if (!body.IsEmpty) return Fail(EncryptionRefusal.BadPacket, "A client's end of the handshake has a wrong length.");
        return State switch
        {
            EncryptionPeerState.WaitingHandshake => Fail(EncryptionRefusal.OutOfPlace, "A client ended a handshake that it had not begun."),
            EncryptionPeerState.WaitingReply => BecomeReady(),
            _ => PeerOutcome.None,
        };
    }

    private SecureSession Derive(P256PublicKey client, ReadOnlySpan<byte> salt)
    {
        Span<byte> key = stackalloc byte[KeyAgreement.KeyBytes];
        KeyAgreement.Derive(identity.PrivateKey, client, salt, key);
        var session = new SecureSession(key, random);
        CryptographicOperations.ZeroMemory(key);
        return session;
    }
}
