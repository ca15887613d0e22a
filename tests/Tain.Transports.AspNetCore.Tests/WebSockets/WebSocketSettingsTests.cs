using System.Security.Cryptography.X509Certificates;
using Tain.Transports.Kit;

namespace Tain.Transports.WebSockets;

/// <summary>A setting that makes no sense is named when an endpoint is made.</summary>
public class WebSocketSettingsTests
{
    public static TheoryData<string, WebSocketTransport> Servers => new()
    {
        { "Path", new WebSocketTransport { Path = "play" } },
        { "Path", new WebSocketTransport { Path = "/play?room=1" } },
        { "MaxMessageBytes", new WebSocketTransport { MaxMessageBytes = 0 } },
        { "MaxMessageBytes", new WebSocketTransport { MaxMessageBytes = int.MaxValue } },
        { "MaxConnections", new WebSocketTransport { MaxConnections = 0 } },
        { "MaxConnectionsPerAddress", new WebSocketTransport { MaxConnectionsPerAddress = 0 } },
        { "MaxHandshakes", new WebSocketTransport { MaxHandshakes = 65_537 } },
        { "MaxReceiveQueueBytes", new WebSocketTransport { MaxReceiveQueueBytes = -1 } },
        { "MaxSendQueueBytes", new WebSocketTransport { MaxSendQueueBytes = int.MaxValue } },
        { "HandshakeTimeout", new WebSocketTransport { HandshakeTimeout = TimeSpan.Zero } },
        { "ConnectTimeout", new WebSocketTransport { ConnectTimeout = TimeSpan.MaxValue } },
        { "IdleTimeout", new WebSocketTransport { IdleTimeout = TimeSpan.Zero } },
        { "SendTimeout", new WebSocketTransport { SendTimeout = TimeSpan.FromSeconds(-1) } },
        { "KeepAliveInterval", new WebSocketTransport { KeepAliveInterval = TimeSpan.FromSeconds(-1) } },
        { "CertificateCheckInterval", new WebSocketTransport { CertificateCheckInterval = TimeSpan.FromSeconds(-1) } },
        { "CertificateKeyPath", new WebSocketTransport { CertificateKeyPath = "key.pem" } },
        { "PinnedFingerprints", new WebSocketTransport { PinnedFingerprints = ["AB:CD"] } },
        { "AllowedOrigins", new WebSocketTransport { AllowedOrigins = ["game.example"] } },
        { "AllowedOrigins", new WebSocketTransport { AllowedOrigins = ["https://game.example/"] } },
        { "Hosted", new WebSocketTransport { Hosted = true, CertificatePath = "cert.pem" } },
    };

    [Theory]
    [MemberData(nameof(Servers))]
    public void AServersSettingIsNamed(string name, WebSocketTransport transport)
    {
        var failure = Assert.ThrowsAny<ArgumentException>(transport.CreateServer);
        Assert.Contains($"WebSocketTransport.{name}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AClientsSettingIsNamed()
    {
        foreach ((string name, WebSocketClientTransport transport) in ((string, WebSocketClientTransport)[])
        [
            ("Path", new() { Path = "" }), ("MaxMessageBytes", new() { MaxMessageBytes = -1 }), ("MaxReceiveQueueBytes", new() { MaxReceiveQueueBytes = 0 }),
            ("MaxSendQueueBytes", new() { MaxSendQueueBytes = 0 }), ("ConnectTimeout", new() { ConnectTimeout = TimeSpan.Zero }), ("IdleTimeout", new() { IdleTimeout = TimeSpan.Zero }),
            ("SendTimeout", new() { SendTimeout = TimeSpan.Zero }), ("PinnedFingerprints", new() { PinnedFingerprints = [new string('x', 64)] }),
        ])
        {
            var failure = Assert.ThrowsAny<ArgumentException>(transport.CreateClient);
            Assert.Contains($"WebSocketClientTransport.{name}", failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void ACertificateWithoutItsKeyAndTwoCertificatesAreRefused()
    {
        using var authority = new TestAuthority();
        using X509Certificate2 root = authority.Root;
        Assert.Contains("private key", Assert.Throws<ArgumentException>(new WebSocketTransport { Certificate = root }.CreateServer).Message, StringComparison.Ordinal);
        using X509Certificate2 whole = authority.Sign("localhost");
        Assert.Contains("both", Assert.Throws<ArgumentException>(new WebSocketTransport { Certificate = whole, CertificatePath = "x" }.CreateServer).Message, StringComparison.Ordinal);
    }
}
