using Tain.Messages;
using Tain.Simulation;
using Tain.Transports;

namespace Tain.Scenarios.Messages;

/// <summary>
/// A whole conversation over encrypted KCP. The server speaks first because its messages' floor pings every client, as Mirror's does; nothing has to be set for that.
/// </summary>
public class MessagesOverEncryptionTests
{
    private static readonly TimeSpan s_frame = TimeSpan.FromMilliseconds(10);
    private static readonly EncryptionServerKey s_key = EncryptionServerKey.Generate();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void OnABadMobileLineEverythingArrivesInOrder(int seed)
    {
        var net = new SimulatedNetwork((ulong)seed, LinkProfile.BadMobile);
        (List<int> heard, MessageClient client, MessageServer server) = Converse(net, s_key.Fingerprint, seconds: 40);
        Assert.Equal(Enumerable.Range(0, 200), heard);
        Assert.True(client.IsConnected);
        client.Dispose();
        server.Dispose();
    }

    [Fact]
    [Trait("Attack", "E-01")]
    public void WithAnotherServersFingerprintNoMessageIsSent()
    {
        var net = new SimulatedNetwork(1, LinkProfile.Perfect);
        (List<int> heard, MessageClient client, MessageServer server) = Converse(net, EncryptionServerKey.Generate().Fingerprint, seconds: 5);
        Assert.Empty(heard);
        Assert.False(client.IsConnected);
        client.Dispose();
        server.Dispose();
    }

    private static (List<int> Heard, MessageClient Client, MessageServer Server) Converse(SimulatedNetwork net, string trusted, int seconds)
    {
        var server = new MessageServer(
            new EncryptionTransport(net.CreateKcpTransport()) { ServerKey = s_key }.CreateServer(), new MessageServerOptions { TimeProvider = net.Clock, SendRate = 100 });
        var client = new MessageClient(
            new EncryptionTransport(net.CreateKcpTransport(net.Host("ada"))) { TrustedFingerprints = [trusted] }.CreateClient(), new MessageClientOptions { TimeProvider = net.Clock, SendRate = 100 });
        List<int> heard = [];
        server.RegisterHandler<Counted>((_, message) => heard.Add(message.number));
        server.Start();
        client.Connect("localhost");
        int sent = 0;
        net.Every(s_frame, () =>
        {
            server.Receive();
            server.Flush();
            client.Receive();
            if (client.IsConnected && sent < 200) client.Send(new Counted { number = sent++, text = "in order" });
            client.Flush();
        });
        net.RunFor(TimeSpan.FromSeconds(seconds));
        return (heard, client, server);
    }
}
