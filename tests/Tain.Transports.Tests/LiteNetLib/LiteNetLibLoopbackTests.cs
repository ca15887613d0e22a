using System.Net;
using Tain.Transports.Contract;

namespace Tain.Transports.LiteNetLib;

/// <summary>The contract of all transports, over the system's UDP sockets on loopback and the system's clock.</summary>
public class LiteNetLibLoopbackTests : TransportContract
{
    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("[::1]", "::1")]
    public void ADualServerIsReachedOverBothProtocols(string host, string seenAs)
    {
        using var server = new ServerProbe(new LiteNetLibTransport { Port = 0 }.CreateServer());
        server.Server.Start();
        using var client = new ClientProbe(new LiteNetLibTransport().CreateClient());
        client.Client.Connect(new Uri($"litenet://{host}:{server.Server.Uri.Port}"));
        using TransportSubject subject = CreateSubject();
        subject.BeginWait();
        while (!(client.Client.IsConnected && server.Connected.Any()) && subject.Step())
        {
            client.Tick();
            server.Tick();
        }
        Assert.Equal(seenAs, server.Server.GetAddress(Assert.Single(server.Connected)));
    }

    protected override TransportSubject CreateSubject() => new Subject(timeoutMs: 5_000);

    protected override TransportSubject CreateImpatientSubject() => new Subject(timeoutMs: 2_000);

    protected override TimeSpan ToleratedStall => TimeSpan.FromSeconds(0.5);

    private sealed class Subject(int timeoutMs) : TransportSubject
    {
        public override Transport Transport { get; } = new LiteNetLibTransport { Port = 0, DualMode = false, DisconnectTimeoutMs = timeoutMs };

        public override ForeignPeers Foreign =>
            LiteNetForeignPeers.Create(UdpSocketFactory.Instance, TimeProvider.System, static server => new IPEndPoint(IPAddress.Loopback, server.Uri.Port), Connect);

        // Port 0 gives each server a port of its own.
        public override bool AddressIsExclusive => false;

        public override void Connect(TransportClient client, TransportServer server) => client.Connect(new Uri($"litenet://127.0.0.1:{server.Uri.Port}"));

        // Port 9 is "discard": nothing listens there on a machine made for tests.
        public override void ConnectToNobody(TransportClient client) => client.Connect(new Uri($"litenet://{IPAddress.Loopback}:9"));
    }
}
