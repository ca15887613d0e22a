using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Tain.Transports;

/// <summary>Makes a certificate with its key and its chain out of the bytes of files, PEM as well as PFX.</summary>
internal static class CertificateLoader
{
    /// <summary>Reads a certificate and those that stand behind it.</summary>
    /// <param name="certificate">PEM, the server's own certificate first as Let's Encrypt writes it, or PFX.</param>
    /// <param name="key">PEM of the private key; null when it is in the first.</param>
    /// <param name="password">What the key or the PFX is locked with; null when it is not.</param>
    /// <exception cref="CryptographicException">This is no certificate with its key, or the password is wrong.</exception>
    public static (X509Certificate2 Leaf, X509Certificate2Collection Chain) Load(byte[] certificate, byte[]? key, string? password) =>
        certificate.AsSpan().IndexOf("-----BEGIN "u8) >= 0 ? LoadPem(certificate, key ?? certificate, password) : LoadPfx(certificate, password);

    private static (X509Certificate2 Leaf, X509Certificate2Collection Chain) LoadPem(byte[] certificate, byte[] key, string? password)
    {
        string certificateText = Encoding.ASCII.GetString(certificate), keyText = Encoding.ASCII.GetString(key);
        X509Certificate2 leaf = password == null
            ? X509Certificate2.CreateFromPem(certificateText, keyText)
            : X509Certificate2.CreateFromEncryptedPem(certificateText, keyText, password);
        // Windows' TLS takes no key that is in memory only.
        if (OperatingSystem.IsWindows()) leaf = X509CertificateLoader.LoadPkcs12(leaf.Export(X509ContentType.Pkcs12), null);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPem(certificateText);
        return (leaf, Behind(leaf, chain));
    }

    private static (X509Certificate2 Leaf, X509Certificate2Collection Chain) LoadPfx(byte[] pfx, string? password)
    {
        X509Certificate2Collection all = X509CertificateLoader.LoadPkcs12Collection(pfx, password);
        X509Certificate2 leaf = all.FirstOrDefault(found => found.HasPrivateKey) ?? throw new CryptographicException("It has no private key.");
        return (leaf, Behind(leaf, all));
    }

    private static X509Certificate2Collection Behind(X509Certificate2 leaf, X509Certificate2Collection all) =>
        [.. all.Where(found => !found.RawDataMemory.Span.SequenceEqual(leaf.RawDataMemory.Span))];
}
