using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Tain.Transports.Contract;
using Tain.Transports.Kit;
using Tain.Transports.WebSockets;

namespace Tain.Transports.Tls;

/// <summary>The server's certificate and who believes it.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly TestAuthority _authority = new();

    [Fact]
    [Trait("Attack", "W-13")]
    public void ACertificateThatNobodySignedIsRefused()
    {
        using var certificate = TestAuthority.CreateSelfSigned("localhost");
        using TransportBench bench = Start(new WebSocketTransport { Port = 0, Certificate = certificate });
        Assert.Equal("wss", bench.Server.Server.Uri.Scheme);
        Refused(bench, new WebSocketClientTransport(), "localhost");
    }

    [Fact]
    [Trait("Attack", "W-13")]
    public void ACertificateForAnotherNameIsRefusedThoughItsAuthorityIsTrusted()
    {
        using X509Certificate2 certificate = _authority.Sign("other.example");
        using TransportBench bench = Start(new WebSocketTransport { Port = 0, Certificate = certificate });
        Refused(bench, new WebSocketClientTransport { TrustedRoots = [_authority.Root] }, "localhost");
    }

    [Fact]
    [Trait("Attack", "W-13")]
    public void ACertificateOfAnotherAuthorityIsRefused()
    {
        using var other = new TestAuthority();
        using X509Certificate2 certificate = other.Sign("localhost");
        using TransportBench bench = Start(new WebSocketTransport { Port = 0, Certificate = certificate });
        Refused(bench, new WebSocketClientTransport { TrustedRoots = [_authority.Root] }, "localhost");
        Refused(bench, new WebSocketClientTransport(), "localhost");
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    public void ACertificateOfATrustedAuthorityForTheRightNameIsTaken(string name)
    {
        using X509Certificate2 certificate = _authority.Sign(name);
        using TransportBench bench = Start(new WebSocketTransport { Port = 0, Certificate = certificate });
        Taken(bench, new WebSocketClientTransport { TrustedRoots = [_authority.Root] }, name);
    }

    [Fact]
    public void APinnedCertificateIsTakenWhateverItSaysAndNoOther()
    {
        using var certificate = TestAuthority.CreateSelfSigned("the server in the cellar");
        using var another = TestAuthority.CreateSelfSigned("localhost");
        string pin = certificate.GetCertHashString(HashAlgorithmName.SHA256);
        string spelled = string.Join(':', pin.Chunk(2).Select(pair => new string(pair))).ToLowerInvariant();
        using TransportBench bench = Start(new WebSocketTransport { Port = 0, Certificate = certificate });
        Taken(bench, new WebSocketClientTransport { PinnedFingerprints = [spelled] }, "localhost");
        Refused(bench, new WebSocketClientTransport { PinnedFingerprints = [another.GetCertHashString(HashAlgorithmName.SHA256)] }, "localhost");
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    [Trait("Attack", "W-13")]
    public async Task TheProtocolsAreTheSystems(SslProtocols protocol)
    {
        using X509Certificate2 certificate = _authority.Sign("localhost");
        using TransportBench bench = Start(new WebSocketTransport { Port = 0, Certificate = certificate });
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, bench.Server.Server.Uri.Port);
        await using var tls = new SslStream(client.GetStream());
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            EnabledSslProtocols = protocol,
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { _authority.Root },
                RevocationMode = X509RevocationMode.NoCheck,
            },
        });
        Assert.Equal(protocol, tls.SslProtocol);
    }

    [Fact]
    public void TheMakersOwnClientsCarryTheTrustOfTheDescription()
    {
        using X509Certificate2 certificate = _authority.Sign("127.0.0.1");
        using var subject = new WebSocketSubject(new WebSocketTransport { Port = 0, ListenAddress = IPAddress.Loopback, Certificate = certificate, TrustedRoots = [_authority.Root] });
        using TransportBench bench = TransportBench.Started(subject);
        bench.Settle(bench.AddConnectedClient());
    }

    [Fact]
    public void SomeoneWhoSpeaksNoTlsGetsNothingAndHarmsNobody()
    {
        using X509Certificate2 certificate = _authority.Sign("localhost");
        using TransportBench bench = Start(new WebSocketTransport { Port = 0, Certificate = certificate });
        using RawPeer plain = RawPeer.Connect(bench.Server.Server.Uri.Port);
        plain.Send(Wire.HttpHead.Request());
        bench.WaitUntil(
            () =>
            {
                plain.Pump();
                return plain.IsClosed;
            },
            "the stranger is closed");
        Taken(bench, new WebSocketClientTransport { TrustedRoots = [_authority.Root] }, "localhost");
        Assert.Single(bench.Server.Connected);
    }

    public void Dispose() => _authority.Dispose();

    private static TransportBench Start(WebSocketTransport transport) => TransportBench.Started(new WebSocketSubject(transport));

    private static void Taken(TransportBench bench, WebSocketClientTransport transport, string host)
    {
        using ClientProbe client = Connect(bench, transport, host);
        bench.WaitUntil(() => client.Events.Count > 0, "the attempt has a result");
        Assert.Equal(TransportEventKind.Connected, client.Events[0].Kind);
        bench.WaitUntil(() => bench.Server.Connected.Any(), "the server sees it too");
        client.ServerId = bench.Server.Connected.Last();
        bench.Settle(client);
        bench.Ticked.Remove(client);
    }

    private static void Refused(TransportBench bench, WebSocketClientTransport transport, string host)
    {
        int before = bench.Server.Connected.Count();
        using ClientProbe client = Connect(bench, transport, host);
        bench.WaitUntil(() => client.Of(TransportEventKind.Disconnected).Any(), "the attempt ends");
        Assert.Equal([TransportEventKind.Error, TransportEventKind.Disconnected], client.Events.Select(pulled => pulled.Kind));
        Assert.Equal(TransportError.Refused, client.Events[0].ErrorCode);
        Assert.Equal(before, bench.Server.Connected.Count());
        bench.Ticked.Remove(client);
    }

    private static ClientProbe Connect(TransportBench bench, WebSocketClientTransport transport, string host)
    {
        var client = new ClientProbe(transport.CreateClient());
        bench.Ticked.Add(client);
        client.Client.Connect(new Uri($"wss://{host}:{bench.Server.Server.Uri.Port}/"));
        return client;
    }
}
