using System.Net;

namespace Tain.Transports.Proxies;

/// <summary>The description that docs/reverse-proxies.md begins with.</summary>
public class DocumentedTransportTests
{
    [Fact]
    public void TheExampleOfThePageListensInPlainTextForClientsWithTls()
    {
        var transport = new WebSocketTransport
        {
            Port = 27777,
            Path = "/play",
            ListenAddress = IPAddress.Loopback,                       // only the proxy on this machine gets in
            ClientUsesTls = true,                                     // what this description's clients use
            TrustedProxies = [IPNetwork.Parse("127.0.0.1/32")],       // who may say whom it speaks for
        };
        using TransportServer server = transport.CreateServer();
        using TransportClient client = transport.CreateClient();
        Assert.Equal("wss", transport.Scheme);
        Assert.True(transport.Accepts(new Uri("wss://game.example/play")));
    }
}
