using System.Security.Cryptography;

namespace Tain.Transports;

/// <summary>A private key ready for key exchanges, with its public half. It belongs to one endpoint, because the system's key objects are not for several threads.</summary>
internal sealed class EncryptionIdentity : IDisposable
{
    private EncryptionIdentity(ECDiffieHellman privateKey)
    {
        PrivateKey = privateKey;
        PublicKey = P256PublicKey.TryRead(privateKey.ExportSubjectPublicKeyInfo(), out P256PublicKey? publicKey)
            ? publicKey
            : throw new ArgumentException("The key is not a P-256 key. Make one with EncryptionServerKey.Generate, or with: openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256.", nameof(privateKey));
    }

    public ECDiffieHellman PrivateKey { get; }

    public P256PublicKey PublicKey { get; }

    public static EncryptionIdentity Generate() => new(ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256));

    public static EncryptionIdentity From(ECParameters parameters) => new(ECDiffieHellman.Create(parameters));

    public void Dispose() => PrivateKey.Dispose();
}
