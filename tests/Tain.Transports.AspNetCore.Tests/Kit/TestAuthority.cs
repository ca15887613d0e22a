using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Tain.Transports.Kit;

/// <summary>A certificate authority that lives for one test, and the certificates that it signs.</summary>
internal sealed class TestAuthority : IDisposable
{
    private readonly X509Certificate2 _certificate;

    public TestAuthority()
        : this(CreateRoot())
    {
    }

    private TestAuthority(X509Certificate2 certificate) => _certificate = certificate;

    /// <summary>What a client must trust, without its key.</summary>
    public X509Certificate2 Root => X509CertificateLoader.LoadCertificate(_certificate.RawData);

    /// <summary>A certificate that nobody but itself signed.</summary>
    public static X509Certificate2 CreateSelfSigned(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = Request(name, key);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using X509Certificate2 made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return WithStoredKey(made);
    }

    /// <summary>An authority between this one and servers, as public ones have.</summary>
    public TestAuthority Delegate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new TestAuthority(Sign(AuthorityRequest("Delegate of a test", key), key));
    }

    /// <summary>A server's certificate for a host name or an address.</summary>
    public X509Certificate2 Sign(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Sign(Request(name, key), key);
    }

    /// <summary>Writes a certificate that this authority signed as <c>fullchain.pem</c> and <c>privkey.pem</c>, as Let's Encrypt's client does.</summary>
    public void WritePem(X509Certificate2 certificate, string chainPath, string keyPath)
    {
        File.WriteAllText(keyPath, certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(chainPath, certificate.ExportCertificatePem() + "\n" + _certificate.ExportCertificatePem() + "\n");
    }

    public void Dispose() => _certificate.Dispose();

    private static X509Certificate2 CreateRoot()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        return AuthorityRequest("Authority of a test", key).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    private static CertificateRequest AuthorityRequest(string name, ECDsa key)
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request;
    }

    private X509Certificate2 Sign(CertificateRequest request, ECDsa key)
    {
        byte[] serial = RandomNumberGenerator.GetBytes(8);
        serial[0] &= 0x7F;
        using X509Certificate2 signed = request.Create(_certificate, _certificate.NotBefore, _certificate.NotAfter, serial);
        using X509Certificate2 made = signed.CopyWithPrivateKey(key);
        return WithStoredKey(made);
    }

    private static CertificateRequest Request(string name, ECDsa key)
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(name, out IPAddress? address)) names.AddIpAddress(address);
        else names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        return request;
    }

    // As a file would be loaded: a key in memory only is no key for every system's TLS.
    private static X509Certificate2 WithStoredKey(X509Certificate2 made) =>
        X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
}
