using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Tanks.Browser.Tests;

/// <summary>A certificate for localhost that nobody else signed, with its key, as files.</summary>
public sealed class CertificateFiles : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tanks-");

    public CertificateFiles()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using X509Certificate2 certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(2));
        File.WriteAllText(CertificatePath, certificate.ExportCertificatePem());
        File.WriteAllText(KeyPath, key.ExportPkcs8PrivateKeyPem());
        PublicKeyHash = Convert.ToBase64String(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo()));
    }

    public string CertificatePath => Path.Combine(_folder.FullName, "fullchain.pem");

    public string KeyPath => Path.Combine(_folder.FullName, "privkey.pem");

    /// <summary>SHA-256 of the public key, base64, as Chromium wants it.</summary>
    public string PublicKeyHash { get; }

    public void Dispose() => _folder.Delete(recursive: true);
}
