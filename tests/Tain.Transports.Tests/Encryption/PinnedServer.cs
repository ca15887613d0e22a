namespace Tain.Transports.Encryption;

/// <summary>The example of docs/transports.md.</summary>
internal static class PinnedServer
{
    public static Transport OfServer(Transport inner, string keyFile)
    {
        // Made at the first start, for this user only. Later starts read it.
        var key = EncryptionServerKey.LoadOrCreate(keyFile);
        return new EncryptionTransport(inner) { ServerKey = key };
    }

    // Two fingerprints while one key replaces another.
    public static Transport OfClient(Transport inner, params string[] fingerprints) =>
        new EncryptionTransport(inner) { TrustedFingerprints = fingerprints };
}
