using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Tain.Transports.Contract;

namespace Tain.Transports.WebSockets;

public class TlsTests
{
    [Fact]
    public async Task WithACertificateTheServerSpeaksTlsAndOurClientChecksIt()
    {
        using X509Certificate2 certificate = CreateCertificate();
        using var subject = new WebSocketSubject(new WebSocketTransport { Port = 0, ListenAddress = IPAddress.Loopback, Certificate = certificate });
        using TransportBench bench = TransportBench.Started(subject);
        Assert.Equal("wss", bench.Server.Server.Uri.Scheme);
        var uri = new Uri($"wss://127.0.0.1:{bench.Server.Server.Uri.Port}/");

        // Nobody signed it, so the client does not trust it, and there is no option to make it.
        ClientProbe strict = bench.AddClient();
        strict.Client.Connect(uri);
        bench.WaitUntil(() => strict.Of(TransportEventKind.Disconnected).Any(), "the client refuses the certificate");
        Assert.Equal(TransportError.Refused, strict.Of(TransportEventKind.Error).Single().ErrorCode);
        Assert.Empty(bench.Server.Connected);

        using var trusting = new ClientWebSocket();
        trusting.Options.RemoteCertificateValidationCallback = (_, seen, _, _) => seen!.GetCertHashString() == certificate.GetCertHashString();
        await trusting.ConnectAsync(uri, CancellationToken.None);
        await trusting.SendAsync(new byte[] { 1, 2 }, WebSocketMessageType.Binary, true, CancellationToken.None);
        bench.WaitUntil(() => bench.Server.Of(TransportEventKind.Data).Any(), "a packet arrives through TLS");
    }

    private static X509Certificate2 CreateCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using X509Certificate2 made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
