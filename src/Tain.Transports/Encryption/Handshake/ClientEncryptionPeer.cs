using System.Security.Cryptography;

namespace Tain.Transports;

/// <summary>
/// A client's end: sends Start until Ack comes, checks whose key it is, sends Fin until the server speaks. It is ready with the first packet that the key opens,
/// which only the owner of the server's key can have made.
/// </summary>
internal sealed class ClientEncryptionPeer : EncryptionPeer
{
    private readonly EncryptionIdentity _identity;
    private readonly TrustedServers _trust;
    private readonly RandomBytes _random;

    /// <param name="identity">A fresh key, used for this connection only; owned.</param>
    /// <param name="trust">Which servers are trusted.</param>
    /// <param name="timeoutMs">The limit of each waiting state.</param>
    /// <param name="random">Where the first nonce comes from.</param>
    public ClientEncryptionPeer(EncryptionIdentity identity, TrustedServers trust, int timeoutMs, RandomBytes random)
        : base(timeoutMs)
    {
        _identity = identity;
        _trust = trust;
        _random = random;
        Offer([EncryptionWire.HandshakeStart, .. identity.PublicKey.Encoded]);
    }

    protected override bool DataEndsHandshake => true;

    protected override PeerOutcome ReceiveStart(ReadOnlySpan<byte> body) => Fail(EncryptionRefusal.OutOfPlace, "The server sent what only a client sends.");

    protected override PeerOutcome ReceiveFin(ReadOnlySpan<byte> body) => Fail(EncryptionRefusal.OutOfPlace, "The server sent what only a client sends.");

    protected override PeerOutcome ReceiveAck(ReadOnlySpan<byte> body)
    {
        // Repeated until Fin arrives, so it may come again.
        if (State != EncryptionPeerState.WaitingHandshake) return PeerOutcome.None;
        if (body.Length != EncryptionWire.SaltBytes + P256PublicKey.EncodedBytes)
            return Fail(EncryptionRefusal.BadPacket, "The server's answer to the handshake has a wrong length.");
        if (!P256PublicKey.TryRead(body[EncryptionWire.SaltBytes..], out P256PublicKey? server))
            return Fail(EncryptionRefusal.BadKey, "The server's public key is not a P-256 key in the one accepted form.");
        if (!_trust.Accepts(server))
        {
            return Fail(
                EncryptionRefusal.UntrustedServer,
                $"The server's key is not trusted. Its fingerprint is {server.Fingerprint}: if the operator of the server confirms it, add it to EncryptionTransport.TrustedFingerprints; " +
                "if not, somebody else answers in the server's place.");
        }

        Span<byte> key = stackalloc byte[KeyAgreement.KeyBytes];
        KeyAgreement.Derive(_identity.PrivateKey, server, body[..EncryptionWire.SaltBytes], key);
        var session = new SecureSession(key, _random);
        CryptographicOperations.ZeroMemory(key);
        return AwaitReply(session, [EncryptionWire.HandshakeFin]);
    }

    protected override void ForgetHandshake() => _identity.Dispose();
}
