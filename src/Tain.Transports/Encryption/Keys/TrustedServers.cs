using System.Security.Cryptography;

namespace Tain.Transports;

/// <summary>Which servers a client trusts; see <see cref="EncryptionTransport"/>.</summary>
internal sealed class TrustedServers
{
    private readonly byte[][] _hashes;
    private readonly Func<string, bool>? _judge;
    private readonly bool _anyone;

    private TrustedServers(byte[][] hashes, Func<string, bool>? judge, bool anyone)
    {
        _hashes = hashes;
        _judge = judge;
        _anyone = anyone;
    }

    /// <exception cref="InvalidOperationException">The settings say more than one thing.</exception>
    /// <exception cref="ArgumentException">A fingerprint is not one.</exception>
    public static TrustedServers From(EncryptionTransport transport)
    {
        byte[][] hashes = [.. transport.TrustedFingerprints.Select(Parse)];
        int ways = (hashes.Length > 0 ? 1 : 0) + (transport.AcceptServer is not null ? 1 : 0) + (transport.AcceptAnyServer ? 1 : 0);
        if (ways <= 1) return new TrustedServers(hashes, transport.AcceptServer, transport.AcceptAnyServer);
        throw new InvalidOperationException(
            "An EncryptionTransport's client is told in more than one way which server to trust. Set one of TrustedFingerprints, AcceptServer and AcceptAnyServer.");
    }

    /// <summary>Called before a client connects. Not earlier: a host is made of a server and a client too, and that client never connects.</summary>
    /// <exception cref="InvalidOperationException">Nothing was said.</exception>
    public void RefuseUnlessSaid()
    {
        if (IsSaid) return;
        throw new InvalidOperationException(
            "An EncryptionTransport's client does not know which server to trust, and without that anybody between the two can read along. Set TrustedFingerprints to the server's " +
            "fingerprint: the server logs it when it starts, and EncryptionServerKey.Fingerprint is it. On a machine of your own, AcceptAnyServer = true switches the check off.");
    }

    /// <summary>False when nothing was said; then nobody is trusted.</summary>
    private bool IsSaid => _anyone || _judge is not null || _hashes.Length > 0;

    public bool Accepts(P256PublicKey server)
    {
        if (_anyone) return true;
        if (_judge is { } judge) return judge(server.Fingerprint);
        bool isTrusted = false;
        foreach (byte[] hash in _hashes) isTrusted |= CryptographicOperations.FixedTimeEquals(hash, server.Hash);
        return isTrusted;
    }

    private static byte[] Parse(string fingerprint)
    {
        bool isHex = fingerprint is { Length: 2 * SHA256.HashSizeInBytes } && fingerprint.All(char.IsAsciiHexDigit);
        return isHex
            ? Convert.FromHexString(fingerprint)
            : throw new ArgumentException(
                $"EncryptionTransport.TrustedFingerprints holds '{fingerprint}', which is no fingerprint: one has 64 hex digits, as EncryptionServerKey.Fingerprint does.",
                nameof(EncryptionTransport.TrustedFingerprints));
    }
}
