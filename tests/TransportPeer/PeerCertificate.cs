using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Tain.Transports.Peers;

/// <summary>A certificate with its key beside the program, made by whichever process comes first; the others pin it.</summary>
internal static class PeerCertificate
{
    /// <summary>The PEM file.</summary>
    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "peer-certificate.pem");

    /// <summary>Its certificate's fingerprint.</summary>
    public static string GetFingerprint()
    {
        Make();
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificateFromFile(Path);
        return certificate.GetCertHashString(HashAlgorithmName.SHA256);
    }

    private static void Make()
    {
        if (File.Exists(Path)) return;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using X509Certificate2 made = new CertificateRequest("CN=a peer of a test", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddYears(10));
        // Whole or not at all: the other process may look at the same moment.
        string draft = $"{Path}.{Environment.ProcessId}";
        File.WriteAllText(draft, $"{made.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
        try
        {
            File.Move(draft, Path);
        }
        catch (IOException) when (File.Exists(Path))
        {
            File.Delete(draft);   // the other was first
        }
    }
}
