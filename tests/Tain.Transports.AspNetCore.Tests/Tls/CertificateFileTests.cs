using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Tain.Transports.Contract;
using Tain.Transports.Kit;
using Tain.Transports.Wire;

namespace Tain.Transports.Tls;

/// <summary>Certificates from files, and their renewal while the server runs.</summary>
public sealed class CertificateFileTests : IDisposable
{
    private readonly TestAuthority _authority = new();
    private readonly TestFolder _folder = new();
    private readonly ManualClock _clock = new();
    private readonly LogBook _log = new();

    [Fact]
    public async Task PemWithItsChainAndPfxAreBothServed()
    {
        using TestAuthority issuer = _authority.Delegate();
        using X509Certificate2 certificate = issuer.Sign("localhost");
        issuer.WritePem(certificate, _folder["fullchain.pem"], _folder["privkey.pem"]);
        await File.WriteAllTextAsync(_folder["both.pem"], await File.ReadAllTextAsync(_folder["privkey.pem"]) + "\n" + await File.ReadAllTextAsync(_folder["fullchain.pem"]));
        await File.WriteAllTextAsync(
            _folder["locked.pem"],
            certificate.GetECDsaPrivateKey()!.ExportEncryptedPkcs8PrivateKeyPem("secret", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)));
        await File.WriteAllBytesAsync(_folder["server.pfx"], certificate.Export(X509ContentType.Pkcs12, "secret"));

        foreach (WebSocketTransport transport in (WebSocketTransport[])
        [
            new() { Port = 0, CertificatePath = _folder["fullchain.pem"], CertificateKeyPath = _folder["privkey.pem"] },
            new() { Port = 0, CertificatePath = _folder["both.pem"] },
            new() { Port = 0, CertificatePath = _folder["fullchain.pem"], CertificateKeyPath = _folder["locked.pem"], CertificatePassword = "secret" },
            new() { Port = 0, CertificatePath = _folder["server.pfx"], CertificatePassword = "secret" },
        ])
        {
            using TransportServer server = transport.CreateServer();
            server.Start();
            Assert.Equal("wss", server.Uri.Scheme);
            (string thumbprint, int chain) = await LookAsync(server);
            Assert.Equal(certificate.Thumbprint, thumbprint);
            // The one between must come from the server: a client knows the root only.
            if (transport.CertificatePath!.EndsWith(".pem", StringComparison.Ordinal)) Assert.Equal(2, chain);
        }
    }

    [Fact]
    public async Task ARenewalIsShownWithoutARestartAndABrokenOneIsNot()
    {
        using X509Certificate2 first = _authority.Sign("localhost"), second = _authority.Sign("localhost");
        // As certbot does it: a link is changed over to the new files.
        _authority.WritePem(first, _folder["fullchain1.pem"], _folder["privkey1.pem"]);
        _authority.WritePem(second, _folder["fullchain2.pem"], _folder["privkey2.pem"]);
        Link(1);
        using TransportServer server = new WebSocketTransport
        {
            Port = 0,
            CertificatePath = _folder["fullchain.pem"],
            CertificateKeyPath = _folder["privkey.pem"],
            CertificateCheckInterval = TimeSpan.FromMinutes(1),
            TimeProvider = _clock,
            LoggerFactory = _log,
        }.CreateServer();
        server.Start();

        Link(2);
        Assert.Equal(first.Thumbprint, (await LookAsync(server)).Thumbprint);   // nobody looks at the files for a minute
        _clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(second.Thumbprint, (await LookAsync(server)).Thumbprint);
        Assert.Contains("was renewed", Assert.Single(_log.Lines), StringComparison.Ordinal);

        File.Delete(_folder["privkey.pem"]);
        File.CreateSymbolicLink(_folder["privkey.pem"], _folder["privkey1.pem"]);   // the key of another certificate
        for (int i = 0; i < 3; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(61));
            Assert.Equal(second.Thumbprint, (await LookAsync(server)).Thumbprint);
        }
        Assert.Contains("cannot be used", Assert.Single(_log.Lines[1..]), StringComparison.Ordinal);
        Link(1);
        _clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(first.Thumbprint, (await LookAsync(server)).Thumbprint);
    }

    [Fact]
    public void ACertificateThatCannotBeUsedIsNamedAtStart()
    {
        using TransportServer missing = new WebSocketTransport { Port = 0, CertificatePath = _folder["nowhere.pem"] }.CreateServer();
        Assert.Contains("nowhere.pem", Assert.Throws<InvalidOperationException>(missing.Start).Message, StringComparison.Ordinal);
        File.WriteAllText(_folder["no.pem"], "this is no certificate");
        using TransportServer nonsense = new WebSocketTransport { Port = 0, CertificatePath = _folder["no.pem"] }.CreateServer();
        Assert.Contains("no.pem", Assert.Throws<InvalidOperationException>(nonsense.Start).Message, StringComparison.Ordinal);
        Assert.False(nonsense.IsActive);
    }

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Dispose();
    }

    private void Link(int version)
    {
        foreach (string name in (string[])["fullchain", "privkey"])
        {
            File.Delete(_folder[$"{name}.pem"]);
            File.CreateSymbolicLink(_folder[$"{name}.pem"], _folder[$"{name}{version}.pem"]);
        }
    }

    // What a client is shown: the certificate, and how many came with it.
    private static async Task<(string Thumbprint, int Chain)> LookAsync(TransportServer server)
    {
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.Uri.Port);
        int chain = 0;
        await using var tls = new SslStream(client.GetStream(), false, (_, shown, sent, _) =>
        {
            chain = sent!.ChainPolicy.ExtraStore.Count;
            return true;
        });
        await tls.AuthenticateAsClientAsync("localhost");
        return (((X509Certificate2)tls.RemoteCertificate!).Thumbprint, chain);
    }
}
