using System.Net;
using Tain.Transports.Contract;

namespace Tain.Transports.Addresses;

/// <summary>One player, three transports, one text: else a ban on one is none on the others.</summary>
[Trait("Attack", "A-07")]
public class AddressTextTests
{
    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("[::1]", "::1")]
    public void ThereIsOneTextForAnAddressWhateverTheTransport(string host, string expected)
    {
        foreach (Transport transport in (Transport[])[new KcpTransport { Port = 0 }, new TcpTransport { Port = 0 }, new WebSocketTransport { Port = 0 }])
        {
            using var subject = new Subject(transport);
            using TransportBench bench = TransportBench.Started(subject);
            ClientProbe client = bench.AddClient();
            client.Client.Connect(new Uri($"{transport.Scheme}://{host}:{bench.Server.Server.Uri.Port}"));
            bench.WaitUntil(() => client.Client.IsConnected && bench.Server.Connected.Any(), $"{transport.Scheme} connects to {host}");
            Assert.Equal(expected, bench.Server.Server.GetAddress(bench.Server.Connected.Single()));
            Assert.Equal(expected, bench.Server.Of(TransportEventKind.Connected).Single().Text);
        }
    }

    [Theory]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("2001:DB8:0::7", "2001:db8::7")]
    public void TheTextIsThePlainOne(string address, string expected)
    {
        var parsed = IPAddress.Parse(address);
        Assert.Equal(expected, PeerAddress.Text(parsed));
        Assert.Equal(expected, DatagramAddress.Text(new IPEndPoint(parsed, 7777).Serialize()));
        Assert.Equal(PeerAddress.SourceKey(PeerAddress.Plain(parsed)), PeerAddress.SourceKey(parsed));
    }

    [Fact]
    public void WithoutAnAddressItIsUnknown() => Assert.Equal("unknown", PeerAddress.Text(null));

    private sealed class Subject(Transport transport) : TransportSubject
    {
        public override Transport Transport { get; } = transport;

        public override void ConnectToNobody(TransportClient client) => client.Connect("localhost");
    }
}
